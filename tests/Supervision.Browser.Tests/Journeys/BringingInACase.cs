using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

public sealed class BringingInACase(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task One_of_the_transcripts_of_a_file_becomes_a_case()
    {
        var site = Stage.Site;
        var leila = await OpenWindowAsync(site);
        await leila.SignInAsync("Leila Haddad");
        await leila.Page.GetByRole(AriaRole.Link, new() { Name = "Import a file" }).ClickAsync();
        await Expect(leila.Heading("Import a file")).ToBeVisibleAsync();
        var chooser = await leila.Page.RunAndWaitForFileChooserAsync(() => leila.Button("Choose a file").ClickAsync());
        await chooser.SetFilesAsync(Path.Combine(AppContext.BaseDirectory, "two-transcripts.csv"));

        var transcripts = leila.Page.GetByRole(AriaRole.Region, new() { Name = "Choose a transcript" });
        await Expect(transcripts.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await transcripts.GetByRole(AriaRole.Searchbox).FillAsync("small steps");
        await Expect(transcripts.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await transcripts.GetByRole(AriaRole.Button, new() { Name = "as a case" }).ClickAsync();

        await Expect(leila.Text).ToContainTextAsync("What brings you here?");
        await Expect(leila.Text).ToContainTextAsync("not since May.");
        await Expect(leila.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Small steps");
        await leila.KeptAsync();
    }

    [Fact]
    public async Task A_pasted_text_becomes_a_case_that_the_group_finds_in_its_list()
    {
        var site = Stage.Site;
        var leila = await OpenWindowAsync(site);
        await leila.SignInAsync("Leila Haddad");
        await leila.Page.GetByRole(AriaRole.Link, new() { Name = "Open a case" }).ClickAsync();
        await leila.Page.GetByRole(AriaRole.Textbox, new() { Name = "Title" }).FillAsync("Plover");
        await leila.Page.GetByRole(AriaRole.Textbox, new() { Name = "Text of the case" }).FillAsync("# What I bring\n\nPlover came late again.\n\nTherapist: You are here.\nClient: Nearly.");
        await leila.Button("Open the case").ClickAsync();

        await Expect(leila.Heading("Plover")).ToBeVisibleAsync();
        await Expect(leila.Text.GetByRole(AriaRole.Heading, new() { Name = "What I bring" })).ToBeVisibleAsync();
        await Expect(leila.Text).ToContainTextAsync("Plover came late again.");
        await Expect(leila.Text).ToContainTextAsync("Nearly.");
        await leila.KeptAsync();

        var jonas = await OpenWindowAsync(site);
        await jonas.SignInAsync("Jonas Lind");
        await Expect(jonas.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Plover" })).ToContainTextAsync("Opened by Leila Haddad");
    }
}

using System.Text.RegularExpressions;
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
        await AnswerAsync(leila);

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

    // Whatever is found in the transcript identifies nobody; a dialog before sharing says so once more.
    private static async Task AnswerAsync(Window window)
    {
        var desk = window.Page.GetByRole(AriaRole.Complementary, new() { Name = "What may identify someone" });
        var question = desk.GetByRole(AriaRole.Region, new() { Name = "The finding at hand" });
        await Expect(desk).ToContainTextAsync(new Regex("to answer|Nothing was found", RegexOptions.None, TimeSpan.FromSeconds(1)));
        while (await question.IsVisibleAsync() && await question.GetByText("open", new() { Exact = false }).First.IsVisibleAsync())
        {
            await question.FocusAsync();
            await window.Page.Keyboard.PressAsync("n");
            await window.Page.Keyboard.PressAsync("4");
        }

        await window.Button("Open the case").ClickAsync();
        var share = window.Page.GetByRole(AriaRole.Button, new() { Name = "Share with the group" });
        await share.Or(window.Text).First.WaitForAsync();
        if (await share.IsVisibleAsync())
        {
            await share.ClickAsync();
        }
    }
}

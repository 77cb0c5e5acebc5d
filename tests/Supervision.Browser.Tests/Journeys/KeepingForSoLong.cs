using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

/// <summary>A case is closed and stands in the calendar, is held there, and its presenter takes along what is theirs.</summary>
public sealed class KeepingForSoLong(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task A_case_is_closed_while_another_reads_it_and_written_in_again_once_it_is_reopened()
    {
        var site = Stage.Site;
        using var member = await site.SignInAsync("Priya Raman");
        var opened = await member.OpenCaseAsync("Closed for an hour", CaseTexts.Short);
        var priya = await OpenWindowAsync(site);
        var tomasz = await OpenWindowAsync(site);
        await priya.EnterAsync("Priya Raman", opened);
        await tomasz.EnterAsync("Tomasz Wolny", opened);
        await tomasz.AnnotateAsync(CaseTexts.Openings[0], "Denial");

        await ChooseAsync(priya, "Close this case", "Close the case");
        var closed = tomasz.Page.GetByText("It can be read, and nothing is added or changed any more.");
        await Expect(closed).ToBeVisibleAsync();
        await tomasz.Card("Denial", "you").ClickAsync();
        await Expect(tomasz.Annotations.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await tomasz.Text.FocusAsync();
        await tomasz.Page.Keyboard.PressAsync("ArrowRight");
        await tomasz.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await tomasz.Page.Keyboard.PressAsync("d");
        var bar = tomasz.Page.GetByRole(AriaRole.Toolbar, new() { Name = "Selected passage" });
        await Expect(bar).ToHaveTextAsync("Someone is named");
        var (said, pressed) = (await tomasz.Page.GetByText("This case is closed: nothing is added to it.").BoundingBoxAsync(), await bar.BoundingBoxAsync());
        Assert.True(said!.Y + said.Height <= pressed!.Y, "What is said covers what is pressed.");
        await Expect(tomasz.Palette).ToHaveCountAsync(0);

        await ChooseAsync(priya, "Open it again", "Open it again");
        await Expect(closed).ToHaveCountAsync(0);
        await tomasz.AnnotateAsync(CaseTexts.Openings[1], "Denial");
        await priya.CountIsAsync(2);
    }

    [Fact]
    public async Task A_case_is_closed_and_held_and_its_presenter_exports_what_is_theirs()
    {
        var site = Stage.Site;
        using var member = await site.SignInAsync("Priya Raman");
        var opened = await member.OpenCaseAsync("Kept for a while", CaseTexts.Short);
        var priya = await OpenWindowAsync(site);
        var nadia = await OpenWindowAsync(site);
        await priya.EnterAsync("Priya Raman", opened);

        await AskAsync(priya, "Close this case");
        var closing = priya.Page.GetByRole(AriaRole.Dialog, new() { Name = "Close this case" });
        await Expect(closing).ToContainTextAsync("It is erased 12 months after it was closed");
        await closing.GetByRole(AriaRole.Button, new() { Name = "Close the case" }).ClickAsync();
        await Expect(priya.Page.GetByText("It can be read, and nothing is added or changed any more.")).ToBeVisibleAsync();

        await priya.Page.GotoAsync("/calendar");
        await Expect(priya.Page.GetByRole(AriaRole.Link, new() { Name = opened.Title })).ToBeVisibleAsync();
        await Expect(priya.Page.GetByText("kept for 12 months. No letter yet.")).ToBeVisibleAsync();

        await nadia.SignInAsync("Nadia Brandt");
        await nadia.Page.GetByRole(AriaRole.Link, new() { Name = "Calendar" }).ClickAsync();
        await nadia.Page.GetByRole(AriaRole.Button, new() { Name = "Hold the case of Priya Raman, Tuesday group" }).ClickAsync();
        var holding = nadia.Page.GetByRole(AriaRole.Dialog, new() { Name = "Hold something" });
        await holding.GetByLabel("Why").FillAsync("A court has asked.");
        await holding.GetByRole(AriaRole.Button, new() { Name = "Hold", Exact = true }).ClickAsync();
        await Expect(nadia.Page.GetByRole(AriaRole.Region, new() { Name = "Legal holds" })).ToContainTextAsync("A court has asked.");
        await Expect(nadia.Page.GetByText(opened.Title)).ToHaveCountAsync(0);

        await priya.Page.ReloadAsync();
        await Expect(priya.Page.GetByRole(AriaRole.Region, new() { Name = "Held by the institute" })).ToContainTextAsync(opened.Title);

        await priya.Page.GotoAsync("/account");
        await priya.Button("Make the export").ClickAsync();
        var fetch = priya.Button("Fetch it");
        await Expect(fetch).ToBeVisibleAsync();
        var download = await priya.Page.RunAndWaitForDownloadAsync(() => fetch.ClickAsync());
        Assert.Matches(@"^supervision-\d{4}-\d{2}-\d{2}\.zip$", download.SuggestedFilename);
        await Expect(priya.Page.GetByText("Fetched. Nothing of it is kept here.")).ToBeVisibleAsync();
        await Expect(fetch).ToHaveCountAsync(0);
    }

    private static async Task AskAsync(Window window, string item)
    {
        await window.Button("This case").ClickAsync();
        await window.Page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }

    private static async Task ChooseAsync(Window window, string item, string button)
    {
        await AskAsync(window, item);
        await window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}

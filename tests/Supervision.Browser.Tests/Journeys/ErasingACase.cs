using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

/// <summary>One person asks, another decides, and the words leave every screen.</summary>
public sealed class ErasingACase(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task The_presenter_asks_an_administrator_decides_and_every_window_is_blanked()
    {
        var site = Stage.Site;
        using var member = await site.SignInAsync("Leila Haddad");
        var opened = await member.OpenCaseAsync("Soon forgotten", CaseTexts.Short);
        await member.AnnotateAsync(opened, CaseTexts.Openings[2], "dmrs-defences", "denial", "A note that goes too.");
        var leila = await OpenWindowAsync(site);
        var jonas = await OpenWindowAsync(site);
        var grace = await OpenWindowAsync(site);
        await leila.EnterAsync("Leila Haddad", opened);
        await jonas.EnterAsync("Jonas Lind", opened);

        await leila.Button("This case").ClickAsync();
        await leila.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Erase this case" }).ClickAsync();
        var asking = leila.Page.GetByRole(AriaRole.Dialog, new() { Name = "Erase this case" });
        await Expect(asking).ToContainTextAsync("1 annotation by 1 person");
        await asking.GetByRole(AriaRole.Button, new() { Name = "Ask for the erasure" }).ClickAsync();
        await Expect(asking).ToContainTextAsync("Choose why.");
        await asking.GetByRole(AriaRole.Button, new() { Name = "Choose Why" }).ClickAsync();
        await leila.Page.GetByRole(AriaRole.Option, new() { Name = "The client asked for it, through the therapist" }).ClickAsync();
        await asking.GetByRole(AriaRole.Button, new() { Name = "Ask for the erasure" }).ClickAsync();
        await Expect(asking).ToContainTextAsync("It waits for somebody else to decide.");

        await grace.SignInAsync("Grace Okafor");
        await grace.Page.GetByRole(AriaRole.Link, new() { Name = "Keys" }).ClickAsync();
        await Expect(grace.Heading("Keys and erasure")).ToBeVisibleAsync();
        await Expect(grace.Page.GetByText(opened.Title)).ToHaveCountAsync(0);
        await grace.Page.GetByRole(AriaRole.Region, new() { Name = "Waiting for a decision" }).GetByRole(AriaRole.Button, new() { Name = "Decide" }).ClickAsync();
        var deciding = grace.Page.GetByRole(AriaRole.Dialog, new() { Name = "Erase this case for good?" });
        await deciding.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();

        foreach (var window in (Window[])[leila, jonas])
        {
            await Expect(window.Heading("This case has been erased")).ToBeVisibleAsync();
            await Expect(window.Text).ToHaveCountAsync(0);
        }
        await Expect(grace.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("Destroyed");
        await jonas.Page.GotoAsync("/cases");
        await jonas.Page.GetByRole(AriaRole.Link, new() { Name = "Erased case" }).First.ClickAsync();
        await Expect(jonas.Heading("This case has been erased")).ToBeVisibleAsync();
        await leila.Page.ReloadAsync();
        await Expect(leila.Page.GetByRole(AriaRole.List, new() { Name = "What has happened" })).ToContainTextAsync("Decided by Grace Okafor");
    }
}

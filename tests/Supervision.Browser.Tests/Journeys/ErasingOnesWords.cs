using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

/// <summary>A member asks that what they wrote be erased, another decides, and their words leave every screen; what others said stays.</summary>
public sealed class ErasingOnesWords(Stage stage) : Journey(stage)
{
    private const string Note = "I was as impatient with her as her mother must have been.";

    [Fact]
    public async Task A_members_notes_and_replies_go_and_what_others_said_stays()
    {
        await using var site = await OwnSiteAsync();
        using var member = await site.SignInAsync("Jonas Lind");
        using var presenter = await site.SignInAsync("Leila Haddad");
        var opened = await presenter.OpenCaseAsync("With second thoughts", CaseTexts.Short);
        await member.AnnotateAsync(opened, CaseTexts.Openings[2], "dmrs-defences", "denial", Note);
        var leila = await OpenWindowAsync(site);
        var jonas = await OpenWindowAsync(site);
        var grace = await OpenWindowAsync(site);
        await leila.EnterAsync("Leila Haddad", opened);
        await leila.ReplyAsync(leila.Card("Denial", "Jonas Lind"), "What made you as impatient with her as her mother?");
        await Expect(leila.Card("Denial", "Jonas Lind")).ToContainTextAsync(Note);

        await jonas.SignInAsync("Jonas Lind");
        await jonas.Page.GotoAsync("/account");
        await jonas.Button("See what would go").ClickAsync();
        var asking = jonas.Page.GetByRole(AriaRole.Dialog, new() { Name = "Erase what you wrote" });
        await Expect(asking).ToContainTextAsync("1 note in 1 case: Tuesday group");
        await asking.GetByRole(AriaRole.Button, new() { Name = "Ask for the erasure" }).ClickAsync();
        await Expect(asking).ToContainTextAsync("It waits for somebody else to decide.");

        await grace.SignInAsync("Grace Okafor");
        await grace.Page.GetByRole(AriaRole.Link, new() { Name = "Keys" }).ClickAsync();
        var waiting = grace.Page.GetByRole(AriaRole.Region, new() { Name = "Waiting for a decision" });
        await Expect(waiting).ToContainTextAsync("Jonas Lind asks for the erasure of all notes and replies that they have written.");
        await waiting.GetByRole(AriaRole.Button, new() { Name = "Decide" }).ClickAsync();
        await grace.Page.GetByRole(AriaRole.Dialog, new() { Name = "Erase what this person wrote?" }).GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();
        await Expect(waiting).ToContainTextAsync("No erasure is asked for.");

        for (var looks = 0; looks < 2; looks++)
        {
            var card = leila.Card("Denial", "Jonas Lind");
            await Expect(card).ToContainTextAsync("Removed");
            await Expect(card).ToContainTextAsync("What made you");
            await Expect(card.GetByRole(AriaRole.Img, new() { Name = "removed to protect identity" })).ToHaveCountAsync(1);
            await Expect(leila.Page.GetByText("impatient")).ToHaveCountAsync(0);
            await Expect(leila.Text).ToContainTextAsync(CaseTexts.Openings[2]);
            await leila.Page.ReloadAsync();
            await leila.KeptAsync();
            await card.ClickAsync();
        }
        await jonas.Page.ReloadAsync();
        await jonas.Button("See what would go").ClickAsync();
        await Expect(asking).ToContainTextAsync("Decided by Grace Okafor");
        await Expect(asking).ToContainTextAsync("Gone: 1 note in 1 case.");
    }
}

using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

public sealed class TwoPeopleInTwoWindows(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task What_one_marks_the_other_sees_and_answers()
    {
        var site = Stage.Site;
        using var ines = await site.SignInAsync("Ines Halloran");
        var opened = await ines.OpenCaseAsync("Two windows", CaseTexts.Short);
        var leila = await OpenWindowAsync(site);
        var jonas = await OpenWindowAsync(site);
        foreach (var (window, name) in new[] { (leila, "Leila Haddad"), (jonas, "Jonas Lind") })
        {
            await window.SignInAsync(name);
            await window.Page.GetByRole(AriaRole.Link, new() { Name = opened.Title, Exact = true }).ClickAsync();
            await window.JoinedAsync(opened);
        }

        foreach (var (window, you) in new[] { (leila, "Leila Haddad (you)"), (jonas, "Jonas Lind (you)") })
        {
            await window.Button("2 here").ClickAsync();
            var here = window.Page.GetByRole(AriaRole.Dialog, new() { Name = "Who is here" });
            await Expect(here.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
            await Expect(here).ToContainTextAsync("Leila Haddad");
            await Expect(here).ToContainTextAsync("Jonas Lind");
            await Expect(here).ToContainTextAsync(you);
            await window.Page.Keyboard.PressAsync("Escape");
            await Expect(here).ToBeHiddenAsync();
        }

        await leila.SelectAsync("nothing at all had happened");
        await leila.Palette.GetByRole(AriaRole.Button, new() { Name = "Defences" }).ClickAsync();
        await leila.Palette.GetByRole(AriaRole.Option, new() { Name = "Denial" }).First.ClickAsync();
        await Expect(leila.Card("Denial", "you")).ToContainTextAsync("Kept");

        await Expect(jonas.Card("Denial", "Leila Haddad")).ToContainTextAsync("nothing at all had happened");
        await Expect(jonas.Text).ToContainTextAsync("(1 annotation)");
        await Expect(jonas.Text.Locator(".mark-line")).ToHaveCountAsync(1);

        await jonas.ReplyAsync(jonas.Card("Denial", "Leila Haddad"), "And yet she came a day early.");
        await Expect(leila.Card("Denial", "you")).ToContainTextAsync("And yet she came a day early.");
        await Expect(leila.Card("Denial", "you").GetByRole(AriaRole.List, new() { Name = "Replies" })).ToContainTextAsync("Jonas Lind");
    }
}

using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

/// <summary>One person removes a name, the other sees it go, and has it destroyed.</summary>
public sealed class SomeoneIsNamed(Stage stage) : Journey(stage)
{
    private const string Named = "Ostenbury";

    [Fact]
    public async Task A_name_leaves_every_screen_at_once_and_is_destroyed_after_review()
    {
        var site = Stage.Site;
        using var leila = await site.SignInAsync("Leila Haddad");
        var opened = await leila.OpenCaseAsync("Soon unnamed", $"{CaseTexts.Short}\n\nIt was in {Named} that she waited, and {Named} again.");
        await leila.AnnotateAsync(opened, $"in {Named} that she waited", "dmrs-defences", "denial", $"Why {Named}?");
        var jonas = await OpenWindowAsync(site);
        var ines = await OpenWindowAsync(site);
        await jonas.EnterAsync("Jonas Lind", opened);
        await ines.EnterAsync("Ines Halloran", opened);
        await Expect(ines.Card("Denial", "Leila Haddad")).ToContainTextAsync($"Why {Named}?");

        await jonas.SelectAsync(Named);
        await jonas.Page.Keyboard.PressAsync("x");
        var asking = jonas.Page.GetByRole(AriaRole.Dialog, new() { Name = "Someone is named here" });
        await Expect(asking).ToContainTextAsync("Remove them there as well: the text, a note");
        await asking.GetByRole(AriaRole.Button, new() { Name = "Remove for everyone" }).ClickAsync();

        foreach (var window in (Window[])[ines, jonas])
        {
            await Expect(window.Text).ToContainTextAsync("2 passages removed to protect identity");
            await Expect(window.Page.GetByText(Named)).ToHaveCountAsync(0);
            await Expect(window.Page.Locator(".removed-bars > span")).ToHaveCountAsync(2);
            await Expect(window.Card("Denial", "Leila Haddad").GetByRole(AriaRole.Img, new() { Name = "removed to protect identity" })).ToHaveCountAsync(2);
        }

        await ines.Button("Review").ClickAsync();
        var review = ines.Page.GetByRole(AriaRole.Dialog, new() { Name = "Removed to protect identity" });
        await Expect(review).ToContainTextAsync("A name in the text (2), a note");
        await review.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await review.GetByRole(AriaRole.Button, new() { Name = "Destroy for good" }).ClickAsync();
        await Expect(review).ToContainTextAsync("Destroyed for good; confirmed by Ines Halloran");

        await jonas.Page.ReloadAsync();
        await jonas.KeptAsync();
        await Expect(jonas.Text).ToContainTextAsync("2 passages removed to protect identity");
        await Expect(jonas.Text).ToContainTextAsync(CaseTexts.Openings[1]);
        await jonas.AnnotateAsync(CaseTexts.Openings[1], "Denial");
        await Expect(ines.Annotations).ToContainTextAsync("Jonas Lind");
    }

    [Fact]
    public async Task The_label_of_a_speaker_goes_by_keyboard_from_all_turns_and_every_screen()
    {
        var site = Stage.Site;
        using var leila = await site.SignInAsync("Leila Haddad");
        var opened = await leila.OpenTalkAsync("A talk", ("Kingfisher", "I am here again."), ("Therapist", "And before?"), ("Kingfisher", "At the pier."));
        var jonas = await OpenWindowAsync(site);
        var ines = await OpenWindowAsync(site);
        await jonas.EnterAsync("Jonas Lind", opened);
        await ines.EnterAsync("Ines Halloran", opened);
        await Expect(ines.Text.GetByText("Kingfisher")).ToHaveCountAsync(2);

        await jonas.TabToAsync(jonas.Button("This case"));
        await jonas.Page.Keyboard.PressAsync("Enter");
        await jonas.Page.Keyboard.TypeAsync("A sp");
        await jonas.Page.Keyboard.PressAsync("Enter");
        var asking = jonas.Page.GetByRole(AriaRole.Dialog, new() { Name = "Someone is named here" });
        await Expect(asking).ToContainTextAsync("Kingfisher");
        await jonas.TabToAsync(asking.GetByRole(AriaRole.Button, new() { Name = "Remove for everyone" }));
        await jonas.Page.Keyboard.PressAsync("Enter");

        foreach (var window in (Window[])[ines, jonas])
        {
            await Expect(window.Page.GetByText("Kingfisher")).ToHaveCountAsync(0);
            await Expect(window.Text.GetByText("Removed")).ToHaveCountAsync(2);
            await Expect(window.Text).ToContainTextAsync("At the pier.");
            await window.Page.ReloadAsync();
            await window.KeptAsync();
            await Expect(window.Page.GetByText("Kingfisher")).ToHaveCountAsync(0);
            await Expect(window.Text).ToContainTextAsync("Therapist");
        }
    }
}

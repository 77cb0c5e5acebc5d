using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

public sealed class ByKeyboardOnly(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task One_signs_in_reads_marks_and_answers()
    {
        var site = Stage.Site;
        using var ines = await site.SignInAsync("Ines Halloran");
        var opened = await ines.OpenCaseAsync("By keyboard", CaseTexts.Short);
        await ines.AnnotateAsync(opened, "the fee was mentioned", "frame", "fee");
        var amara = await OpenWindowAsync(site);
        var keyboard = amara.Page.Keyboard;

        await amara.Page.GotoAsync("/sign-in");
        await amara.TabToAsync(amara.Account("Amara Osei"));
        await keyboard.PressAsync("Enter");
        await amara.TabToAsync(amara.Page.GetByRole(AriaRole.Link, new() { Name = opened.Title, Exact = true }));
        await keyboard.PressAsync("Enter");
        await amara.JoinedAsync(opened);

        await amara.TabToAsync(amara.Text);
        await keyboard.PressAsync("Control+Home");
        await keyboard.PressAsync("Control+Home");
        await keyboard.PressAsync("ArrowRight");
        await keyboard.PressAsync("Shift+ArrowRight");
        await Expect(amara.Page.GetByText("selected: said that", new() { Exact = true })).ToBeAttachedAsync();
        await keyboard.PressAsync("d");
        await Expect(amara.Palette.GetByRole(AriaRole.Combobox, new() { Name = "Find a code in Defences" })).ToBeFocusedAsync();
        await keyboard.TypeAsync("denial");
        await Expect(amara.Palette.GetByRole(AriaRole.Option, new() { Name = "Denial", Selected = true })).ToBeVisibleAsync();
        await keyboard.PressAsync("Enter");
        var own = amara.Card("Denial", "you");
        await Expect(own).ToContainTextAsync("said that");
        await Expect(own).ToContainTextAsync("Kept");

        await keyboard.PressAsync("j");
        var other = amara.Card("Fee", "Ines Halloran");
        await Expect(other).ToBeFocusedAsync();
        await keyboard.PressAsync("k");
        await Expect(own).ToBeFocusedAsync();
        await keyboard.PressAsync("j");
        await Expect(other).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(other.GetByRole(AriaRole.Textbox, new() { Name = "Reply" })).ToBeFocusedAsync();
        await keyboard.TypeAsync("He always laughs first.");
        await keyboard.PressAsync("Control+Enter");
        await Expect(other.GetByRole(AriaRole.List, new() { Name = "Replies" })).ToContainTextAsync("He always laughs first.");
        await Expect(other).ToBeFocusedAsync();
        await amara.KeptAsync();
        Assert.Equal(["annotated: the fee was mentioned", "annotated: said that", "replied: He always laughs first."], await ines.KeptAsync(opened));
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

/// <summary>What one wants flagged oneself, and one name for one person, from the title to a note.</summary>
public sealed class WordsOfOnesOwn(Stage stage) : Journey(stage)
{
    private const string Sentence = "wept at the door for a long while";

    [Fact]
    public async Task A_name_keeps_its_pseudonym_from_the_title_to_a_note_and_a_word_on_ones_list_is_not_asked_about()
    {
        var leila = await OpenWindowAsync(Stage.Site);
        await leila.SignInAsync("Leila Haddad");
        await leila.Page.GotoAsync("/cases/open");
        var title = leila.Page.GetByRole(AriaRole.Textbox, new() { Name = "Title" });
        var text = leila.Page.GetByRole(AriaRole.Textbox, new() { Name = "Text of the case" });
        await title.FillAsync("Jennifer at the door");
        await text.FillAsync($"Jennifer Aldridge {Sentence}. Jennifer comes from Whitstable.");
        var desk = leila.Page.GetByRole(AriaRole.Complementary, new() { Name = "What may identify someone" });
        var question = desk.GetByRole(AriaRole.Region, new() { Name = "The finding at hand" });
        await Expect(desk).ToContainTextAsync("4 passages to answer");
        await Expect(leila.Page.Locator(".marked-title mark")).ToHaveTextAsync("Jennifer");

        await question.FocusAsync();
        await leila.Page.Keyboard.PressAsync("1");
        await Expect(title).Not.ToHaveValueAsync(new Regex("Jennifer", RegexOptions.None, TimeSpan.FromSeconds(1)));
        var pseudonym = (await title.InputValueAsync()).Split(' ')[0];
        var same = question.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"Change to {pseudonym}", RegexOptions.None, TimeSpan.FromSeconds(1)) });
        await Expect(same).ToBeVisibleAsync();
        await same.ClickAsync();
        await Expect(text).ToHaveValueAsync(new Regex($"^{pseudonym} [A-Z][a-z]+ {Sentence}. {pseudonym} comes from Whitstable.$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(question).ToContainTextAsync("Whitstable");
        await question.FocusAsync();
        await leila.Page.Keyboard.PressAsync("m");
        await Expect(desk).ToContainTextAsync("All that was found is answered");
        await leila.Button("Open the case").ClickAsync();
        await leila.Button("Share with the group").ClickAsync();
        await leila.KeptAsync();

        await leila.SelectAsync(Sentence);
        await leila.Palette.GetByRole(AriaRole.Combobox, new() { Name = "Find a code" }).FillAsync("denial");
        await leila.Palette.GetByRole(AriaRole.Button, new() { Name = "Add a note" }).ClickAsync();
        var note = leila.Palette.GetByRole(AriaRole.Textbox, new() { Name = "Note" });
        await note.FillAsync("Here Jennifer Aldridge is at her barest.");
        await note.PressAsync("Control+Enter");
        await Expect(leila.Palette.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not sent yet");
        await leila.Palette.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"Send with “{pseudonym} ", RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await Expect(leila.Palette).ToBeHiddenAsync();
        await Expect(leila.Annotations).ToContainTextAsync(new Regex($"Here {pseudonym} [A-Z][a-z]+ is at her barest", RegexOptions.None, TimeSpan.FromSeconds(1)));

        await leila.Page.GotoAsync("/account");
        var own = leila.Page.GetByRole(AriaRole.Region, new() { Name = "Words of your own" });
        await own.GetByRole(AriaRole.Button, new() { Name = "Remove Whitstable" }).ClickAsync();
        await Expect(own).ToContainTextAsync("Nothing yet");
        Assert.DoesNotContain("Whitstable", await leila.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"), StringComparison.Ordinal);
    }
}

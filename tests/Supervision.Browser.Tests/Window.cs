using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests;

/// <summary>One browser window and what a person does in it.</summary>
internal sealed class Window(IBrowserContext context, IPage page)
{
    /// <summary>How long anything may take, in milliseconds: the machine may be busy with other things.</summary>
    public const float Patience = 60_000;

    public IBrowserContext Context => context;

    public IPage Page => page;

    public ILocator Text => page.Locator("#case-text");

    public ILocator Annotations => page.GetByRole(AriaRole.Region, new() { Name = "Annotations" });

    public ILocator Palette => page.GetByRole(AriaRole.Dialog, new() { Name = "Add an annotation" });

    /// <summary>The line that says up to when everything is kept.</summary>
    public ILocator Keeping => page.Locator(".keeping > [aria-hidden]");

    public ILocator Heading(string title) => page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1, Exact = true });

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Card(string code, string by) => Annotations.GetByRole(AriaRole.Article, new() { Name = $"{code}, by {by}", Exact = true });

    public ILocator Account(string name) =>
        page.GetByRole(AriaRole.Region, new() { Name = "Demonstration accounts" }).GetByRole(AriaRole.Button, new() { Name = name });

    public async Task SignInAsync(string name)
    {
        await page.GotoAsync("/sign-in");
        await Account(name).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = name }).Filter(new() { HasText = "theme, sign out" })).ToBeVisibleAsync();
    }

    /// <summary>Goes to the case's address, signs in when asked to, and waits until the room is joined.</summary>
    public async Task EnterAsync(string name, OpenedCase opened)
    {
        await page.GotoAsync($"/cases/{opened.Id}");
        await Account(name).ClickAsync();
        await JoinedAsync(opened);
    }

    public async Task JoinedAsync(OpenedCase opened)
    {
        await Expect(Heading(opened.Title)).ToBeVisibleAsync();
        await KeptAsync();
    }

    public Task KeptAsync() => Expect(Keeping).ToHaveTextAsync(new Regex("^Kept up to", RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>Draws over the words with the mouse.</summary>
    public async Task SelectAsync(string words)
    {
        var at = await Text.EvaluateAsync<float[]>(WhereAre, words);
        await page.Mouse.MoveAsync(at[0], at[1]);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((at[0] + at[2]) / 2, (at[1] + at[3]) / 2, new() { Steps = 3 });
        await page.Mouse.MoveAsync(at[2], at[3], new() { Steps = 3 });
        await page.Mouse.UpAsync();
        await Expect(Palette).ToBeVisibleAsync();
    }

    /// <summary>Selects with the mouse and sets a code found by its name.</summary>
    public async Task AnnotateAsync(string words, string code)
    {
        await SelectAsync(words);
        await Palette.GetByRole(AriaRole.Combobox, new() { Name = "Find a code" }).FillAsync(code);
        await Palette.GetByRole(AriaRole.Option, new() { Name = code }).First.ClickAsync();
        await Expect(Palette).ToBeHiddenAsync();
    }

    public async Task ReplyAsync(ILocator card, string text)
    {
        await card.ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Reply" }).ClickAsync();
        await card.GetByRole(AriaRole.Textbox, new() { Name = "Reply" }).FillAsync(text);
        await card.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).ClickAsync();
    }

    /// <summary>Presses Tab until it is there.</summary>
    public async Task TabToAsync(ILocator wanted)
    {
        await Expect(wanted).ToBeVisibleAsync();
        for (var presses = 0; presses < 80; presses++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not lead to {wanted}.");
    }

    /// <summary>How many annotations there are, as a screen reader is told: the size of the list that the cards are part of.</summary>
    public Task CountIsAsync(int count) =>
        Expect(Annotations.GetByRole(AriaRole.Listitem).First).ToHaveAttributeAsync("aria-setsize", $"{count}");

    /// <summary>The page's text as it stands, for a report.</summary>
    public async Task<string> InWordsAsync() => $"{page.Url}\n{await page.Locator("body").InnerTextAsync()}";

    // Where the words begin and end on the screen, after bringing them to the middle.
    private const string WhereAre = """
        (article, words) => {
          const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
            node.parentElement.closest('[data-words]') ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
          const nodes = [];
          let text = '';
          while (walker.nextNode()) {
            nodes.push({ node: walker.currentNode, from: text.length });
            text += walker.currentNode.data;
          }
          const start = text.indexOf(words);
          if (start < 0) throw new Error(`“${words}” is not in the text.`);
          const letter = (offset) => {
            const { node, from } = nodes.findLast((one) => one.from <= offset);
            const range = document.createRange();
            range.setStart(node, offset - from);
            range.setEnd(node, offset - from + 1);
            return range.getBoundingClientRect();
          };
          window.scrollBy({ top: letter(start).top - window.innerHeight / 2, behavior: 'instant' });
          const first = letter(start);
          const last = letter(start + words.length - 1);
          return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
        }
        """;
}

using System.Text.Json;
using Microsoft.Playwright;
using Supervision.Server.Demonstration;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

/// <summary>axe-core looks at each page in light and dark, wide and narrow, and finds nothing serious or critical.</summary>
public sealed class EveryPageIsAccessible(Stage stage) : Journey(stage)
{
    private static readonly (ColorScheme Scheme, int Width)[] Looks =
        [(ColorScheme.Light, 1440), (ColorScheme.Dark, 1440), (ColorScheme.Light, 390), (ColorScheme.Dark, 390)];

    [Fact]
    public async Task Signing_in()
    {
        var window = await OpenWindowAsync(Stage.Site);
        await window.Page.GotoAsync("/sign-in");
        await Expect(window.Account("Leila Haddad")).ToBeVisibleAsync();
        await NothingIsFoundAsync(window);
    }

    [Theory]
    [InlineData("/forgotten", "Choose a new password")]
    [InlineData("/reset#token", "Choose a new password")]
    [InlineData("/confirm-email#token", "Confirm your email address")]
    [InlineData("/confirmed?problem=provider-another-person", "Not confirmed")]
    public async Task Coming_back_to_an_account(string path, string heading)
    {
        var window = await OpenWindowAsync(Stage.Site);
        await window.Page.GotoAsync(path);
        await Expect(window.Heading(heading)).ToBeVisibleAsync();
        await NothingIsFoundAsync(window);
    }

    [Fact]
    public async Task Setting_up_an_authenticator_app()
    {
        var window = await OpenWindowAsync(Stage.Site);
        await window.SignInAsync("Leila Haddad");
        await window.Page.GotoAsync("/account");
        await window.Button("Set up an app").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog, new() { Name = "Set up an authenticator app" })).ToBeVisibleAsync();
        await NothingIsFoundAsync(window);
    }

    [Theory]
    [InlineData("/cases", "Cases")]
    [InlineData("/cases/open", "Open a case")]
    [InlineData("/cases/import", "Import a file")]
    [InlineData("/account", "My account")]
    [InlineData("/calendar", "What will be erased, and when")]
    public async Task Finding_and_opening_a_case(string path, string heading)
    {
        var window = await OpenWindowAsync(Stage.Site);
        await window.SignInAsync("Leila Haddad");
        await window.Page.GotoAsync(path);
        await Expect(window.Heading(heading)).ToBeVisibleAsync();
        await NothingIsFoundAsync(window);
    }

    [Theory]
    [InlineData("/people", "People")]
    [InlineData("/people/import", "Invite from a list")]
    [InlineData("/people/de305717-0000-8000-8000-000000000011", "Ines Halloran")]
    [InlineData("/institute", "Institute")]
    [InlineData("/groups", "Groups")]
    [InlineData("/keys", "Keys and erasure")]
    public async Task Looking_after_an_institute(string path, string heading)
    {
        var window = await OpenWindowAsync(Stage.Site);
        await window.SignInAsync("Grace Okafor");
        await window.Page.GotoAsync(path);
        await Expect(window.Heading(heading)).ToBeVisibleAsync();
        await NothingIsFoundAsync(window);
    }

    [Fact]
    public async Task An_alert_is_looked_at_by_the_data_protection_officer()
    {
        // Of its own, as what others open in it is counted.
        await using var site = await OwnSiteAsync();
        var nadia = await OpenWindowAsync(site);
        await nadia.SignInAsync("Nadia Brandt");
        await nadia.Page.GetByRole(AriaRole.Link, new() { Name = "Alerts" }).ClickAsync();
        await Expect(nadia.Page.GetByText("Nobody has opened unusually many cases.")).ToBeVisibleAsync();
        await NothingIsFoundAsync(nadia, Looks[..1]);
        using var tomasz = await site.SignInAsync("Tomasz Wolny");
        foreach (var number in Enumerable.Range(1, 21))
        {
            await tomasz.OpenCaseAsync($"One of many, {number}", "A short text.");
        }

        await nadia.Page.ReloadAsync();
        await Expect(nadia.Page.GetByText("Tomasz Wolny opened 21 cases")).ToBeVisibleAsync();
        await NothingIsFoundAsync(nadia);
        await nadia.Button("Mark as seen: the alert about Tomasz Wolny").ClickAsync();
        await NothingIsFoundAsync(nadia, Looks[2..]);
        await nadia.Page.GetByLabel("What came of it").FillAsync("He brought his own cases, all at once.");
        await nadia.Button("Mark as seen").ClickAsync();
        await Expect(nadia.Page.GetByText("He brought his own cases, all at once.")).ToBeVisibleAsync();
        await Expect(nadia.Button("Mark as seen: the alert about Tomasz Wolny")).ToHaveCountAsync(0);

        await nadia.Page.GotoAsync("/calendar");
        await nadia.Button("Hold something").ClickAsync();
        await Expect(nadia.Page.GetByRole(AriaRole.Dialog, new() { Name = "Hold something" })).ToBeVisibleAsync();
        await NothingIsFoundAsync(nadia, Looks[..1]);
        await nadia.Page.Keyboard.PressAsync("Escape");
        await NothingIsFoundAsync(nadia, Looks[1..3]);
    }

    [Fact]
    public async Task Inviting_a_person()
    {
        var window = await OpenWindowAsync(Stage.Site);
        await window.SignInAsync("Grace Okafor");
        await window.Page.GotoAsync("/people");
        await window.Button("Invite a person").ClickAsync();
        await Expect(window.Button("Send the invitation")).ToBeVisibleAsync();
        await NothingIsFoundAsync(window);
    }

    [Fact]
    public async Task An_invitation_that_is_not_valid()
    {
        var window = await OpenWindowAsync(Stage.Site);
        await window.Page.GotoAsync("/invitation#abcdefghijklmnopqrstuvwxyz");
        await Expect(window.Heading("This invitation is not valid")).ToBeVisibleAsync();
        await NothingIsFoundAsync(window);
    }

    [Fact]
    public async Task A_group_and_writing_its_contract()
    {
        var window = await OpenWindowAsync(Stage.Site);
        await window.SignInAsync("Ines Halloran");
        await window.Page.GotoAsync($"/groups/{DemonstrationInstitute.Tuesday}");
        await Expect(window.Heading("Tuesday group")).ToBeVisibleAsync();
        await NothingIsFoundAsync(window);
        await window.Button("Remove Jonas Lind").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await NothingIsFoundAsync(window, Looks[2..]);
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Button("Change the contract").ClickAsync();
        await Expect(window.Button("Ask everyone to sign")).ToBeVisibleAsync();
        await NothingIsFoundAsync(window, Looks[..2]);
    }

    [Fact]
    public async Task A_case_with_annotations()
    {
        var (window, _) = await OpenAnnotatedCaseAsync();
        await NothingIsFoundAsync(window);
    }

    [Fact]
    public async Task A_case_with_a_thread_open()
    {
        var (window, _) = await OpenAnnotatedCaseAsync();
        await window.Card("Denial", "you").ClickAsync();
        await Expect(window.Card("Denial", "you").GetByRole(AriaRole.List, new() { Name = "Replies" })).ToBeVisibleAsync();
        await NothingIsFoundAsync(window, Looks[..2]);
    }

    [Fact]
    public async Task Answering_what_was_found()
    {
        var window = await OpenWindowAsync(Stage.Site);
        await window.SignInAsync("Leila Haddad");
        await window.Page.GotoAsync("/cases/open");
        await window.Page.GetByRole(AriaRole.Textbox, new() { Name = "Title" }).FillAsync("Jennifer in Whitstable");
        await window.Page.GetByRole(AriaRole.Textbox, new() { Name = "Text of the case" })
            .FillAsync("Jennifer Aldridge is 34 and lives in Whitstable. She works as a tram inspector, and wept on 3 March 2019.");
        await Expect(window.Page.GetByText("passages to answer")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Region, new() { Name = "The finding at hand" }).FocusAsync();
        await window.Page.Keyboard.PressAsync("n");
        await NothingIsFoundAsync(window);
    }

    [Fact]
    public async Task Being_held_back()
    {
        var (window, _) = await OpenAnnotatedCaseAsync();
        await window.ReplyAsync(window.Annotations.GetByRole(AriaRole.Article).First, "I think Jennifer Aldridge would know.");
        await Expect(window.Page.GetByText("Not sent yet")).ToBeVisibleAsync();
        await NothingIsFoundAsync(window, Looks[..2]);
    }

    [Fact]
    public async Task Choosing_a_code()
    {
        var (window, _) = await OpenAnnotatedCaseAsync();
        await window.SelectAsync(CaseTexts.Openings[2]);
        await window.Palette.GetByRole(AriaRole.Combobox, new() { Name = "Find a code" }).FillAsync("de");
        await Expect(window.Palette.GetByRole(AriaRole.Option, new() { Name = "Denial" }).First).ToBeVisibleAsync();
        await NothingIsFoundAsync(window, Looks[..2]);
    }

    private async Task<(Window Window, OpenedCase Case)> OpenAnnotatedCaseAsync()
    {
        var site = Stage.Site;
        using var leila = await site.SignInAsync("Leila Haddad");
        using var jonas = await site.SignInAsync("Jonas Lind");
        var opened = await leila.OpenCaseAsync("Looked at by axe", CaseTexts.Short);
        var denial = await leila.AnnotateAsync(opened, "nothing at all had happened", "dmrs-defences", "denial", "Said twice, and quickly.");
        await jonas.ReplyAsync(opened, denial, "I heard it as a question.");
        await jonas.AnnotateAsync(opened, "the fee was mentioned", "frame", "fee");
        await jonas.AnnotateAsync(opened, "stayed empty", "transference-figure", "rival");
        var window = await OpenWindowAsync(site);
        await window.EnterAsync("Leila Haddad", opened);
        await window.CountIsAsync(3);
        return (window, opened);
    }

    private static Task NothingIsFoundAsync(Window window) => NothingIsFoundAsync(window, Looks);

    private static async Task NothingIsFoundAsync(Window window, (ColorScheme Scheme, int Width)[] looks)
    {
        var axe = await File.ReadAllTextAsync(Axe());
        var found = new List<string>();
        foreach (var (scheme, width) in looks)
        {
            await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await window.Page.SetViewportSizeAsync(width, 900);
            await window.Page.EvaluateAsync(Settled);
            await window.Page.EvaluateAsync(axe);
            var violations = await window.Page.EvaluateAsync<JsonElement>(Violations);
            found.AddRange(violations.EnumerateArray().Select(violation => $"{scheme}, {width} px: {violation}"));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    // Beside the tests lies the client, whose development dependency it is.
    private static string Axe()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "src", "client", "node_modules", "axe-core", "axe.min.js");
            if (File.Exists(file))
            {
                return file;
            }
        }

        throw new FileNotFoundException("axe-core is not installed. Run npm ci in src/client.");
    }

    // Two frames for the layout; colours that are on their way are at their end, also those that follow another's.
    private const string Settled = """
        async () => {
          for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
          while (document.getAnimations().length > 0) {
            await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
            await new Promise((resolve) => requestAnimationFrame(resolve));
          }
        }
        """;

    private const string Violations = """
        async () => {
          const { violations } = await axe.run(document, { resultTypes: ['violations'] });
          return violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 4).map((node) => `${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
        }
        """;
}

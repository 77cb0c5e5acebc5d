using Microsoft.Playwright;
using Supervision.Server.Demonstration;
using Supervision.Server.Identity.Credentials;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

public sealed class KeepingAnAccount(Stage stage) : Journey(stage)
{
    private const string NewPassword = "think further together";

    [Fact]
    public async Task With_a_passkey_neither_address_nor_password_is_typed()
    {
        var tomasz = await OpenWindowWithAuthenticatorAsync();
        await tomasz.SignInAsync("Tomasz Wolny");
        await GoToAccountByMenuAsync(tomasz, "Tomasz Wolny");
        await Field(tomasz, "Name of the new passkey").FillAsync("Laptop");
        await tomasz.Page.Keyboard.PressAsync("Enter");
        await Expect(tomasz.Button("Remove Laptop")).ToBeVisibleAsync();

        await SignOutAsync(tomasz, "Tomasz Wolny");
        await tomasz.Button("Sign in with a passkey").ClickAsync();
        await Expect(tomasz.Heading("Cases")).ToBeVisibleAsync();
        await Expect(Menu(tomasz, "Tomasz Wolny")).ToBeVisibleAsync();

        await tomasz.Page.GotoAsync(At("/account"));
        await tomasz.Button("Remove Laptop").ClickAsync();
        await tomasz.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(tomasz.Button("Remove Laptop")).ToHaveCountAsync(0);
        await SignOutAsync(tomasz, "Tomasz Wolny");
        await tomasz.Button("Sign in with a passkey").ClickAsync();
        await Expect(tomasz.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task With_an_app_a_code_is_asked_for_and_a_recovery_code_does_as_well()
    {
        await using var site = await OwnSiteAsync();
        var priya = await OpenWindowAsync(site);
        await priya.SignInAsync("Priya Raman");
        await priya.Page.GotoAsync("/account");
        await priya.Button("Set up an app").ClickAsync();
        var dialog = priya.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("The app cannot read the picture").ClickAsync();
        var secret = Read(await dialog.Locator(".account-secret").InnerTextAsync());
        await dialog.GetByLabel("Code").FillAsync(CodeOf(secret, steps: 0));
        await priya.Page.Keyboard.PressAsync("Enter");
        var listed = priya.Page.GetByRole(AriaRole.List, new() { Name = "Recovery codes" }).GetByRole(AriaRole.Listitem);
        await Expect(listed).ToHaveCountAsync(10);
        var codes = await listed.AllInnerTextsAsync();
        await priya.Button("I have kept them").ClickAsync();
        await Expect(priya.Button("Turn it off")).ToBeVisibleAsync();

        foreach (var code in new[] { CodeOf(secret, steps: 1), codes[0] })
        {
            await SignOutAsync(priya, "Priya Raman");
            await priya.Account("Priya Raman").ClickAsync();
            await Field(priya, "Code").FillAsync(code);
            await priya.Page.Keyboard.PressAsync("Enter");
            await Expect(priya.Heading("Cases")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_mail_and_signs_out_everywhere()
    {
        await using var site = await OwnSiteAsync();
        using var jonas = await site.SignInAsync("Jonas Lind");
        var opened = await jonas.OpenCaseAsync("Left open", CaseTexts.Short);
        var left = await OpenWindowAsync(site);
        await left.EnterAsync("Jonas Lind", opened);
        var here = await OpenWindowAsync(site);
        await here.Page.GotoAsync("/sign-in");
        await here.Page.GetByRole(AriaRole.Link, new() { Name = "Forgotten your password?" }).ClickAsync();
        await Expect(here.Heading("Choose a new password")).ToBeVisibleAsync();
        await Field(here, "Email address").FillAsync("jonas@demonstration.example");
        await here.Page.Keyboard.PressAsync("Enter");
        await Expect(here.Page.GetByText("Look into your mail")).ToBeVisibleAsync();

        await here.Page.GotoAsync("/development/mail");
        await FollowLinkAsync(here, "/reset#");
        await Field(here, "New password").FillAsync(NewPassword);
        await here.Page.Keyboard.PressAsync("Enter");
        await here.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with it" }).ClickAsync();
        await Expect(left.Page.GetByRole(AriaRole.Dialog, new() { Name = "Sign in again" })).ToBeVisibleAsync();
        await Field(here, "Email address").FillAsync("jonas@demonstration.example");
        await Field(here, "Password").FillAsync(NewPassword);
        await here.Page.Keyboard.PressAsync("Enter");
        await Expect(here.Heading("Cases")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_session_that_is_ended_elsewhere_ends_while_a_case_is_open()
    {
        var site = Stage.Site;
        using var ines = await site.SignInAsync("Ines Halloran");
        var opened = await ines.OpenCaseAsync("On the lost laptop", CaseTexts.Short);
        var (lost, here) = (await OpenWindowAsync(site), await OpenWindowAsync(site));
        await lost.EnterAsync("Amara Osei", opened);
        await here.SignInAsync("Amara Osei");
        await here.Page.GotoAsync("/account");
        await here.Button("Sign out everywhere else").ClickAsync();

        await Expect(lost.Page.GetByRole(AriaRole.Dialog, new() { Name = "Sign in again" })).ToBeVisibleAsync();
        await Expect(here.Page.GetByText("(this one)")).ToBeVisibleAsync();
        await Expect(here.Button("Sign out everywhere else")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_matters_asks_who_it_is_and_is_then_done()
    {
        var leila = await OpenWindowWithAuthenticatorAsync();
        await leila.SignInAsync("Leila Haddad");
        // The first time the server answers as it does later than five minutes after signing in.
        await leila.Page.RouteAsync("**/api/account/passkeys/options", route => route.FulfillAsync(new()
        {
            Status = 401,
            ContentType = "application/problem+json",
            Body = """{ "code": "confirm-identity", "status": 401 }""",
        }), new() { Times = 1 });
        await leila.Page.GotoAsync(At("/account"));
        await Field(leila, "Name of the new passkey").FillAsync("Desk");
        await leila.Page.Keyboard.PressAsync("Enter");
        var dialog = leila.Page.GetByRole(AriaRole.Dialog, new() { Name = "Confirm that it is you" });
        await dialog.GetByLabel("Password").FillAsync("think alone");
        await leila.Page.Keyboard.PressAsync("Enter");
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("The password is not right.");
        await dialog.GetByLabel("Password").FillAsync(DemonstrationInstitute.Password);
        await leila.Page.Keyboard.PressAsync("Enter");
        await Expect(leila.Button("Remove Desk")).ToBeVisibleAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    // Browsers take no address of numbers for the name of a site that a passkey belongs to.
    private string At(string path) => $"http://localhost:{Stage.Site.Address.Port}{path}";

    private async Task<Window> OpenWindowWithAuthenticatorAsync()
    {
        var window = await OpenWindowAsync(Stage.Site, address: new Uri(At("/")));
        var devtools = await window.Context.NewCDPSessionAsync(window.Page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return window;
    }

    private static async Task GoToAccountByMenuAsync(Window window, string name)
    {
        await Menu(window, name).ClickAsync();
        await window.Page.GetByRole(AriaRole.Menuitem, new() { Name = "My account" }).ClickAsync();
        await Expect(window.Heading("My account")).ToBeVisibleAsync();
    }

    // Letters are sent after the answer to whoever caused them.
    private static async Task FollowLinkAsync(Window window, string part)
    {
        var link = window.Page.GetByRole(AriaRole.Link, new() { Name = part });
        for (var looks = 0; looks < 100 && await link.CountAsync() == 0; looks++)
        {
            await window.Page.GetByRole(AriaRole.Link, new() { Name = "Look again" }).ClickAsync();
        }

        await link.First.ClickAsync();
    }

    private static async Task SignOutAsync(Window window, string name)
    {
        await Menu(window, name).ClickAsync();
        await window.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Expect(window.Heading("Sign in")).ToBeVisibleAsync();
    }

    private static ILocator Menu(Window window, string name) =>
        window.Page.GetByRole(AriaRole.Button, new() { Name = name }).Filter(new() { HasText = "theme, sign out" });

    private static ILocator Field(Window window, string label) => window.Page.GetByLabel(label, new() { Exact = true });

    private static byte[] Read(string secret)
    {
        var bits = string.Concat(secret.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(part => part.Length == 8).Select(part => Convert.ToByte(new string(part), 2))];
    }

    private static string CodeOf(byte[] secret, int steps) => Totp.CodeOf(secret, Totp.StepOf(TimeProvider.System.GetUtcNow()) + steps);
}

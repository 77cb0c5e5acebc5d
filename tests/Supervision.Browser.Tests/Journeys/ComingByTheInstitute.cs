using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Supervision.Server.Demonstration;
using Supervision.Server.Tests.Identity.Provider;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

/// <summary>Beside the certified provider, as another site than the server's.</summary>
public sealed class ComingByTheInstitute(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task The_administrator_sets_the_provider_and_its_people_come_in_confirm_who_they_are_and_leave()
    {
        var site = Stage.Site;
        await using var provider = await CertifiedProvider.StartAsync(site.Address, DemonstrationInstitute.Id);
        await SetByHandAsync(await OpenAsync(site), provider);

        await provider.BeAsync("kim", new { email = "kim@riverside.example", email_verified = true, name = "Kim Ash", groups = new[] { "students" } });
        var kim = await OpenAsync(site);
        await GoToInstituteAsync(kim);
        await kim.Button("Sign in as kim").ClickAsync();
        await Expect(kim.Heading("Cases")).ToBeVisibleAsync();
        await Expect(Menu(kim, "Kim Ash")).ToBeVisibleAsync();

        await kim.Page.GotoAsync("/account");
        await kim.Button("Make a token").ClickAsync();
        await kim.Page.GetByLabel("What is it for").FillAsync("Archive");
        await kim.Button("Make the token").ClickAsync();
        await ConfirmAsync(kim, "kim");
        await Expect(kim.Page.GetByLabel("The token", new() { Exact = true })).ToHaveValueAsync(new Regex("^svn_", RegexOptions.None, TimeSpan.FromSeconds(1)));

        await Menu(kim, "Kim Ash").ClickAsync();
        await kim.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Expect(kim.Heading("Sign in")).ToBeVisibleAsync();
        await kim.Page.GotoAsync("/account");
        await Expect(kim.Heading("Sign in")).ToBeVisibleAsync();

        await LinkAndUnlinkAsync(await OpenAsync(site), provider);
    }

    private async Task<Window> OpenAsync(Site site) => await OpenWindowAsync(site, address: CertifiedProvider.AtLocalhost(site.Address));

    private static async Task SetByHandAsync(Window grace, CertifiedProvider provider)
    {
        await grace.SignInAsync("Grace Okafor");
        await grace.Page.GotoAsync("/institute");
        await grace.Page.GetByLabel("Issuer").FillAsync(provider.Issuer);
        await grace.Page.GetByLabel("Client id").FillAsync(CertifiedProvider.ClientId);
        await grace.Page.GetByLabel("Client secret").FillAsync(CertifiedProvider.ClientSecret);
        await grace.Page.GetByLabel("E-mail domains").FillAsync("riverside.example");
        await grace.Page.GetByLabel("Claim for roles").FillAsync("groups");
        await grace.Button("Add a value").ClickAsync();
        await grace.Page.GetByLabel("Value", new() { Exact = true }).FillAsync("students");
        await grace.Button("Set the provider").ClickAsync();
        await Expect(grace.Page.GetByText("The provider is set.")).ToBeVisibleAsync();
    }

    private static async Task LinkAndUnlinkAsync(Window priya, CertifiedProvider provider)
    {
        await provider.BeAsync("priya", new { email = "p@riverside.example", email_verified = true, name = "Priya Raman", groups = new[] { "students" } });
        await priya.SignInAsync("Priya Raman");
        await priya.Page.GotoAsync("/account");
        await priya.Button("Link it at Demonstration Institute").ClickAsync();
        await priya.Button("Sign in as priya").ClickAsync();
        await Expect(priya.Heading("My account")).ToBeVisibleAsync();
        await priya.Button("Unlink Demonstration Institute").ClickAsync();
        await Expect(priya.Button("Link it at Demonstration Institute")).ToBeVisibleAsync();
    }

    private static async Task GoToInstituteAsync(Window window)
    {
        await window.Page.GotoAsync("/sign-in");
        await window.Button("Sign in with your institute").ClickAsync();
        await window.Page.GetByLabel("Your e-mail address at the institute").FillAsync("kim@riverside.example");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Heading("The institute's own sign-in")).ToBeVisibleAsync();
    }

    // In a window of its own; what was asked for is done in the first one, which has stayed as it was.
    private static async Task ConfirmAsync(Window window, string subject)
    {
        var dialog = window.Page.GetByRole(AriaRole.Dialog, new() { Name = "Confirm that it is you" });
        var asked = await window.Page.RunAndWaitForPopupAsync(() => dialog.GetByRole(AriaRole.Button, new() { Name = "Confirm at Demonstration Institute" }).ClickAsync());
        await asked.GetByRole(AriaRole.Button, new() { Name = $"Sign in as {subject}" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private static ILocator Menu(Window window, string name) =>
        window.Page.GetByRole(AriaRole.Button, new() { Name = name }).Filter(new() { HasText = "theme, sign out" });
}

using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

public sealed class SettingUpAnInstitute(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task The_administrator_invites_people_from_a_list_and_one_of_them_comes_in()
    {
        var email = $"kim-{Guid.CreateVersion7():n}@institute.example";
        var grace = await OpenWindowAsync(Stage.Site);
        await grace.SignInAsync("Grace Okafor");
        await grace.Page.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true }).ClickAsync();
        await Expect(grace.Heading("People")).ToBeVisibleAsync();
        await Expect(grace.Page.GetByRole(AriaRole.Row, new() { Name = "Leila Haddad" })).ToBeVisibleAsync();
        await grace.Page.GetByRole(AriaRole.Link, new() { Name = "Invite from a list" }).ClickAsync();

        await ChooseAsync(grace, $"name,email,roles,group\nKim Ash,{email},dean,\n");
        await Expect(grace.Page.GetByText("One of the roles is not known.")).ToBeVisibleAsync();
        await Expect(grace.Button("Invite this person")).ToHaveCountAsync(0);
        await ChooseAsync(grace, $"name,email,roles,group\nKim Ash,{email},trainee; supervisor,Friday group\n");
        await Expect(grace.Page.GetByText("A new group is formed: Friday group.")).ToBeVisibleAsync();
        await grace.Button("Invite this person").ClickAsync();
        await Expect(grace.Page.GetByText("1 invited")).ToBeVisibleAsync();

        var kim = await OpenWindowAsync(Stage.Site, width: 390);
        await kim.Page.GotoAsync($"/invitation#{await TokenToAsync(kim, email)}");
        await Expect(kim.Heading("Demonstration Institute invites you")).ToBeVisibleAsync();
        await kim.Page.GetByLabel("A password").FillAsync("thinking all together");
        await kim.Button("Accept the invitation").ClickAsync();
        await Expect(kim.Page.GetByText("Friday group")).ToBeVisibleAsync();
        await Expect(kim.Page.GetByText("You are the supervisor")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_empty_institute_has_fifty_people_invited_after_a_list_was_put_right()
    {
        var institute = $"Hillside {Guid.CreateVersion7():n}";
        var (email, password) = await FoundAsync(institute);
        var kim = await OpenWindowAsync(Stage.Site);
        await kim.Page.GotoAsync("/sign-in");
        await kim.Page.GetByLabel("Email address").FillAsync(email);
        await kim.Page.GetByLabel("Password").FillAsync(password);
        await kim.Page.Keyboard.PressAsync("Enter");
        await kim.Page.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true }).ClickAsync();
        await kim.Page.GetByRole(AriaRole.Link, new() { Name = "Invite from a list" }).ClickAsync();

        string[] fifty = [.. Enumerable.Range(1, 50).Select(n => $"Person {n},{n}-{Guid.CreateVersion7():n}@institute.example,{(n % 7 == 0 ? "supervisor" : "trainee")},Group {n % 7}")];
        await ChooseAsync(kim, ListOf([.. fifty[..30], "No Address,nowhere,trainee,Group 1", .. fifty[30..], "No Role,role@institute.example,dean,"]));
        await Expect(kim.Page.GetByText("2 lines must be put right")).ToBeVisibleAsync();
        await Expect(kim.Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Line 32, nowhere");
        await Expect(kim.Page.GetByRole(AriaRole.Row).Nth(2)).ToContainTextAsync("Line 53, role@institute.example");
        await ChooseAsync(kim, ListOf(fifty));
        await kim.Button("Invite these 50 people").ClickAsync();
        await Expect(kim.Page.GetByText("50 invited")).ToBeVisibleAsync();
        await kim.Page.GetByRole(AriaRole.Link, new() { Name = "Groups", Exact = true }).ClickAsync();
        await Expect(kim.Button("Form a group")).ToBeVisibleAsync();
        await Expect(kim.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Group " })).ToHaveCountAsync(7);
    }

    [Fact]
    public async Task A_group_is_formed_and_its_supervisor_named_on_the_list_of_groups()
    {
        var martin = await OpenWindowAsync(Stage.Site);
        await martin.SignInAsync("Martin Aldous");
        await martin.Page.GetByRole(AriaRole.Link, new() { Name = "Groups", Exact = true }).ClickAsync();
        await Expect(martin.Page.GetByText("Ines Halloran · 6 people · contract signed")).ToBeVisibleAsync();
        await martin.Button("Form a group").ClickAsync();
        var dialog = martin.Page.GetByRole(AriaRole.Dialog, new() { Name = "Form a group" });
        await dialog.GetByLabel("Name").FillAsync("Thursday group");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Supervisor" }).ClickAsync();
        await martin.Page.GetByRole(AriaRole.Option, new() { Name = "Ines Halloran" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Form the group" }).ClickAsync();
        var row = martin.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Thursday group" });
        await Expect(row).ToContainTextAsync("Ines Halloran · 1 person · no contract yet");
    }

    // The first administrator is made at the command line, where the server stands.
    private async Task<(string Email, string Password)> FoundAsync(string institute)
    {
        var email = $"kim-{Guid.CreateVersion7():n}@institute.example";
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "supervision.dll"), "accounts", "add", email, "--name", "Kim Ash", "--institute", institute, "--role", "administrator", "--json"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["ConnectionStrings__Supervision"] = Stage.Site.Server.ConnectionString, ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        };
        // The same folder of keys as the server's.
        foreach (var (name, value) in Stage.Site.Server.Environment)
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return (email, JsonDocument.Parse(output).RootElement.GetProperty("password").GetString()!);
    }

    private static string ListOf(IEnumerable<string> lines) => $"name,email,roles,group\n{string.Join('\n', lines)}\n";

    [Fact]
    public async Task By_keyboard_a_role_is_given_for_a_reason()
    {
        var grace = await OpenWindowAsync(Stage.Site);
        await grace.SignInAsync("Grace Okafor");
        await grace.Page.GotoAsync("/people");
        await grace.TabToAsync(grace.Page.GetByRole(AriaRole.Link, new() { Name = "Priya Raman" }));
        await grace.Page.Keyboard.PressAsync("Enter");
        await Expect(grace.Heading("Priya Raman")).ToBeVisibleAsync();
        await grace.TabToAsync(grace.Button("Change roles"));
        await grace.Page.Keyboard.PressAsync("Enter");
        await grace.TabToAsync(grace.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Auditor" }));
        await grace.Page.Keyboard.PressAsync("Space");
        await grace.TabToAsync(grace.Page.GetByLabel("Reason"));
        await grace.Page.Keyboard.TypeAsync("Audits from the autumn on");
        await grace.TabToAsync(grace.Button("Change the roles"));
        await grace.Page.Keyboard.PressAsync("Enter");
        await Expect(grace.Page.GetByText("Trainee, Auditor")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_settings_are_kept_and_every_page_shows_the_name()
    {
        var site = await OwnSiteAsync();
        await using var _ = site;
        var grace = await OpenWindowAsync(site);
        await grace.SignInAsync("Grace Okafor");
        await grace.Page.GotoAsync("/institute");
        await grace.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Riverside");
        await grace.Page.GetByLabel("Case discussion").FillAsync("0");
        await grace.Button("Save the settings").ClickAsync();
        await Expect(grace.Page.GetByText("Enter a number of months between 1 and 1200.")).ToBeVisibleAsync();
        await grace.Page.GetByLabel("Case discussion").FillAsync("24");
        await grace.Button("Save the settings").ClickAsync();
        await Expect(grace.Page.GetByText("The settings are kept.")).ToBeVisibleAsync();
        await Expect(grace.Page.Locator(".shell-institute")).ToHaveTextAsync("Riverside");
    }

    private static Task ChooseAsync(Window window, string list) => window.Page.Locator("input[type=file]").SetInputFilesAsync(
        new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(list) });

    private static async Task<string> TokenToAsync(Window window, string email)
    {
        await window.Page.GotoAsync("/development/mail");
        var letter = window.Page.GetByRole(AriaRole.Article).Filter(new() { HasText = email }).First;
        return (await letter.GetByRole(AriaRole.Link).GetAttributeAsync("href"))!.Split('#')[1];
    }
}

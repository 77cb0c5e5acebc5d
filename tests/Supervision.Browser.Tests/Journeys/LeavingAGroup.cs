using Microsoft.Playwright;
using Supervision.Server.Demonstration;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

/// <summary>On sites of their own: whoever leaves is not there for the other journeys.</summary>
public sealed class LeavingAGroup(Stage stage) : Journey(stage)
{
    private static readonly string Group = $"/groups/{DemonstrationInstitute.Tuesday}";

    [Fact]
    public async Task Whoever_leaves_or_is_removed_has_the_open_case_taken_off_the_other_window()
    {
        await using var site = await OwnSiteAsync();
        using var leila = await site.SignInAsync("Leila Haddad");
        var opened = await leila.OpenCaseAsync("Left open", CaseTexts.Short);
        var jonas = await OpenWindowAsync(site);
        var tomasz = await OpenWindowAsync(site);
        var ines = await OpenWindowAsync(site);
        await jonas.EnterAsync("Jonas Lind", opened);
        await tomasz.EnterAsync("Tomasz Wolny", opened);

        // Jonas leaves in a second window of his own.
        var second = new Window(jonas.Context, await jonas.Context.NewPageAsync());
        await second.Page.GotoAsync(Group);
        await second.Button("Leave the group").ClickAsync();
        var leaving = second.Page.GetByRole(AriaRole.Dialog, new() { Name = "Leave Tuesday group" });
        await Expect(leaving).ToContainTextAsync("You lose access to every case of this group");
        await leaving.GetByRole(AriaRole.Button, new() { Name = "Leave the group" }).ClickAsync();
        await ClosedAsync(jonas);
        await Expect(second.Page.GetByText("You have left the group.")).ToBeVisibleAsync();
        await Expect(second.Page.GetByText("You are not in a supervision group yet.")).ToBeVisibleAsync();

        // Ines removes Tomasz.
        await ines.SignInAsync("Ines Halloran");
        await ines.Page.GotoAsync(Group);
        await ines.Button("Remove Tomasz Wolny").ClickAsync();
        var removing = ines.Page.GetByRole(AriaRole.Dialog, new() { Name = "Remove Tomasz Wolny" });
        await removing.GetByRole(AriaRole.Textbox, new() { Name = "Why" }).FillAsync("Has finished the course.");
        await removing.GetByRole(AriaRole.Button, new() { Name = "Remove from the group" }).ClickAsync();
        await ClosedAsync(tomasz);
        await Expect(ines.Page.GetByRole(AriaRole.Region, new() { Name = "People" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task Whoever_knows_the_client_leaves_the_case_and_the_presenter_sees_who_has_read_it()
    {
        await using var site = await OwnSiteAsync();
        using var member = await site.SignInAsync("Leila Haddad");
        var opened = await member.OpenCaseAsync("Known to one", CaseTexts.Short);
        var jonas = await OpenWindowAsync(site);
        await jonas.EnterAsync("Jonas Lind", opened);
        await jonas.Button("This case").ClickAsync();
        await jonas.Page.GetByRole(AriaRole.Menuitem, new() { Name = "I know this client" }).ClickAsync();
        var asked = jonas.Page.GetByRole(AriaRole.Dialog, new() { Name = "Leave this case" });
        await Expect(asked).ToContainTextAsync("You are not asked how or why.");
        await asked.GetByRole(AriaRole.Button, new() { Name = "Leave this case" }).ClickAsync();
        await Expect(jonas.Heading("Cases")).ToBeVisibleAsync();
        await Expect(jonas.Page.GetByRole(AriaRole.Link, new() { Name = "Heron", Exact = true })).ToBeVisibleAsync();
        await Expect(jonas.Page.GetByRole(AriaRole.Link, new() { Name = opened.Title, Exact = true })).ToHaveCountAsync(0);

        var leila = await OpenWindowAsync(site);
        await leila.EnterAsync("Leila Haddad", opened);
        await leila.Button("This case").ClickAsync();
        await Expect(leila.Page.GetByRole(AriaRole.Menuitem, new() { Name = "I know this client" })).ToHaveCountAsync(0);
        await leila.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Who has seen it" }).ClickAsync();
        var seen = leila.Page.GetByRole(AriaRole.Dialog, new() { Name = "Who has seen this case" });
        await Expect(seen.GetByRole(AriaRole.List, new() { Name = "Openings, newest first" })).ToContainTextAsync("Jonas Lind");

        var ines = await OpenWindowAsync(site);
        await ines.EnterAsync("Ines Halloran", opened);
        await Expect(ines.Page.GetByText("left this case and must not hear more of it.")).ToContainTextAsync("Jonas Lind");
    }

    [Fact]
    public async Task A_changed_contract_waits_for_everyone_and_says_what_changed()
    {
        await using var site = await OwnSiteAsync();
        var ines = await OpenWindowAsync(site);
        await ines.SignInAsync("Ines Halloran");
        await ines.Page.GotoAsync(Group);
        await ines.Button("Change the contract").ClickAsync();
        await ines.Page.GetByRole(AriaRole.Textbox, new() { Name = "Fees" }).FillAsync("Ten a session.");
        await ines.Button("Ask everyone to sign").ClickAsync();
        await Expect(ines.Page.GetByText("The contract waits for 6 signatures")).ToBeVisibleAsync();
        await ines.Button("Sign the contract").ClickAsync();
        await Expect(ines.Page.GetByText("The contract waits for 5 signatures")).ToBeVisibleAsync();

        var jonas = await OpenWindowAsync(site);
        await jonas.SignInAsync("Jonas Lind");
        await Expect(jonas.Page.GetByText("The group’s contract waits for 5 signatures")).ToBeVisibleAsync();
        await jonas.Page.GetByRole(AriaRole.Link, new() { Name = "Read and sign the contract" }).ClickAsync();
        await Expect(jonas.Page.GetByText("Changed since you signed")).ToHaveCountAsync(1);
        await Expect(jonas.Page.Locator("del")).ToContainTextAsync("Covered by the institute");
        await jonas.Button("Sign the contract").ClickAsync();
        await Expect(jonas.Page.GetByText("The contract waits for 4 signatures")).ToBeVisibleAsync();
        await Expect(jonas.Button("Sign the contract")).ToHaveCountAsync(0);
    }

    private static async Task ClosedAsync(Window window)
    {
        await Expect(window.Heading("This case is no longer open to you")).ToBeVisibleAsync();
        await Expect(window.Text).ToHaveCountAsync(0);
    }
}

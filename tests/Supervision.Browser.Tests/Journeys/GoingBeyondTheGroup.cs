using Microsoft.Playwright;
using Supervision.Server.Demonstration;
using Supervision.Server.Features;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

/// <summary>One person answers five questions, a second one agrees, and the case goes into another group.</summary>
public sealed class GoingBeyondTheGroup(Stage stage) : Journey(stage)
{
    private const string Saturday = "Saturday group";

    private static readonly (string Asked, string Answer)[] Answers =
    [
        ("Who might know this person?", "Nobody in the other group has worked where this was."),
        ("What in it could be searched for?", "Nothing that was in the news, and no rare illness."),
        ("Would the client recognise themselves?", "Perhaps by the empty chair, and would not mind."),
        ("Would a relative, or somebody close to them?", "Hardly, without the name of the town."),
        ("Why may it go further all the same?", "The other group has worked on silence for a year."),
    ];

    [Fact]
    public async Task A_second_person_is_told_agrees_and_the_case_opens_in_the_other_group()
    {
        var site = Stage.Site;
        await FormSaturdayAsync(site);
        using var member = await site.SignInAsync("Amara Osei");
        var opened = await member.OpenCaseAsync("Goes further", CaseTexts.Short);
        var amara = await OpenWindowAsync(site);
        var ines = await OpenWindowAsync(site);
        await amara.EnterAsync("Amara Osei", opened);
        await ines.EnterAsync("Ines Halloran", opened);

        var asking = await BeyondAsync(amara);
        await asking.GetByRole(AriaRole.Button, new() { Name = "Ask a second person" }).ClickAsync();
        await Expect(asking.GetByText("Answer this, in a few words.")).ToHaveCountAsync(5);
        await Expect(asking.GetByLabel(Answers[0].Asked)).ToBeFocusedAsync();
        foreach (var (asked, answer) in Answers)
        {
            await asking.GetByLabel(asked).FillAsync(answer);
        }

        var again = TimeProvider.System.GetUtcNow().AddMonths(3);
        await asking.GetByLabel("To be reviewed again on").FillAsync($"{again:yyyy-MM-dd}");
        await asking.GetByRole(AriaRole.Button, new() { Name = "Ask a second person" }).ClickAsync();
        await Expect(asking).ToContainTextAsync("A second person has not decided yet");
        await Expect(asking.GetByRole(AriaRole.Button, new() { Name = "Agree" })).ToHaveCountAsync(0);

        var waits = ines.Page.GetByText("Amara Osei asks whether this case may go beyond its group");
        await Expect(waits).ToBeVisibleAsync();
        await ines.Page.ReloadAsync();
        await Expect(waits).ToBeVisibleAsync();
        await ines.Button("Read the answers").ClickAsync();
        var deciding = Beyond(ines);
        foreach (var (_, answer) in Answers)
        {
            await Expect(deciding.GetByText(answer)).ToBeVisibleAsync();
        }

        await Expect(deciding).ToContainTextAsync($"until {again:d MMMM yyyy}");
        await deciding.GetByRole(AriaRole.Button, new() { Name = "Agree", Exact = true }).ClickAsync();
        await Expect(deciding).ToContainTextAsync("Agreed by Ines Halloran");
        await Expect(waits).ToHaveCountAsync(0);

        await Expect(asking).ToContainTextAsync("Agreed: it may go into another group");
        await asking.GetByRole(AriaRole.Button, new() { Name = "Into which group" }).ClickAsync();
        await amara.Page.GetByRole(AriaRole.Option, new() { Name = Saturday }).ClickAsync();
        await asking.GetByRole(AriaRole.Button, new() { Name = "Bring it into this group" }).ClickAsync();
        await Expect(asking.GetByRole(AriaRole.List, new() { Name = "Where it went" })).ToContainTextAsync($"Brought into {Saturday} by Amara Osei");

        await ines.Page.GotoAsync("/cases");
        await ines.Page.GetByRole(AriaRole.Region, new() { Name = Saturday }).GetByRole(AriaRole.Link, new() { Name = opened.Title }).ClickAsync();
        await Expect(ines.Page.Locator(".case-of-group")).ToHaveTextAsync(Saturday);
        await Expect(ines.Text).ToContainTextAsync(CaseTexts.Openings[1]);
        await ines.KeptAsync();
        await ines.AnnotateAsync(CaseTexts.Openings[1], "Denial");
        await ines.CountIsAsync(1);
        Assert.Empty(await member.KeptAsync(opened));
    }

    private static async Task FormSaturdayAsync(Site site)
    {
        using var lead = await site.SignInAsync("Martin Aldous");
        using var supervisor = await site.SignInAsync("Ines Halloran");
        using var member = await site.SignInAsync("Amara Osei");
        var group = await lead.FormGroupAsync(Saturday, DemonstrationInstitute.Supervisor);
        await supervisor.RunGroupAsync(group, PersonCalled("Amara Osei"));
        await supervisor.SignContractAsync(group);
        await member.SignContractAsync(group);
    }

    private static PersonId PersonCalled(string name) => DemonstrationInstitute.Everyone.Single(person => person.Name == name).Person;

    private static async Task<ILocator> BeyondAsync(Window window)
    {
        await window.Button("This case").ClickAsync();
        await window.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Beyond this group" }).ClickAsync();
        return Beyond(window);
    }

    private static ILocator Beyond(Window window) => window.Page.GetByRole(AriaRole.Dialog, new() { Name = "Beyond this group" });
}

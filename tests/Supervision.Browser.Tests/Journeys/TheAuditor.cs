using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

public sealed class TheAuditor(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task Sees_no_case_and_why()
    {
        var site = Stage.Site;
        using var ines = await site.SignInAsync("Ines Halloran");
        var opened = await ines.OpenCaseAsync("Not for audit", CaseTexts.Short);
        var ruth = await OpenWindowAsync(site);
        await ruth.SignInAsync("Ruth Pemberton");
        await Expect(ruth.Heading("Case material is not shown here")).ToBeVisibleAsync();
        await Expect(ruth.Page.GetByText("Auditors, administrators and data protection officers do not see cases, annotations or replies.")).ToBeVisibleAsync();
        await Expect(ruth.Page.GetByText(opened.Title)).ToHaveCountAsync(0);
        await Expect(ruth.Page.GetByRole(AriaRole.Link, new() { Name = "Open a case" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Finds_no_case_at_its_address()
    {
        var site = Stage.Site;
        using var ines = await site.SignInAsync("Ines Halloran");
        var opened = await ines.OpenCaseAsync("Not for audit either", CaseTexts.Short);
        var ruth = await OpenWindowAsync(site);
        await ruth.SignInAsync("Ruth Pemberton");
        await ruth.Page.GotoAsync($"/cases/{opened.Id}");
        await Expect(ruth.Heading("Case not found")).ToBeVisibleAsync();
        Assert.DoesNotContain(CaseTexts.Openings[0], await ruth.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(opened.Title, await ruth.InWordsAsync(), StringComparison.Ordinal);
    }
}

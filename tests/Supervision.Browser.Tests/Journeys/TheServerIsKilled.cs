using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

public sealed class TheServerIsKilled(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task While_two_annotate_nothing_is_lost_and_nothing_is_there_twice()
    {
        await using var site = await OwnSiteAsync();
        using var ines = await site.SignInAsync("Ines Halloran");
        var opened = await ines.OpenCaseAsync("Killed", CaseTexts.Long);
        var leila = await OpenWindowAsync(site);
        var jonas = await OpenWindowAsync(site);
        await leila.EnterAsync("Leila Haddad", opened);
        await jonas.EnterAsync("Jonas Lind", opened);

        // Each marks every other paragraph: two before, two in the middle of it, two while there is no server.
        var afterTwo = new TaskCompletionSource();
        var killing = KillAsync();
        await Task.WhenAll(MarkAsync(leila, 0, "Denial", afterTwo), MarkAsync(jonas, 1, "Repression", afterTwo), killing);
        await Expect(leila.Keeping).ToContainTextAsync("not yet kept: no connection");
        await Expect(jonas.Keeping).ToContainTextAsync("not yet kept: no connection");
        await site.StartAgainAsync();

        foreach (var window in new[] { leila, jonas })
        {
            await window.KeptAsync();
            await window.CountIsAsync(CaseTexts.Openings.Length);
        }

        Assert.Equal(CaseTexts.Openings.Select(words => $"annotated: {words}").Order(), (await ines.KeptAsync(opened)).Order());

        async Task KillAsync()
        {
            await afterTwo.Task;
            await site.Server.KillAsync();
        }
    }

    private static async Task MarkAsync(Window window, int first, string code, TaskCompletionSource afterTwo)
    {
        for (var paragraph = first; paragraph < CaseTexts.Openings.Length; paragraph += 2)
        {
            await window.AnnotateAsync(CaseTexts.Openings[paragraph], code);
            if (paragraph >= first + 2)
            {
                afterTwo.TrySetResult();
            }
        }
    }
}

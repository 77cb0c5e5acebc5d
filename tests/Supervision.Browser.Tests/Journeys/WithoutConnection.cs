using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests.Journeys;

public sealed class WithoutConnection(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task What_was_marked_offline_is_sent_once_when_the_page_is_back_and_reloaded()
    {
        var site = Stage.Site;
        using var ines = await site.SignInAsync("Ines Halloran");
        var opened = await ines.OpenCaseAsync("Offline", CaseTexts.Short);
        var leila = await OpenWindowAsync(site);
        var jonas = await OpenWindowAsync(site);
        await leila.EnterAsync("Leila Haddad", opened);
        await jonas.EnterAsync("Jonas Lind", opened);

        await leila.Context.SetOfflineAsync(true);
        await Expect(leila.Keeping).ToContainTextAsync("No connection");
        await leila.AnnotateAsync("the fee was mentioned", "Denial");
        await Expect(leila.Card("Denial", "you")).ToContainTextAsync("Not yet kept");
        await Expect(leila.Keeping).ToContainTextAsync("1 change on this device, not yet kept: no connection");
        Assert.Empty(await ines.KeptAsync(opened));

        await leila.Context.SetOfflineAsync(false);
        await leila.Page.ReloadAsync();
        await leila.JoinedAsync(opened);
        await Expect(leila.Card("Denial", "you")).ToContainTextAsync("Kept");
        await Expect(jonas.Card("Denial", "Leila Haddad")).ToHaveCountAsync(1);
        await jonas.CountIsAsync(1);
        Assert.Equal(["annotated: the fee was mentioned"], await ines.KeptAsync(opened));
    }

    [Fact]
    public async Task What_was_marked_without_a_server_outlives_a_reload_without_a_server()
    {
        await using var site = await OwnSiteAsync();
        using var ines = await site.SignInAsync("Ines Halloran");
        var opened = await ines.OpenCaseAsync("No server", CaseTexts.Short);
        var leila = await OpenWindowAsync(site);
        var jonas = await OpenWindowAsync(site);
        await leila.EnterAsync("Leila Haddad", opened);
        await jonas.EnterAsync("Jonas Lind", opened);

        await site.Server.KillAsync();
        await Expect(leila.Keeping).ToContainTextAsync("No connection");
        await leila.AnnotateAsync("the fee was mentioned", "Denial");
        await Expect(leila.Keeping).ToContainTextAsync("1 change on this device, not yet kept: no connection");
        await Assert.ThrowsAsync<PlaywrightException>(() => leila.Page.ReloadAsync());
        await site.StartAgainAsync();

        await leila.Page.GotoAsync($"/cases/{opened.Id}");
        await leila.JoinedAsync(opened);
        await Expect(leila.Card("Denial", "you")).ToContainTextAsync("Kept");
        await Expect(jonas.Card("Denial", "Leila Haddad")).ToHaveCountAsync(1);
        await jonas.CountIsAsync(1);
        Assert.Equal(["annotated: the fee was mentioned"], await ines.KeptAsync(opened));
    }
}

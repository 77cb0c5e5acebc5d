using System.Net;
using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;
using Supervision.Server.Tests.Live;

namespace Supervision.Server.Tests.Identity;

public sealed class SwitchingInstitutes(TestServer test)
{
    [Fact]
    public async Task Nothing_of_the_one_is_seen_at_the_other()
    {
        var (here, elsewhere, leila, wren, robin) = await AtBothAsync();
        using var _ = leila;
        var before = await leila.Http.GetJsonAsync("/api/cases");
        var session = await SwitchAsync(leila, elsewhere);
        var after = await leila.Http.GetJsonAsync("/api/cases");
        using var there = await leila.Http.GetAsync($"/api/cases/{wren}", TestContext.Current.CancellationToken);
        using var annotations = await leila.Http.GetAsync($"/api/cases/{wren}/annotations", TestContext.Current.CancellationToken);

        Assert.Equal("Elsewhere", (string?)session["institute"]!["name"]);
        Assert.Equal(["supervisor"], session["roles"]!.AsArray().Select(role => (string?)role));
        Assert.Equal(["Group elsewhere"], session["groups"]!.AsArray().Select(group => (string?)group!["name"]));
        Assert.Equal([wren.ToString()], before["cases"]!.AsArray().Select(each => (string?)each!["id"]));
        Assert.Equal([robin.ToString()], after["cases"]!.AsArray().Select(each => (string?)each!["id"]));
        await there.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await annotations.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");

        await SwitchAsync(leila, here);
        Assert.Equal([wren.ToString()], (await leila.Http.GetJsonAsync("/api/cases"))["cases"]!.AsArray().Select(each => (string?)each!["id"]));
    }

    [Fact]
    public async Task A_connection_that_is_open_is_cut_and_comes_back_at_the_other()
    {
        var (_, elsewhere, leila, wren, robin) = await AtBothAsync();
        using var __ = leila;
        await using var tab = await Guest.ArriveAsync(test.Shared.Address, leila.CookieOn(test.Shared));
        await tab.JoinAsync(wren);
        await SwitchAsync(leila, elsewhere);
        await tab.Hub.Closed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await using var again = await Guest.ArriveAsync(test.Shared.Address, leila.CookieOn(test.Shared));
        await again.JoinAsync(robin);

        Assert.Contains("not-found", (await Assert.ThrowsAsync<HubRefusedException>(() => again.JoinAsync(wren))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_institute_that_one_does_not_belong_to_does_not_exist()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        var elsewhere = await OwnInstitute.FoundAsync(test.Shared, "Elsewhere");
        using var leila = await institute.BringAsync("Leila", InstituteRole.Trainee);
        using var known = await leila.Http.PostJsonAsync("/api/session/institute", new { institute = elsewhere.Id });
        using var unknown = await leila.Http.PostJsonAsync("/api/session/institute", new { institute = Guid.CreateVersion7() });

        await known.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await unknown.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Equal("Riverside", (string?)(await leila.Http.GetJsonAsync("/api/session"))["institute"]!["name"]);
    }

    [Fact]
    public async Task Signing_in_leads_to_where_one_was_last()
    {
        var (here, elsewhere, leila, _, _) = await AtBothAsync();
        using var __ = leila;
        await SwitchAsync(leila, elsewhere);
        using var another = (await OwnInstitute.SignInAsync(test.Shared, leila.Email)).Http;

        Assert.Equal("Elsewhere", (string?)(await another.GetJsonAsync("/api/session"))["institute"]!["name"]);
        await SwitchAsync(leila, here);
        Assert.Equal("Elsewhere", (string?)(await another.GetJsonAsync("/api/session"))["institute"]!["name"]);
    }

    [Fact]
    public async Task Whoever_has_left_the_last_one_comes_to_another()
    {
        var (here, _, leila, _, _) = await AtBothAsync();
        using var __ = leila;
        using var grace = await here.BringAsync("Grace", InstituteRole.Administrator);
        using var left = await grace.Http.DeleteJsonAsync($"/api/people/{leila.Id}", new { commandId = Guid.CreateVersion7(), reason = "Qualified" });
        using var session = await leila.Http.GetAsync("/api/session", TestContext.Current.CancellationToken);
        using var another = (await OwnInstitute.SignInAsync(test.Shared, leila.Email)).Http;
        var view = await another.GetJsonAsync("/api/session");

        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        await session.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        Assert.Equal("Elsewhere", (string?)view["institute"]!["name"]);
        Assert.Equal(["Elsewhere"], view["institutes"]!.AsArray().Select(institute => (string?)institute!["name"]));
    }

    private async Task<(OwnInstitute Here, OwnInstitute Elsewhere, OwnInstitute.Someone Leila, Guid Wren, Guid Robin)> AtBothAsync()
    {
        var (here, elsewhere) = (await OwnInstitute.FoundAsync(test.Shared), await OwnInstitute.FoundAsync(test.Shared, "Elsewhere"));
        var leila = await here.BringAsync("Leila", InstituteRole.Trainee);
        await elsewhere.JoinAsync(leila.Person, InstituteRole.Supervisor);
        var wren = await OpenCaseAsync(leila, await here.FormGroupAsync("Group here", leila.Person), "Wren");
        await SwitchAsync(leila, elsewhere);
        var robin = await OpenCaseAsync(leila, await elsewhere.FormGroupAsync("Group elsewhere", leila.Person), "Robin");
        await SwitchAsync(leila, here);
        return (here, elsewhere, leila, wren, robin);
    }

    private static async Task<System.Text.Json.Nodes.JsonObject> SwitchAsync(OwnInstitute.Someone person, OwnInstitute to)
    {
        using var answer = await person.Http.PostJsonAsync("/api/session/institute", new { institute = to.Id });
        return await answer.ReadAsync(HttpStatusCode.OK);
    }

    private static async Task<Guid> OpenCaseAsync(OwnInstitute.Someone by, GroupId group, string title)
    {
        var caseId = Guid.CreateVersion7();
        using var answer = await by.Http.PostJsonAsync(
            "/api/cases", new { commandId = Guid.CreateVersion7(), caseId, groupId = group.Value, title, text = "Comes on Mondays." });
        await answer.ReadAsync(HttpStatusCode.Created);
        return caseId;
    }
}

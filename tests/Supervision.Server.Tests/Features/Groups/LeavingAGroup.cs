using System.Net;
using System.Net.Http.Json;
using Supervision.Server.Features.Groups;
using Supervision.Server.Tests.Live;

namespace Supervision.Server.Tests.Features.Groups;

/// <summary>Access ends at once, also for what is open, on whatever node.</summary>
public sealed class LeavingAGroup(TestServer test)
{
    private static readonly string[] Leavers = ["jonas", "tomasz", "priya"];

    [Fact]
    public async Task Whoever_leaves_has_the_case_closed_before_their_eyes_within_a_second()
    {
        var (server, group, caseId) = await OpenAsync(test.Shared);
        await using var ines = await Guest.ArriveAsync(server, "ines");
        await ines.JoinAsync(caseId);
        await AtOnce.HappensAsync(Leavers, async name =>
        {
            var leaver = await Guest.ArriveAsync(server, name);
            await leaver.JoinAsync(caseId);
            // Whoever comes and goes within a tenth of a second is never shown.
            await ines.HearAsync("presence", message => message.GetProperty("present").EnumerateArray().Any(each => each.GetProperty("personId").GetGuid() == InGroups.Of(name).Value));
            await LeaveAsync(server, group, name);
            return ClosedAsync(leaver, caseId);
        });

        // The others no longer see them there.
        var gone = await ines.HearAsync("presence", message => message.GetProperty("left").GetArrayLength() > 0);
        Assert.Contains(gone.GetProperty("left")[0].GetGuid(), Leavers.Select(name => InGroups.Of(name).Value));
        using var jonas = await server.SignInAsync("jonas");
        using var again = await jonas.GetAsync($"/api/cases/{caseId}", TestContext.Current.CancellationToken);
        await again.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        using var page = await jonas.GetAsync($"/api/groups/{group}", TestContext.Current.CancellationToken);
        await page.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.DoesNotContain((await jonas.GetJsonAsync("/api/session"))["groups"]!.AsArray(), each => (Guid)each!["id"]! == group);
    }

    [Fact]
    public async Task Whoever_is_removed_on_one_node_hears_and_sees_no_more_on_the_other_within_a_second()
    {
        await using var one = await test.StartAsync();
        await using var other = await test.StartAsync($"--ConnectionStrings:Supervision={one.ConnectionString}");
        var (_, group, caseId) = await OpenAsync(one);
        await using var leila = await Guest.ArriveAsync(one, "leila");
        await using var jonas = await Guest.ArriveAsync(other.Address, await Guest.SignInAsync(one.Address, "jonas"));
        await leila.JoinAsync(caseId);
        await jonas.JoinAsync(caseId);
        using var ines = await one.SignInAsync("ines");
        await AtOnce.HappensAsync(Leavers, async name =>
        {
            var leaver = name == "jonas" ? jonas : await Guest.ArriveAsync(other.Address, await Guest.SignInAsync(one.Address, name));
            await leaver.JoinAsync(caseId);
            await RemoveAsync(ines, group, name);
            return name == "jonas" ? leaver.HearAsync("closed", _ => true) : ClosedAsync(leaver, caseId);
        });
        await using var present = await Guest.ArriveAsync(other.Address, leila.Cookie);
        await present.JoinAsync(caseId);
        // The second is sent when the first has been sent to everyone.
        for (var said = 1; said <= 2; said++)
        {
            await leila.SubmitAsync(caseId, Annotate());
            await present.HearAsync("changes", message => message.GetProperty("to").GetInt64() == said);
        }

        await Assert.ThrowsAsync<HubRefusedException>(() => jonas.SubmitAsync(caseId, Annotate()));
        // What was said afterwards has been sent on that node as well, and not to them.
        Assert.DoesNotContain("changes", jonas.Heard);
    }

    private static async Task LeaveAsync(RunningServer server, Guid group, string name)
    {
        using var http = await server.SignInAsync(name);
        using var left = await http.PostJsonAsync($"/api/groups/{group}/leave", new { commandId = Guid.CreateVersion7() });
        await left.ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Leaving_again_finds_no_group()
    {
        var (server, group, _) = await OpenAsync(test.Shared);
        using var http = await server.SignInAsync("jonas");
        var request = new { commandId = Guid.CreateVersion7() };
        using var first = await http.PostJsonAsync($"/api/groups/{group}/leave", request);
        using var second = await http.PostJsonAsync($"/api/groups/{group}/leave", request);

        await first.ReadAsync(HttpStatusCode.OK);
        await second.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task What_they_wrote_stays_under_their_name()
    {
        var (server, group, caseId) = await OpenAsync(test.Shared);
        await using var jonas = await Guest.ArriveAsync(server, "jonas");
        await jonas.SubmitAsync(caseId, Annotate());
        using var http = await server.SignInAsync("jonas");
        using var left = await http.PostJsonAsync($"/api/groups/{group}/leave", new { commandId = Guid.CreateVersion7() });
        await left.ReadAsync(HttpStatusCode.OK);
        using var ines = await server.SignInAsync("ines");
        var changes = (await ines.GetJsonAsync($"/api/cases/{caseId}/annotations"))["changes"]!.AsArray();

        Assert.Equal(InGroups.Of("jonas").Value, (Guid)changes.Single()!["by"]!);
    }

    private static async Task ClosedAsync(Guest leaver, Guid caseId)
    {
        await using var leaving = leaver;
        var closed = await leaver.HearAsync("closed", _ => true);
        Assert.Equal((caseId, "no-longer-a-member"), (closed.GetProperty("caseId").GetGuid(), closed.GetProperty("code").GetString()));
        await Assert.ThrowsAsync<HubRefusedException>(() => leaver.JoinAsync(caseId));
    }

    private static async Task RemoveAsync(HttpClient supervisor, Guid group, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/groups/{group}/members/{InGroups.Of(name)}")
        {
            Content = JsonContent.Create(new { commandId = Guid.CreateVersion7(), why = "Has moved away." }),
        };
        using var removed = await supervisor.SendAsync(request, TestContext.Current.CancellationToken);
        await removed.ReadAsync(HttpStatusCode.OK);
    }

    private static async Task<(RunningServer Server, Guid Group, Guid Case)> OpenAsync(RunningServer server)
    {
        var group = await InGroups.FormAsync(
            server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member), ("jonas", GroupRole.Member), ("tomasz", GroupRole.Member),
            ("priya", GroupRole.Member));
        var caseId = Guid.CreateVersion7();
        using var leila = await server.SignInAsync("leila");
        using var opened = await leila.PostJsonAsync(
            "/api/cases", new { commandId = Guid.CreateVersion7(), caseId, groupId = group, title = "Wren", text = "It never bothered me." });
        await opened.ReadAsync(HttpStatusCode.Created);
        return (server, group, caseId);
    }

    private static object Annotate() => new
    {
        kind = "annotate",
        commandId = Guid.CreateVersion7(),
        annotation = new
        {
            id = Guid.CreateVersion7(),
            span = new { start = 0, end = 8, quote = "It never", prefix = "", suffix = "" },
            codes = new[] { new { codebook = "dmrs-defences", version = "1.0.0", code = "denial" } },
        },
    };
}

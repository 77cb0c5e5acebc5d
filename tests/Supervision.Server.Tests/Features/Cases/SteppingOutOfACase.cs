using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.EventStore.Reading;
using Supervision.Server.Demonstration;
using Supervision.Server.Features.Annotations.Live;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Tests.Features.Groups;
using Supervision.Server.Tests.Live;
using Supervision.Server.Tests.Sealing;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Cases;

/// <summary>"I know this client": one private act, after which there is no such case.</summary>
public sealed class SteppingOutOfACase(TestServer test)
{
    private static readonly CaseEvent Opened =
        new CaseEvent.Opened(Heron, Tuesday, Sealed.Text(1), Sealed.Text(2), 19, Checked, Leila, Noon);

    private static readonly CaseEvent SteppedOut = new CaseEvent.SteppedOut(Jonas, Noon);

    private static readonly string Tenant = DemonstrationInstitute.Id.ToString();
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly RunningServer _server = test.Shared;

    [Fact]
    public void A_member_steps_out() => Case().Given(Opened).When(new CaseCommand.StepOut(Jonas, Noon)).Then(SteppedOut);

    [Fact]
    public void Stepping_out_again_changes_nothing() => Case().Given(Opened, SteppedOut).When(new CaseCommand.StepOut(Jonas, Noon)).ThenNothing();

    [Fact]
    public void Whoever_brought_it_stays() => Case().Given(Opened).When(new CaseCommand.StepOut(Leila, Noon)).ThenRefused("own-case");

    [Fact]
    public void There_is_nothing_to_step_out_of() => Case().When(new CaseCommand.StepOut(Jonas, Noon)).ThenRefused("unknown-case");

    [Fact]
    public async Task Access_ends_at_once_everywhere_and_before_more_is_read()
    {
        var (group, caseId) = await OpenAsync(_server);
        await AtOnce.HappensAsync(["jonas", "tomasz", "priya"], async name =>
        {
            var leaver = await Guest.ArriveAsync(_server, name);
            var tab = await Guest.ArriveAsync(_server.Address, leaver.Cookie);
            await leaver.JoinAsync(caseId);
            await tab.JoinAsync(caseId);
            await StepOutAsync(_server, name, caseId);
            return Task.WhenAll(ClosedAsync(leaver, caseId), ClosedAsync(tab, caseId));
        });
        using var http = await _server.SignInAsync("jonas");
        using var read = await http.GetAsync($"/api/cases/{caseId}", TestContext.Current.CancellationToken);
        using var annotations = await http.GetAsync($"/api/cases/{caseId}/annotations", TestContext.Current.CancellationToken);

        await read.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await annotations.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.DoesNotContain((await http.GetJsonAsync("/api/cases"))["cases"]!.AsArray(), each => (Guid)each!["id"]! == caseId);
        // Of the group, and of its other cases, nothing is lost.
        Assert.Equal("member", (string?)(await http.GetJsonAsync($"/api/groups/{group}"))["role"]);
    }

    // A change of any group has everyone inside looked at anew.
    [Fact]
    public async Task Whoever_stepped_out_is_told_so_also_when_another_change_is_heard_of_first()
    {
        await using var server = await test.StartAsync();
        var (group, caseId) = await OpenAsync(server);
        var jonas = await Guest.ArriveAsync(server, "jonas");
        await jonas.JoinAsync(caseId);
        // While this transaction is open, the log cannot be followed again.
        await using var connection = await server.Store.Database.OpenConnectionAsync(Stop);
        await using var open = await connection.BeginTransactionAsync(Stop);
        await using var hold = new NpgsqlCommand("select pg_current_xact_id()", connection, open);
        await hold.ExecuteScalarAsync(Stop);
        await using var cut = new NpgsqlCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and backend_type = 'walsender'", connection, open);
        await cut.ExecuteScalarAsync(Stop);
        await StepOutAsync(server, "jonas", caseId);
        var change = await server.Store.ReadStreamAsync(new(Tenant, group), StreamPart.Whole, Stop).FirstAsync(Stop);

        await server.Services.GetRequiredService<Rooms>().HearAsync(new([change], []), Stop);

        await ClosedAsync(jonas, caseId);
    }

    private static async Task StepOutAsync(RunningServer server, string name, Guid caseId)
    {
        using var http = await server.SignInAsync(name);
        using var answer = await http.PostJsonAsync($"/api/cases/{caseId}/step-out", new { commandId = Guid.CreateVersion7() });
        await answer.ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Joining_the_group_anew_does_not_undo_it()
    {
        var (group, caseId) = await OpenAsync(_server);
        using var jonas = await _server.SignInAsync("jonas");
        using var answer = await jonas.PostJsonAsync($"/api/cases/{caseId}/step-out", new { commandId = Guid.CreateVersion7() });
        await answer.ReadAsync(HttpStatusCode.OK);
        await InGroups.DoAsync(_server.Services, group, new GroupCommand.Leave(InGroups.Of("jonas"), Noon));
        await InGroups.DoAsync(_server.Services, group, new GroupCommand.Join(InGroups.Of("jonas"), GroupRole.Supervisor, Noon));
        using var read = await jonas.GetAsync($"/api/cases/{caseId}", TestContext.Current.CancellationToken);

        await read.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_supervisor_sees_that_somebody_stepped_out_and_the_others_do_not()
    {
        var (_, caseId) = await OpenAsync(_server);
        using var jonas = await _server.SignInAsync("jonas");
        using var ines = await _server.SignInAsync("ines");
        using var leila = await _server.SignInAsync("leila");
        var before = await ines.GetJsonAsync($"/api/cases/{caseId}");
        using var answer = await jonas.PostJsonAsync($"/api/cases/{caseId}/step-out", new { commandId = Guid.CreateVersion7() });
        await answer.ReadAsync(HttpStatusCode.OK);

        Assert.False(before.ContainsKey("steppedOut"));
        var told = Assert.Single((await ines.GetJsonAsync($"/api/cases/{caseId}"))["steppedOut"]!.AsArray())!;
        Assert.Equal(["name", "at"], told.AsObject().Select(member => member.Key));
        Assert.Equal("Jonas Lind", (string?)told["name"]);
        Assert.False((await leila.GetJsonAsync($"/api/cases/{caseId}")).ContainsKey("steppedOut"));
    }

    [Fact]
    public async Task Whoever_brought_it_is_told_that_they_stay_and_a_stranger_that_there_is_nothing()
    {
        var (_, caseId) = await OpenAsync(_server);
        using var leila = await _server.SignInAsync("leila");
        using var ruth = await _server.SignInAsync("ruth");
        using var own = await leila.PostJsonAsync($"/api/cases/{caseId}/step-out", new { commandId = Guid.CreateVersion7() });
        using var strange = await ruth.PostJsonAsync($"/api/cases/{caseId}/step-out", new { commandId = Guid.CreateVersion7() });
        using var malformed = await leila.PostJsonAsync($"/api/cases/{caseId}/step-out", new { commandId = Guid.Empty });

        await own.ReadProblemAsync(HttpStatusCode.Conflict, "own-case");
        await strange.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await malformed.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    private static async Task ClosedAsync(Guest window, Guid caseId)
    {
        await using var leaving = window;
        var closed = await window.HearAsync("closed", _ => true);
        Assert.Equal((caseId, "stepped-out"), (closed.GetProperty("caseId").GetGuid(), closed.GetProperty("code").GetString()));
        await Assert.ThrowsAsync<HubRefusedException>(() => window.JoinAsync(caseId));
        await Assert.ThrowsAsync<HubRefusedException>(
            () => window.SubmitAsync(caseId, new { kind = "resolve", commandId = Guid.CreateVersion7(), annotationId = Guid.CreateVersion7() }));
    }

    private static async Task<(Guid Group, Guid Case)> OpenAsync(RunningServer server)
    {
        var group = await InGroups.FormAsync(
            server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member), ("jonas", GroupRole.Member), ("tomasz", GroupRole.Member),
            ("priya", GroupRole.Member));
        var caseId = Guid.CreateVersion7();
        using var leila = await server.SignInAsync("leila");
        using var opened = await leila.PostJsonAsync(
            "/api/cases", new { commandId = Guid.CreateVersion7(), caseId, groupId = group, title = "Wren", text = "Wren comes weekly." });
        await opened.ReadAsync(HttpStatusCode.Created);
        return (group, caseId);
    }

    private static DeciderSpec<CaseState, CaseCommand, CaseEvent> Case() => new(CaseState.Initial, CaseDecider.Decide, CaseDecider.Evolve);
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Supervision.EventStore;
using Supervision.Server.Demonstration;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Readers;
using Supervision.Server.Tests.Features.Groups;
using Supervision.Server.Tests.Live;

namespace Supervision.Server.Tests.Features.Readers;

public sealed class WhoHasSeenACase(TestServer test)
{
    private static readonly string Tenant = DemonstrationInstitute.Id.ToString();
    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task Every_opening_is_shown_to_the_presenter_and_the_supervisor()
    {
        var caseId = await OpenAsync();
        using var http = await _server.SignInAsync("jonas");
        await http.GetJsonAsync($"/api/cases/{caseId}");
        await using var jonas = await Guest.ArriveAsync(_server, "jonas");
        await jonas.JoinAsync(caseId);
        await http.GetJsonAsync($"/api/cases/{caseId}/annotations");
        using var leila = await _server.SignInAsync("leila");
        using var ines = await _server.SignInAsync("ines");
        var shown = (await leila.GetJsonAsync($"/api/cases/{caseId}/readers"))["readers"]!.AsArray();
        var supervised = (await ines.GetJsonAsync($"/api/cases/{caseId}/readers"))["readers"]!;

        Assert.Equal(["annotations", "live", "text"], shown.Select(each => (string?)each!["opened"]));
        Assert.All(shown, each => Assert.Equal("Jonas Lind", (string?)each!["name"]));
        Assert.Equal(shown.ToJsonString(), supervised.ToJsonString());
    }

    [Fact]
    public async Task The_others_are_not_shown_who_reads()
    {
        var caseId = await OpenAsync();
        using var jonas = await _server.SignInAsync("jonas");
        using var amara = await _server.SignInAsync("amara");
        using var member = await jonas.GetAsync($"/api/cases/{caseId}/readers", TestContext.Current.CancellationToken);
        // A presenter of the group, and not of this case.
        using var presenter = await amara.GetAsync($"/api/cases/{caseId}/readers", TestContext.Current.CancellationToken);
        using var stranger = await (await _server.SignInAsync("ruth")).GetAsync($"/api/cases/{caseId}/readers", TestContext.Current.CancellationToken);

        await member.ReadProblemAsync(HttpStatusCode.Conflict, "only-presenter");
        await presenter.ReadProblemAsync(HttpStatusCode.Conflict, "only-presenter");
        await stranger.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_same_within_ten_minutes_is_one_opening_on_all_nodes()
    {
        var caseId = await OpenAsync();
        await using var other = await test.StartAsync($"--ConnectionStrings:Supervision={_server.ConnectionString}");
        using var here = await _server.SignInAsync("jonas");
        using var there = await other.SignInAsync("jonas");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(n => (n % 2 == 0 ? here : there).GetJsonAsync($"/api/cases/{caseId}")));
        using var leila = await _server.SignInAsync("leila");

        Assert.Single((await leila.GetJsonAsync($"/api/cases/{caseId}/readers"))["readers"]!.AsArray());
    }

    [Fact]
    public async Task After_ten_minutes_it_is_another_one()
    {
        var caseId = new CaseId(Guid.CreateVersion7());
        var store = _server.Services.GetRequiredService<OpeningStore>();
        var first = new Opening(Tenant, caseId, Someone.Jonas, OpeningKind.Text, Someone.Noon);
        await store.WriteAsync([first, first with { At = Someone.Noon.AddMinutes(4) }], TestContext.Current.CancellationToken);
        await store.WriteAsync([first with { At = Someone.Noon.AddMinutes(9) }], TestContext.Current.CancellationToken);
        await store.WriteAsync([first with { At = Someone.Noon.AddMinutes(11) }], TestContext.Current.CancellationToken);
        var kept = await store.OfCaseAsync(Tenant, caseId, 10, TestContext.Current.CancellationToken);

        Assert.Equal([first with { At = Someone.Noon.AddMinutes(11) }, first], kept);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_shown()
    {
        await using var server = await test.StartAsync("--Logging:LogLevel:Default=None");
        using var jonas = await server.SignInAsync("jonas");
        await using (var command = server.Store.Database.CreateCommand("alter table reading.openings rename to elsewhere"))
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        using var answer = await jonas.GetAsync($"/api/cases/{DemonstrationInstitute.Of(0x21)}", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.InternalServerError, "failure");
        await using (var command = server.Store.Database.CreateCommand("alter table reading.elsewhere rename to openings"))
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        await jonas.GetJsonAsync($"/api/cases/{DemonstrationInstitute.Of(0x21)}");
        using var leila = await server.SignInAsync("leila");
        Assert.Single((await leila.GetJsonAsync($"/api/cases/{DemonstrationInstitute.Of(0x21)}/readers"))["readers"]!.AsArray());
    }

    [Fact]
    public async Task A_refused_look_is_no_opening()
    {
        var caseId = await OpenAsync();
        using var ruth = await _server.SignInAsync("ruth");
        using var refused = await ruth.GetAsync($"/api/cases/{caseId}", TestContext.Current.CancellationToken);
        using var leila = await _server.SignInAsync("leila");

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Empty((await leila.GetJsonAsync($"/api/cases/{caseId}/readers"))["readers"]!.AsArray());
    }

    [Fact]
    public async Task It_is_kept_for_24_months_and_then_deleted()
    {
        var (caseId, now) = (new CaseId(Guid.CreateVersion7()), TimeProvider.System.GetUtcNow());
        var store = _server.Services.GetRequiredService<OpeningStore>();
        var young = new Opening(Tenant, caseId, Someone.Jonas, OpeningKind.Text, now.AddMonths(-24).AddDays(1));
        await store.WriteAsync([young, young with { Person = Someone.Leila, At = now.AddMonths(-24).AddDays(-1) }], TestContext.Current.CancellationToken);
        var deleted = await _server.Services.GetRequiredService<OpeningDeletion>().DeleteAsync(TestContext.Current.CancellationToken);
        var kept = await store.OfCaseAsync(Tenant, caseId, 10, TestContext.Current.CancellationToken);

        Assert.True(deleted >= 1);
        Assert.Equal(Someone.Jonas, Assert.Single(kept).Person);
    }

    [Fact]
    public async Task Another_institute_does_not_see_the_rows_even_past_the_code()
    {
        var caseId = await OpenAsync();
        using var jonas = await _server.SignInAsync("jonas");
        await jonas.GetJsonAsync($"/api/cases/{caseId}");

        Assert.Equal(1, await CountAsync(TenantScope.Of(Tenant), caseId));
        Assert.Equal(0, await CountAsync(TenantScope.Of(Guid.CreateVersion7().ToString()), caseId));
        Assert.Equal(0, await CountAsync("{}", caseId));
    }

    private async Task<long> CountAsync(string scope, Guid caseId)
    {
        await using var connection = await _server.Store.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var batch = TenantScope.BatchIn(connection, scope);
        batch.BatchCommands.Add(new("select count(*) from reading.openings where case_id = $1") { Parameters = { new() { Value = caseId } } });
        await using var reader = await batch.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await reader.NextResultAsync(TestContext.Current.CancellationToken);
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        return reader.GetInt64(0);
    }

    private async Task<Guid> OpenAsync()
    {
        var group = await InGroups.FormAsync(
            _server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member), ("jonas", GroupRole.Member), ("amara", GroupRole.Presenter));
        var caseId = Guid.CreateVersion7();
        using var leila = await _server.SignInAsync("leila");
        using var opened = await leila.PostJsonAsync(
            "/api/cases", new { commandId = Guid.CreateVersion7(), caseId, groupId = group, title = "Wren", text = "Wren comes weekly." });
        await opened.ReadAsync(HttpStatusCode.Created);
        return caseId;
    }
}

using System.Net;
using System.Net.Http.Json;
using Supervision.Server.Demonstration;
using Supervision.Server.Features.Groups;
using Supervision.Server.Tests.Access;

namespace Supervision.Server.Tests.Features.Groups;

public sealed class AGroupOverHttp(TestServer test)
{
    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task A_training_lead_forms_a_group_and_its_supervisor_runs_it()
    {
        await using var server = await GatheredAsync();
        using var tara = await server.SignInAsync("tara");
        using var nora = await server.SignInAsync("nora");
        var (group, supervisor) = (Guid.CreateVersion7(), DemonstrationInstitute.Of(0x33));
        var request = new { commandId = Guid.CreateVersion7(), groupId = group, name = " Friday \n group ", supervisorId = supervisor };
        using var formed = await tara.PostJsonAsync("/api/groups", request);
        using var again = await tara.PostJsonAsync("/api/groups", request);
        var receipt = await formed.ReadAsync(HttpStatusCode.Created);

        Assert.Equal((string?)receipt["at"], (string?)(await again.ReadAsync(HttpStatusCode.Created))["at"]);
        Assert.Equal($"/api/groups/{group}", formed.Headers.Location!.ToString());
        var page = await nora.GetJsonAsync($"/api/groups/{group}");
        Assert.Equal("Friday group", (string?)page["name"]);
        Assert.Equal("supervisor", (string?)page["role"]);
        Assert.Null(page["contract"]);
        // Whoever formed it is not in it.
        using var outside = await tara.GetAsync($"/api/groups/{group}", TestContext.Current.CancellationToken);
        await outside.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");

        using var added = await nora.PostJsonAsync($"/api/groups/{group}/members", Add(InGroups.Of("leila"), "member"));
        await added.ReadAsync(HttpStatusCode.OK);
        using var renamed = await nora.PostJsonAsync($"/api/groups/{group}/name", new { commandId = Guid.CreateVersion7(), name = "Saturday group" });
        await renamed.ReadAsync(HttpStatusCode.OK);
        var summary = (await tara.GetJsonAsync("/api/groups"))["groups"]!.AsArray().Single(each => (Guid)each!["id"]! == group)!;
        Assert.Equal("Saturday group", (string?)summary["name"]);
        Assert.Equal(2, (int)summary["members"]!);
        Assert.Equal(["nora"], summary["supervisors"]!.AsArray().Select(name => (string?)name));
    }

    [Fact]
    public async Task Only_a_supervisor_of_the_institute_is_named_supervisor()
    {
        await using var server = await GatheredAsync();
        using var adam = await server.SignInAsync("adam");
        using var trainee = await adam.PostJsonAsync("/api/groups", Form(InGroups.Of("leila").Value));
        using var stranger = await adam.PostJsonAsync("/api/groups", Form(DemonstrationInstitute.Of(0x37)));
        var tuesday = $"/api/groups/{DemonstrationInstitute.Tuesday}/supervisors";
        using var named = await adam.PostJsonAsync(tuesday, Name(DemonstrationInstitute.Of(0x33)));
        using var unnamed = await adam.PostJsonAsync(tuesday, Name(InGroups.Of("jonas").Value));
        using var nowhere = await adam.PostJsonAsync($"/api/groups/{Guid.CreateVersion7()}/supervisors", Name(DemonstrationInstitute.Of(0x33)));

        await trainee.ReadProblemAsync(HttpStatusCode.Conflict, "no-supervisor");
        await stranger.ReadProblemAsync(HttpStatusCode.Conflict, "unknown-person");
        await named.ReadAsync(HttpStatusCode.OK);
        await unnamed.ReadProblemAsync(HttpStatusCode.Conflict, "no-supervisor");
        await nowhere.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        using var nora = await server.SignInAsync("nora");
        Assert.Equal("supervisor", (string?)(await nora.GetJsonAsync($"/api/groups/{DemonstrationInstitute.Tuesday}"))["role"]);
    }

    [Fact]
    public async Task The_supervisor_changes_a_role_and_removes_a_member()
    {
        var group = await InGroups.FormAsync(_server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member), ("jonas", GroupRole.Member));
        using var ines = await _server.SignInAsync("ines");
        using var jonas = await _server.SignInAsync("jonas");
        using var role = await ines.PostJsonAsync(
            $"/api/groups/{group}/members/{InGroups.Of("leila")}/role", new { commandId = Guid.CreateVersion7(), role = "presenter", why = "Brings all cases this term." });
        using var unasked = await ines.PostJsonAsync(
            $"/api/groups/{group}/members/{InGroups.Of("leila")}/role", new { commandId = Guid.CreateVersion7(), role = "member", why = " " });
        using var without = await DeleteAsync(ines, $"/api/groups/{group}/members/{InGroups.Of("jonas")}", new { commandId = Guid.CreateVersion7(), why = "" });
        using var removed = await DeleteAsync(ines, $"/api/groups/{group}/members/{InGroups.Of("jonas")}", new { commandId = Guid.CreateVersion7(), why = "Has moved away." });
        using var gone = await jonas.GetAsync($"/api/groups/{group}", TestContext.Current.CancellationToken);

        await role.ReadAsync(HttpStatusCode.OK);
        await unasked.ReadProblemAsync(HttpStatusCode.Conflict, "reason-missing");
        await without.ReadProblemAsync(HttpStatusCode.Conflict, "reason-missing");
        await removed.ReadAsync(HttpStatusCode.OK);
        await gone.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        var people = (await ines.GetJsonAsync($"/api/groups/{group}"))["people"]!.AsArray();
        Assert.Equal(["supervisor", "presenter"], people.Select(person => (string?)person!["role"]));
    }

    [Fact]
    public async Task A_member_runs_nothing_and_is_told_so()
    {
        var group = await InGroups.FormAsync(_server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member));
        using var leila = await _server.SignInAsync("leila");
        using var add = await leila.PostJsonAsync($"/api/groups/{group}/members", Add(InGroups.Of("jonas"), "member"));
        using var close = await leila.PostJsonAsync($"/api/groups/{group}/close", new { commandId = Guid.CreateVersion7(), why = "Enough." });
        using var candidates = await leila.GetAsync($"/api/groups/{group}/candidates", TestContext.Current.CancellationToken);
        using var all = await leila.GetAsync("/api/groups", TestContext.Current.CancellationToken);

        await add.ReadProblemAsync(HttpStatusCode.Conflict, "only-supervisor");
        await close.ReadProblemAsync(HttpStatusCode.Conflict, "only-supervisor");
        await candidates.ReadProblemAsync(HttpStatusCode.Conflict, "only-supervisor");
        await all.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_only_supervisor_stays_until_the_group_is_closed()
    {
        var group = await InGroups.FormAsync(_server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member));
        using var ines = await _server.SignInAsync("ines");
        using var early = await ines.PostJsonAsync($"/api/groups/{group}/leave", new { commandId = Guid.CreateVersion7() });
        using var closed = await ines.PostJsonAsync($"/api/groups/{group}/close", new { commandId = Guid.CreateVersion7(), why = "All have qualified." });
        using var opened = await ines.PostJsonAsync(
            "/api/cases", new { commandId = Guid.CreateVersion7(), caseId = Guid.CreateVersion7(), groupId = group, title = "Wren", text = "A text." });
        using var left = await ines.PostJsonAsync($"/api/groups/{group}/leave", new { commandId = Guid.CreateVersion7() });

        await early.ReadProblemAsync(HttpStatusCode.Conflict, "needs-supervisor");
        await closed.ReadAsync(HttpStatusCode.OK);
        await opened.ReadProblemAsync(HttpStatusCode.Conflict, "group-closed");
        await left.ReadAsync(HttpStatusCode.OK);
        using var leila = await _server.SignInAsync("leila");
        Assert.NotNull((await leila.GetJsonAsync($"/api/groups/{group}"))["closedAt"]);
    }

    [Fact]
    public async Task An_observer_joins_when_all_have_consented()
    {
        var group = await InGroups.FormAsync(_server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member), ("jonas", GroupRole.Member));
        var observer = $"/api/groups/{group}/observers/{InGroups.Of("tomasz")}";
        using var ines = await _server.SignInAsync("ines");
        using var leila = await _server.SignInAsync("leila");
        using var jonas = await _server.SignInAsync("jonas");
        using var tomasz = await _server.SignInAsync("tomasz");
        using var proposed = await ines.PostJsonAsync($"/api/groups/{group}/members", Add(InGroups.Of("tomasz"), "observer"));
        await proposed.ReadAsync(HttpStatusCode.OK);
        using var consented = await leila.PostJsonAsync($"{observer}/consent", new { commandId = Guid.CreateVersion7() });
        await consented.ReadAsync(HttpStatusCode.OK);
        using var early = await tomasz.GetAsync($"/api/groups/{group}", TestContext.Current.CancellationToken);
        await early.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");

        var proposal = Assert.Single((await leila.GetJsonAsync($"/api/groups/{group}"))["proposals"]!.AsArray())!;
        Assert.Equal((2, 3, true), ((int)proposal["consents"]!, (int)proposal["needed"]!, (bool)proposal["youConsented"]!));
        using var last = await jonas.PostJsonAsync($"{observer}/consent", new { commandId = Guid.CreateVersion7() });
        await last.ReadAsync(HttpStatusCode.OK);
        Assert.Equal("observer", (string?)(await tomasz.GetJsonAsync($"/api/groups/{group}"))["role"]);
        using var other = await tomasz.PostJsonAsync($"{observer}/consent", new { commandId = Guid.CreateVersion7() });
        await other.ReadProblemAsync(HttpStatusCode.Conflict, "only-members-consent");
    }

    [Fact]
    public async Task One_who_declines_ends_it()
    {
        var group = await InGroups.FormAsync(_server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member));
        var observer = $"/api/groups/{group}/observers/{InGroups.Of("tomasz")}";
        using var ines = await _server.SignInAsync("ines");
        using var leila = await _server.SignInAsync("leila");
        using var proposed = await ines.PostJsonAsync($"/api/groups/{group}/members", Add(InGroups.Of("tomasz"), "observer"));
        using var declined = await leila.PostJsonAsync($"{observer}/decline", new { commandId = Guid.CreateVersion7() });
        using var late = await ines.PostJsonAsync($"{observer}/consent", new { commandId = Guid.CreateVersion7() });

        await declined.ReadAsync(HttpStatusCode.OK);
        await late.ReadProblemAsync(HttpStatusCode.Conflict, "not-proposed");
        Assert.Empty((await ines.GetJsonAsync($"/api/groups/{group}"))["proposals"]!.AsArray());
    }

    [Fact]
    public async Task Who_could_be_added_is_shown_without_those_who_are_in_it()
    {
        var group = await InGroups.FormAsync(_server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member));
        using var ines = await _server.SignInAsync("ines");
        var people = (await ines.GetJsonAsync($"/api/groups/{group}/candidates"))["people"]!.AsArray().Select(person => (string?)person!["name"]).ToList();

        Assert.Contains("Jonas Lind", people);
        Assert.DoesNotContain("Leila Haddad", people);
        Assert.DoesNotContain("Ines Halloran", people);
    }

    [Fact]
    public async Task What_is_malformed_is_named_by_field()
    {
        await using var server = await GatheredAsync();
        using var tara = await server.SignInAsync("tara");
        using var answer = await tara.PostJsonAsync(
            "/api/groups", new { commandId = Guid.Empty, groupId = Guid.Empty, name = "a\u0007", supervisorId = Guid.CreateVersion7() });
        var errors = (await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]!.AsObject();

        Assert.Equal(["commandId", "groupId", "name"], errors.Select(error => error.Key));
    }

    [Fact]
    public async Task An_id_names_one_group()
    {
        await using var server = await GatheredAsync();
        using var tara = await server.SignInAsync("tara");
        using var answer = await tara.PostJsonAsync("/api/groups", new
        {
            commandId = Guid.CreateVersion7(),
            groupId = DemonstrationInstitute.Tuesday.Value,
            name = "Friday group",
            supervisorId = DemonstrationInstitute.Of(0x33),
        });

        await answer.ReadProblemAsync(HttpStatusCode.Conflict, "id-taken");
    }

    private async Task<RunningServer> GatheredAsync()
    {
        var server = await test.StartAsync();
        await Cast.GatherAsync(server, TestContext.Current.CancellationToken);
        return server;
    }

    private static object Form(Guid supervisor) =>
        new { commandId = Guid.CreateVersion7(), groupId = Guid.CreateVersion7(), name = "Friday group", supervisorId = supervisor };

    private static object Name(Guid person) => new { commandId = Guid.CreateVersion7(), personId = person, why = "Ines is ill." };

    private static object Add(Server.Features.PersonId person, string role) => new { commandId = Guid.CreateVersion7(), personId = person.Value, role };

    private static async Task<HttpResponseMessage> DeleteAsync(HttpClient client, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path) { Content = JsonContent.Create(body) };
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

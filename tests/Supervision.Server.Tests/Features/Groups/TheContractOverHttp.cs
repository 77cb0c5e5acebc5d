using System.Net;
using Supervision.Server.Demonstration;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Tests.Features.Groups;

public sealed class TheContractOverHttp(TestServer test)
{
    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task No_case_is_opened_before_all_have_signed()
    {
        var group = await InGroups.FormWithoutContractAsync(_server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member));
        using var ines = await _server.SignInAsync("ines");
        using var leila = await _server.SignInAsync("leila");

        using var without = await leila.PostJsonAsync("/api/cases", Case(group));
        await without.ReadProblemAsync(HttpStatusCode.Conflict, "contract-missing");
        using var written = await ines.PostJsonAsync($"/api/groups/{group}/contract", Contract());
        await written.ReadAsync(HttpStatusCode.OK);
        using var signed = await ines.PostJsonAsync($"/api/groups/{group}/contract/signature", Signature(1));
        await signed.ReadAsync(HttpStatusCode.OK);
        using var early = await leila.PostJsonAsync("/api/cases", Case(group));
        var refusal = await early.ReadProblemAsync(HttpStatusCode.Conflict, "contract-unsigned");
        Assert.Contains("1 of 2", (string?)refusal["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain("Leila", refusal.ToJsonString(), StringComparison.Ordinal);
        using var imported = await leila.PostAsync(
            "/api/cases/import",
            new MultipartFormDataContent { { new StringContent($"{group}"), "groupId" }, { new StringContent("A text."), "file", "wren.txt" } },
            TestContext.Current.CancellationToken);
        await imported.ReadProblemAsync(HttpStatusCode.Conflict, "contract-unsigned");

        using var last = await leila.PostJsonAsync($"/api/groups/{group}/contract/signature", Signature(1));
        await last.ReadAsync(HttpStatusCode.OK);
        using var opened = await leila.PostJsonAsync("/api/cases", Case(group));
        await opened.ReadAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_change_asks_all_again_and_says_what_changed()
    {
        var group = await InGroups.FormAsync(_server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member));
        using var ines = await _server.SignInAsync("ines");
        using var leila = await _server.SignInAsync("leila");
        using var changed = await ines.PostJsonAsync($"/api/groups/{group}/contract", Contract(fees: " Ten a session.\r\n", minutes: 60));
        await changed.ReadAsync(HttpStatusCode.OK);
        using var old = await leila.PostJsonAsync($"/api/groups/{group}/contract/signature", Signature(1));
        await old.ReadProblemAsync(HttpStatusCode.Conflict, "contract-changed");

        var contract = (await leila.GetJsonAsync($"/api/groups/{group}"))["contract"]!;
        Assert.Equal((2, 2), ((int)contract["version"]!, (int)contract["unsigned"]!));
        Assert.Equal("Ines Halloran", (string?)contract["writtenBy"]);
        Assert.Equal(
            [("minutes", "90 minutes", "60 minutes"), ("fees", "None.", "Ten a session.")],
            contract["changes"]!.AsArray().Select(change => ((string)change!["term"]!, (string)change["before"]!, (string)change["after"]!)));
        using var signed = await leila.PostJsonAsync($"/api/groups/{group}/contract/signature", Signature(2));
        await signed.ReadAsync(HttpStatusCode.OK);
        Assert.Empty((await leila.GetJsonAsync($"/api/groups/{group}"))["contract"]!["changes"]!.AsArray());
        using var opened = await leila.PostJsonAsync("/api/cases", Case(group));
        await opened.ReadProblemAsync(HttpStatusCode.Conflict, "contract-unsigned");
    }

    [Fact]
    public async Task The_same_signature_again_is_one()
    {
        var group = await InGroups.FormAsync(_server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member));
        using var leila = await _server.SignInAsync("leila");
        using var changed = await (await _server.SignInAsync("ines")).PostJsonAsync($"/api/groups/{group}/contract", Contract(minutes: 60));
        await changed.ReadAsync(HttpStatusCode.OK);
        var signature = Signature(2);
        using var first = await leila.PostJsonAsync($"/api/groups/{group}/contract/signature", signature);
        using var second = await leila.PostJsonAsync($"/api/groups/{group}/contract/signature", signature);

        Assert.Equal((await first.ReadAsync(HttpStatusCode.OK)).ToJsonString(), (await second.ReadAsync(HttpStatusCode.OK)).ToJsonString());
    }

    [Fact]
    public async Task A_case_that_was_opened_is_answered_as_the_first_time_whatever_became_of_the_contract()
    {
        var group = await InGroups.FormAsync(_server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member));
        using var leila = await _server.SignInAsync("leila");
        var request = Case(group);
        using var first = await leila.PostJsonAsync("/api/cases", request);
        await InGroups.DoAsync(
            _server.Services, group, new GroupCommand.WriteContract(AgreeingOnAContract.Terms with { Minutes = 60 }, InGroups.Of("ines"), Someone.Noon));
        using var second = await leila.PostJsonAsync("/api/cases", request);

        Assert.Equal((await first.ReadAsync(HttpStatusCode.Created)).ToJsonString(), (await second.ReadAsync(HttpStatusCode.Created)).ToJsonString());
    }

    [Fact]
    public async Task Nobody_but_the_supervisor_writes_it_and_nobody_outside_sees_it()
    {
        var group = await InGroups.FormAsync(_server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member));
        using var leila = await _server.SignInAsync("leila");
        using var ruth = await _server.SignInAsync("ruth");
        using var written = await leila.PostJsonAsync($"/api/groups/{group}/contract", Contract());
        using var seen = await ruth.GetAsync($"/api/groups/{group}", TestContext.Current.CancellationToken);
        using var signed = await ruth.PostJsonAsync($"/api/groups/{group}/contract/signature", Signature(1));

        await written.ReadProblemAsync(HttpStatusCode.Conflict, "only-supervisor");
        await seen.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await signed.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Limits_and_faults_are_answered_in_words()
    {
        var group = await InGroups.FormAsync(_server.Services, ("ines", GroupRole.Supervisor));
        using var ines = await _server.SignInAsync("ines");
        using var empty = await ines.PostJsonAsync($"/api/groups/{group}/contract", Contract(fees: " "));
        using var length = await ines.PostJsonAsync($"/api/groups/{group}/contract", Contract(fees: new string('a', 2_001)));
        using var control = await ines.PostJsonAsync($"/api/groups/{group}/contract", Contract(fees: "a\u0007"));
        using var minutes = await ines.PostJsonAsync($"/api/groups/{group}/contract", Contract(minutes: 5));

        await empty.ReadProblemAsync(HttpStatusCode.Conflict, "contract-incomplete");
        await length.ReadProblemAsync(HttpStatusCode.Conflict, "contract-too-long");
        Assert.NotNull((await control.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]!["fees"]);
        await minutes.ReadProblemAsync(HttpStatusCode.Conflict, "minutes-out-of-range");
    }

    [Fact]
    public async Task In_a_group_from_before_there_were_contracts_the_cases_stay_readable()
    {
        var group = await InGroups.FormAsync(_server.Services, ("ines", GroupRole.Supervisor), ("leila", GroupRole.Member));
        using var leila = await _server.SignInAsync("leila");
        var request = Case(group);
        using var opened = await leila.PostJsonAsync("/api/cases", request);
        await opened.ReadAsync(HttpStatusCode.Created);
        await ForgetContractAsync(group);

        var read = await leila.GetJsonAsync($"{opened.Headers.Location}");
        var page = await leila.GetJsonAsync($"/api/groups/{group}");
        using var another = await leila.PostJsonAsync("/api/cases", Case(group));

        Assert.Equal("Wren", (string?)read["title"]);
        Assert.Equal(["Ines Halloran", "Leila Haddad"], page["people"]!.AsArray().Select(person => (string?)person!["name"]));
        Assert.False(page.ContainsKey("contract"));
        await another.ReadProblemAsync(HttpStatusCode.Conflict, "contract-missing");
    }

    [Fact]
    public async Task The_demonstrations_contract_is_signed_by_all()
    {
        await using var server = await test.StartAsync();
        using var leila = await server.SignInAsync("leila");
        var contract = (await leila.GetJsonAsync($"/api/groups/{DemonstrationInstitute.Tuesday}"))["contract"]!;
        using var opened = await leila.PostJsonAsync("/api/cases", Case(DemonstrationInstitute.Tuesday.Value));

        Assert.Equal((1, 0), ((int)contract["version"]!, (int)contract["unsigned"]!));
        await opened.ReadAsync(HttpStatusCode.Created);
        var session = (await leila.GetJsonAsync("/api/session"))["groups"]![0]!["contract"]!;
        Assert.Equal((1, 0, false), ((int)session["version"]!, (int)session["unsigned"]!, (bool)session["waitsForYou"]!));
    }

    // The documents as they were written before: no contract, and nothing of signatures.
    private async Task ForgetContractAsync(Guid group)
    {
        await using var connection = await _server.Store.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var batch = EventStore.TenantScope.BatchIn(connection, EventStore.TenantScope.Of(DemonstrationInstitute.Id.ToString()));
        batch.BatchCommands.Add(new("delete from documents where kind = 'group_details' and id = $1") { Parameters = { new() { Value = group } } });
        batch.BatchCommands.Add(new(
            """
            update documents set data = jsonb_build_object('id', data->'id', 'name', data->'name', 'members',
                (select jsonb_agg(member - 'signed') from jsonb_array_elements(data->'members') as member))
            where kind = 'group' and id = $1
            """)
        { Parameters = { new() { Value = group } } });
        await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static object Case(Guid group) =>
        new { commandId = Guid.CreateVersion7(), caseId = Guid.CreateVersion7(), groupId = group, title = "Wren", text = "A text." };

    private static object Signature(int version) => new { commandId = Guid.CreateVersion7(), version };

    private static object Contract(string fees = "None.", int minutes = 90) => new
    {
        commandId = Guid.CreateVersion7(),
        terms = new
        {
            purpose = "To learn.",
            frequency = "Weekly.",
            minutes,
            fees,
            confidentiality = "What is said here stays here.",
            records = "Cases, for a year.",
            roundsAttributed = false,
            rounds = "let-go",
            hours = "As each standard says.",
            lateness = "We begin on time.",
            complaints = "To the training lead.",
        },
    };
}

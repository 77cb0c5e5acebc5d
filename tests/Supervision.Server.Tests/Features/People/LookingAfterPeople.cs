using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Server.Access;
using Supervision.Server.Features.People;
using Supervision.Server.Identity;
using Supervision.Server.Tests.Hosting.Postgres;

namespace Supervision.Server.Tests.Features.People;

public sealed class LookingAfterPeople(TestServer test)
{
    [Fact]
    public async Task The_administrator_sees_everyone_with_roles_groups_and_addresses()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var leila = await institute.BringAsync("Leila", InstituteRole.Trainee);
        await institute.FormGroupAsync("Wednesday group", leila.Person);
        var people = (await grace.Http.GetJsonAsync("/api/people"))["people"]!.AsArray();

        Assert.Equal(["Grace", "Leila"], people.Select(person => (string?)person!["name"]));
        Assert.Equal(leila.Email, (string?)people[1]!["email"]);
        Assert.Equal(["trainee"], people[1]!["roles"]!.AsArray().Select(role => (string?)role));
        Assert.Equal("Wednesday group", (string?)people[1]!["groups"]![0]!["name"]);
        Assert.Empty(people[1]!["conflicts"]!.AsArray());
    }

    [Fact]
    public async Task The_training_lead_sees_neither_addresses_nor_conflicts()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var tara = await institute.BringAsync("Tara", InstituteRole.TrainingLead);
        var person = (await tara.Http.GetJsonAsync("/api/people"))["people"]![0]!.AsObject();

        Assert.Equal("Tara", (string?)person["name"]);
        Assert.False(person.ContainsKey("email") || person.ContainsKey("conflicts"));
    }

    [Fact]
    public async Task Members_are_not_told_who_else_is_there()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var leila = await institute.BringAsync("Leila", InstituteRole.Trainee, InstituteRole.Supervisor, InstituteRole.Auditor);
        using var answer = await leila.Http.GetAsync("/api/people", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_role_counts_from_the_moment_it_is_given_and_no_longer_once_it_is_taken()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var leila = await institute.BringAsync("Leila", InstituteRole.Trainee);
        using var given = await ChangeAsync(grace, leila, give: ["training-lead"]);
        var asLead = await leila.Http.GetJsonAsync("/api/people");
        var session = await leila.Http.GetJsonAsync("/api/session");
        using var taken = await ChangeAsync(grace, leila, take: ["training-lead"]);
        using var after = await leila.Http.GetAsync("/api/people", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        Assert.Equal(2, asLead["people"]!.AsArray().Count);
        Assert.Equal(["trainee", "training-lead"], session["roles"]!.AsArray().Select(role => (string?)role));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        await after.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_same_command_again_gives_the_first_receipt()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var leila = await institute.BringAsync("Leila", InstituteRole.Trainee);
        var commandId = Guid.CreateVersion7();
        using var first = await ChangeAsync(grace, leila, give: ["auditor"], commandId: commandId);
        using var second = await ChangeAsync(grace, leila, give: ["auditor"], commandId: commandId);

        Assert.Equal((await first.ReadAsync(HttpStatusCode.OK)).ToJsonString(), (await second.ReadAsync(HttpStatusCode.OK)).ToJsonString());
    }

    [Fact]
    public async Task An_administrator_signs_a_person_out_everywhere_for_a_reason_and_they_are_told()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var leila = await institute.BringAsync("Leila", InstituteRole.Trainee);
        var (desk, _) = await OwnInstitute.SignInAsync(test.Shared, leila.Email);
        using var __ = desk;
        using var unsaid = await EndSessionsAsync(grace, leila.Id, " ");
        await desk.GetJsonAsync("/api/session");
        using var ended = await EndSessionsAsync(grace, leila.Id, "A lost laptop");
        using var elsewhere = await EndSessionsAsync(grace, Guid.CreateVersion7(), "A lost laptop");

        await unsaid.ReadProblemAsync(HttpStatusCode.Conflict, "reason-missing");
        await ended.ReadAsync(HttpStatusCode.OK);
        await elsewhere.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        foreach (var browser in new[] { leila.Http, desk })
        {
            using var after = await browser.GetAsync("/api/session", TestContext.Current.CancellationToken);
            await after.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        }
        await Eventually.IsTrueAsync(async () => (await Letters.ToAsync(test.Shared, leila.Email)).Count == 1, "the letter");
        var letter = (await Letters.ToAsync(test.Shared, leila.Email))[0];
        Assert.Contains("An administrator of Riverside has signed you out", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("laptop", letter, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> EndSessionsAsync(OwnInstitute.Someone by, Guid person, string reason) =>
        by.Http.PostJsonAsync($"/api/people/{person}/sessions/end", new { commandId = Guid.CreateVersion7(), reason });

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var role = await ChangeAsync(grace, grace, take: ["administrator"]);
        using var left = await grace.Http.DeleteJsonAsync($"/api/people/{grace.Id}", new { commandId = Guid.CreateVersion7(), reason = "Leaving" });

        await role.ReadProblemAsync(HttpStatusCode.Conflict, "last-administrator");
        await left.ReadProblemAsync(HttpStatusCode.Conflict, "last-administrator");
    }

    [Fact]
    public async Task Two_administrators_who_take_each_others_role_at_once_do_not_both_succeed()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var adam = await institute.BringAsync("Adam", InstituteRole.Administrator);
        var answers = await Task.WhenAll(ChangeAsync(grace, adam, take: ["administrator"]), ChangeAsync(adam, grace, take: ["administrator"]));
        var left = await test.Shared.Services.GetRequiredService<PeopleQueries>().AdministratorsAsync(institute.Tenant, TestContext.Current.CancellationToken);

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Single(left);
    }

    [Fact]
    public async Task Nobody_gives_a_role_to_themselves_while_another_could()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var alone = await ChangeAsync(grace, grace, give: ["training-lead"]);
        using var adam = await institute.BringAsync("Adam", InstituteRole.Administrator);
        using var answer = await ChangeAsync(grace, grace, give: ["auditor"]);

        Assert.Equal(HttpStatusCode.OK, alone.StatusCode);
        await answer.ReadProblemAsync(HttpStatusCode.Conflict, "not-to-yourself");
    }

    [Fact]
    public async Task People_of_another_institute_do_not_exist()
    {
        var (here, elsewhere) = (await OwnInstitute.FoundAsync(test.Shared), await OwnInstitute.FoundAsync(test.Shared, "Elsewhere"));
        using var grace = await here.BringAsync("Grace", InstituteRole.Administrator);
        using var elsa = await elsewhere.BringAsync("Elsa", InstituteRole.Trainee);
        using var roles = await ChangeAsync(grace, elsa, give: ["auditor"]);
        using var left = await grace.Http.DeleteJsonAsync($"/api/people/{elsa.Id}", new { commandId = Guid.CreateVersion7(), reason = "Leaving" });
        using var record = await grace.Http.PostJsonAsync($"/api/people/{elsa.Id}/accreditations", Accreditation());
        using var conflict = await grace.Http.PostJsonAsync(
            $"/api/people/{grace.Id}/conflicts", new { commandId = Guid.CreateVersion7(), kind = "line-manager", with = elsa.Id });

        await roles.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await left.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await record.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await conflict.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
        Assert.Single((await grace.Http.GetJsonAsync("/api/people"))["people"]!.AsArray());
    }

    [Fact]
    public async Task An_accreditation_is_recorded_and_ends()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var tara = await institute.BringAsync("Tara", InstituteRole.TrainingLead);
        var accreditation = Accreditation();
        using var recorded = await tara.Http.PostJsonAsync($"/api/people/{tara.Id}/accreditations", accreditation);
        using var ended = await tara.Http.PostJsonAsync(
            $"/api/people/{tara.Id}/accreditations/{(Guid)accreditation["accreditationId"]!}/end",
            new { commandId = Guid.CreateVersion7(), on = "2026-08-01", reason = "Retired" });
        var shown = (await tara.Http.GetJsonAsync("/api/people"))["people"]![0]!["accreditations"]![0]!;

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (recorded.StatusCode, ended.StatusCode));
        Assert.Equal(("BACP", "2026-03-01", "2026-08-01"), ((string?)shown["body"], (string?)shown["from"], (string?)shown["until"]));
    }

    [Fact]
    public async Task A_conflict_holds_for_both_and_names_the_groups_they_share_all_the_same()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var leila = await institute.BringAsync("Leila", InstituteRole.Trainee);
        using var ines = await institute.BringAsync("Ines", InstituteRole.Supervisor);
        await institute.FormGroupAsync("Wednesday group", leila.Person, ines.Person);
        var request = new { commandId = Guid.CreateVersion7(), kind = "personal-therapist", with = ines.Id, reason = "Told by Leila" };
        using var declared = await grace.Http.PostJsonAsync($"/api/people/{leila.Id}/conflicts", request);
        var shown = (await grace.Http.GetJsonAsync("/api/people"))["people"]!.AsArray().Single(person => (string?)person!["name"] == "Leila")!["conflicts"]![0]!;
        var queries = test.Shared.Services.GetRequiredService<PeopleQueries>();
        var ofLeila = await queries.ConflictsAsync(institute.Tenant, leila.Person, TestContext.Current.CancellationToken);
        var ofInes = await queries.ConflictsAsync(institute.Tenant, ines.Person, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, declared.StatusCode);
        Assert.Equal(("personal-therapist", "Ines"), ((string?)shown["kind"], (string?)shown["name"]));
        Assert.Equal(["Wednesday group"], shown["sharedGroups"]!.AsArray().Select(group => (string?)group));
        Assert.Equal([new PersonConflict(ines.Person, ConflictKind.PersonalTherapist)], ofLeila);
        Assert.Equal([new PersonConflict(leila.Person, ConflictKind.PersonalTherapist)], ofInes);

        using var withdrawn = await grace.Http.PostJsonAsync($"/api/people/{leila.Id}/conflicts/withdraw", request with { commandId = Guid.CreateVersion7() });
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        Assert.Empty(await queries.ConflictsAsync(institute.Tenant, ines.Person, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_leaves_is_out_of_the_groups_and_sees_nothing_any_more()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var leila = await institute.BringAsync("Leila", InstituteRole.Trainee, InstituteRole.TrainingLead);
        await institute.FormGroupAsync("Wednesday group", leila.Person);
        using var left = await grace.Http.DeleteJsonAsync($"/api/people/{leila.Id}", new { commandId = Guid.CreateVersion7(), reason = "Qualified" });
        using var people = await leila.Http.GetAsync("/api/people", TestContext.Current.CancellationToken);
        using var session = await leila.Http.GetAsync("/api/session", TestContext.Current.CancellationToken);
        using var cases = await leila.Http.GetAsync("/api/cases", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        await people.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        await session.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        await cases.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        Assert.Single((await grace.Http.GetJsonAsync("/api/people"))["people"]!.AsArray());
    }

    [Fact]
    public void Whoever_changes_who_is_there_and_as_what_has_just_shown_who_they_are() => Assert.All(
        new[] { Act.ChangeRoles, Act.EndMembership, Act.Invite, Act.ImportPeople }, act => Assert.True(AccessTable.Of(act).IsFresh));

    private static Task<HttpResponseMessage> ChangeAsync(
        OwnInstitute.Someone by, OwnInstitute.Someone of, string[]? give = null, string[]? take = null, Guid? commandId = null) =>
        by.Http.PostJsonAsync($"/api/people/{of.Id}/roles", new { commandId = commandId ?? Guid.CreateVersion7(), give = give ?? [], take = take ?? [], reason = "Qualified" });

    private static JsonObject Accreditation() => new()
    {
        ["commandId"] = Guid.CreateVersion7(),
        ["accreditationId"] = Guid.CreateVersion7(),
        ["body"] = "BACP",
        ["from"] = "2026-03-01",
    };
}

using System.Net;
using System.Text.Json.Nodes;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Identity;

namespace Supervision.Server.Tests.Features.Institutes;

public sealed class ChangingTheSettings(TestServer test)
{
    [Fact]
    public async Task Every_member_reads_the_name_the_time_zone_and_the_words()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var trainee = await institute.BringAsync("Leila", InstituteRole.Trainee);
        var view = await trainee.Http.GetJsonAsync("/api/institute");

        Assert.Equal(("Riverside", "Europe/London", "client"), ((string?)view["name"], (string?)view["timeZone"], (string?)view["wordForClient"]));
        Assert.False((bool)view["mayChange"]!);
        Assert.Null(view["retention"]);
    }

    [Fact]
    public async Task Those_who_answer_for_it_see_how_long_things_are_kept()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var officer = await institute.BringAsync("Dora", InstituteRole.DataProtectionOfficer);
        var retention = (await officer.Http.GetJsonAsync("/api/institute"))["retention"]!;

        Assert.Equal((12, 3, 84, 84, 0, 24), (
            (int)retention["caseDiscussion"]!, (int)retention["privateNotes"]!, (int)retention["ledger"]!, (int)retention["auditReports"]!,
            (int)retention["associationRounds"]!, (int)retention["accessLog"]!));
    }

    [Fact]
    public async Task The_administrator_changes_them_and_everyone_sees_it()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var administrator = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var trainee = await institute.BringAsync("Leila", InstituteRole.Trainee);
        var request = Settings("Riverbank", "Europe/Dublin", "patient", ["bacp-accredited"]);
        using var changed = await administrator.Http.PutJsonAsync("/api/institute", request);
        var view = await trainee.Http.GetJsonAsync("/api/institute");
        var session = await trainee.Http.GetJsonAsync("/api/session");

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(("Riverbank", "Europe/Dublin", "patient"), ((string?)view["name"], (string?)view["timeZone"], (string?)view["wordForClient"]));
        Assert.Equal(["bacp-accredited"], view["standards"]!.AsArray().Select(each => (string?)each));
        Assert.Equal("Riverbank", (string?)session["institute"]!["name"]);
    }

    [Fact]
    public async Task The_same_command_again_gives_the_first_receipt_and_undoes_nothing()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var administrator = await institute.BringAsync("Grace", InstituteRole.Administrator);
        var request = Settings("Riverbank");
        using var first = await administrator.Http.PutJsonAsync("/api/institute", request);
        using var later = await administrator.Http.PutJsonAsync("/api/institute", Settings("Riverside House"));
        using var second = await administrator.Http.PutJsonAsync("/api/institute", request);

        Assert.Equal((await first.ReadAsync(HttpStatusCode.OK)).ToJsonString(), (await second.ReadAsync(HttpStatusCode.OK)).ToJsonString());
        Assert.Equal("Riverside House", (string?)(await administrator.Http.GetJsonAsync("/api/institute"))["name"]);
        Assert.Equal("Riverside House", (string?)(await administrator.Http.GetJsonAsync("/api/session"))["institute"]!["name"]);
    }

    [Fact]
    public async Task For_everyone_else_there_is_nothing_to_change()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var trainee = await institute.BringAsync("Leila", InstituteRole.Trainee);
        using var answer = await trainee.Http.PutJsonAsync("/api/institute", Settings());

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public void The_standards_that_are_shipped_have_a_name_a_body_and_a_source()
    {
        var all = TrainingStandards.All;

        Assert.Equal("1.0.0", all.Version);
        Assert.Equal(all.Standards.Count, all.Standards.Select(standard => standard.Id).Distinct().Count());
        Assert.All(all.Standards, standard => Assert.DoesNotContain("", new[] { standard.Id, standard.Name, standard.Body, standard.Version, standard.Source }));
        Assert.Contains(all.Standards, standard => standard is { Id: "bacp-accredited", Body: "BACP" });
    }

    [Theory]
    [InlineData("timeZone", "Riverside", "Atlantis/Capital")]
    [InlineData("timeZone", "Riverside", "GMT Standard Time")]
    [InlineData("name", " ", "Europe/London")]
    [InlineData("standards", "Riverside", "Europe/London", "no-such-standard")]
    public async Task Every_field_that_is_wrong_is_named(string field, string name, string timeZone, params string[] standards)
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var administrator = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var answer = await administrator.Http.PutJsonAsync("/api/institute", Settings(name, timeZone, standards: standards));

        Assert.Equal([field], (await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task A_refusal_says_why()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var administrator = await institute.BringAsync("Grace", InstituteRole.Administrator);
        var request = Settings();
        request["retention"]!["ledger"] = 0;
        using var answer = await administrator.Http.PutJsonAsync("/api/institute", request);

        await answer.ReadProblemAsync(HttpStatusCode.Conflict, "retention-out-of-range");
    }

    private static JsonObject Settings(
        string name = "Riverside", string timeZone = "Europe/London", string word = "client", string[]? standards = null) => new()
        {
            ["commandId"] = Guid.CreateVersion7(),
            ["name"] = name,
            ["timeZone"] = timeZone,
            ["wordForClient"] = word,
            ["standards"] = new JsonArray([.. (standards ?? []).Select(standard => JsonValue.Create(standard))]),
            ["retention"] = new JsonObject
            {
                ["caseDiscussion"] = 12,
                ["privateNotes"] = 3,
                ["ledger"] = 84,
                ["auditReports"] = 84,
                ["associationRounds"] = 0,
                ["accessLog"] = 24,
            },
        };
}

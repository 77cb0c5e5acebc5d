using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Supervision.Server.Features.People;
using Supervision.Server.Identity;

namespace Supervision.Server.Tests.Features.Invitations;

public sealed class ImportingPeople(TestServer test)
{
    [Fact]
    public async Task A_dry_run_says_line_by_line_what_would_happen_and_does_nothing()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        var report = await ImportAsync(grace, $"""
            name,email,roles,group
            Kim Ash,kim@institute.example,supervisor; training lead,Wednesday group
            Grace,{grace.Email},administrator,
            Jo Vale,jo@nowhere,trainee,
            Lee Moss,lee@institute.example,dean,
            Kim Again,KIM@institute.example,trainee,
            """, dryRun: true);
        var lines = report["lines"]!.AsArray();

        Assert.True((bool)report["isDryRun"]!);
        Assert.Equal(["invite", "here-already", "wrong", "wrong", "wrong"], lines.Select(line => (string?)line!["verdict"]));
        Assert.Equal([2, 3, 4, 5, 6], lines.Select(line => (int)line!["line"]!));
        Assert.Equal(["supervisor", "training-lead"], lines[0]!["roles"]!.AsArray().Select(role => (string?)role));
        Assert.Contains("email address", (string?)lines[2]!["detail"], StringComparison.Ordinal);
        Assert.Contains("One of the roles is not known", (string?)lines[3]!["detail"], StringComparison.Ordinal);
        Assert.Contains("stands in line 2 already", (string?)lines[4]!["detail"], StringComparison.Ordinal);
        Assert.Equal(["Wednesday group"], report["newGroups"]!.AsArray().Select(group => (string?)group));
        Assert.Empty((await grace.Http.GetJsonAsync("/api/invitations"))["invitations"]!.AsArray());
    }

    [Fact]
    public async Task Fifty_people_are_invited_in_one_go_and_the_same_list_again_adds_nothing()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        var list = new StringBuilder("name,email,roles,group\n");
        for (var person = 1; person <= 50; person++)
        {
            list.Append(CultureInfo.InvariantCulture, $"Person {person},person{person}-{institute.Id:n}@institute.example,trainee,Group {person % 5}\n");
        }
        var first = await ImportAsync(grace, list.ToString(), dryRun: false);
        var second = await ImportAsync(grace, list.ToString(), dryRun: false);
        var letters = await Letters.ToAsync(test.Shared, $"person50-{institute.Id:n}@institute.example");

        Assert.Equal((50, 0), ((int)first["invited"]!, (int)second["invited"]!));
        Assert.Equal(5, first["newGroups"]!.AsArray().Count);
        Assert.All(second["lines"]!.AsArray(), line => Assert.Equal("invited-already", (string?)line!["verdict"]));
        Assert.Equal(50, (await grace.Http.GetJsonAsync("/api/invitations"))["invitations"]!.AsArray().Count);
        Assert.Single(letters);
    }

    [Fact]
    public async Task Nobody_is_invited_while_a_line_is_wrong()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var answer = await SendAsync(grace, "name,email,roles\nKim Ash,kim@institute.example,trainee\nJo Vale,jo,trainee", dryRun: false);

        await answer.ReadProblemAsync(HttpStatusCode.Conflict, "lines-wrong");
        Assert.Empty((await grace.Http.GetJsonAsync("/api/invitations"))["invitations"]!.AsArray());
    }

    [Theory]
    [InlineData("name,email\nKim,kim@example.org", "Line 1: The first line must name the columns")]
    [InlineData("name,email,roles\nKim,kim@example.org", "Line 2: The line has another number of columns")]
    [InlineData("name,email,roles\n", "Line 1: The file names no one")]
    public async Task A_file_that_cannot_be_read_names_the_line_and_what_to_do(string file, string sentence)
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var answer = await SendAsync(grace, file, dryRun: true);

        Assert.StartsWith(sentence, (string?)(await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]!["file"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_text_is_refused() =>
        Assert.Equal(1, Assert.IsType<PeopleCsvReading.Malformed>(PeopleCsv.Read([0xff, 0xfe, 0x41])).Line);

    [Fact]
    public void A_file_holds_at_most_five_hundred()
    {
        var rows = string.Concat(Enumerable.Range(1, 501).Select(n => string.Create(CultureInfo.InvariantCulture, $"Person {n},p{n}@example.org,trainee\n")));

        Assert.Equal(502, Assert.IsType<PeopleCsvReading.Malformed>(PeopleCsv.Read(Encoding.UTF8.GetBytes($"name,email,roles\n{rows}"))).Line);
    }

    [Theory]
    [InlineData(" ,kim@example.org,trainee", "Give the person a name")]
    [InlineData("Kim,kim@example.org,", "Give the person a role")]
    public void A_line_that_is_wrong_says_what_to_do(string line, string sentence)
    {
        var read = Assert.IsType<PeopleCsvReading.Read>(PeopleCsv.Read(Encoding.UTF8.GetBytes($"\uFEFFName,Email,Roles\n{line}\n")));

        Assert.StartsWith(sentence, Assert.Single(read.Lines).Fault, StringComparison.Ordinal);
    }

    private static async Task<JsonObject> ImportAsync(OwnInstitute.Someone by, string file, bool dryRun)
    {
        using var answer = await SendAsync(by, file, dryRun);
        return await answer.ReadAsync(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> SendAsync(OwnInstitute.Someone by, string file, bool dryRun)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(dryRun ? "true" : "false"), "dryRun" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "people.csv" },
        };
        return by.Http.PostAsync("/api/people/import", form, TestContext.Current.CancellationToken);
    }
}

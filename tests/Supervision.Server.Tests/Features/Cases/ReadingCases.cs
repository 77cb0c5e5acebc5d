using System.Net;
using System.Text.Json.Nodes;
using Supervision.Server.Demonstration;

namespace Supervision.Server.Tests.Features.Cases;

public sealed class ReadingCases(TestServer test)
{
    private static readonly string Heron = $"/api/cases/{DemonstrationInstitute.Of(0x21)}";
    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task A_member_finds_the_cases_of_the_group()
    {
        using var client = await _server.SignInAsync("jonas");
        var cases = (await client.GetJsonAsync("/api/cases"))["cases"]!.AsArray();
        var lucy = Assert.Single(cases, each => (string?)each!["title"] == "Lucy R.")!;

        Assert.Equal("Ines Halloran", (string?)lucy["openedBy"]);
        Assert.Equal("Tuesday group", (string?)lucy["groupName"]);
        Assert.Equal(33_553, (int)lucy["characters"]!);
        Assert.Equal((string?)lucy["openedAt"], (string?)lucy["lastActivityAt"]);
        Assert.Contains(cases, each => (string?)each!["title"] == "Heron");
    }

    [Fact]
    public async Task The_newest_activity_comes_first()
    {
        using var client = await _server.SignInAsync("jonas");
        var times = (await client.GetJsonAsync("/api/cases"))["cases"]!.AsArray().Select(each => (DateTimeOffset)each!["lastActivityAt"]!).ToList();

        Assert.Equal(times.OrderDescending(), times);
    }

    [Fact]
    public async Task A_case_comes_with_its_text_its_blocks_and_its_people()
    {
        using var client = await _server.SignInAsync("jonas");
        var heron = await client.GetJsonAsync(Heron);
        var text = (string)heron["text"]!;
        var second = heron["blocks"]!.AsArray()[1]!;
        var people = heron["people"]!.AsArray();

        Assert.Equal("What I want from the group", text[(int)second["start"]!..(int)second["end"]!]);
        Assert.Equal("heading", (string?)second["kind"]);
        Assert.Equal(6, people.Count);
        Assert.Equal(["supervisor", "presenter", "member"], people.Select(person => (string?)person!["role"]).Distinct());
        Assert.Equal("Leila Haddad", (string?)people.Single(person => (string?)person!["role"] == "presenter")!["name"]);
        Assert.Equal((string?)people.Single(person => (string?)person!["initials"] == "JL")!["id"], (string?)heron["you"]);
        Assert.False(heron.ContainsKey("source"));
    }

    [Fact]
    public async Task A_published_text_says_where_it_comes_from()
    {
        using var client = await _server.SignInAsync("jonas");

        Assert.Contains("Brill", (string?)(await client.GetJsonAsync($"/api/cases/{DemonstrationInstitute.Of(0x22)}"))["source"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_sees_no_case_and_does_not_learn_that_there_is_one()
    {
        using var client = await _server.SignInAsync("ruth");
        using var known = await client.GetAsync(Heron, TestContext.Current.CancellationToken);
        using var unknown = await client.GetAsync($"/api/cases/{Guid.CreateVersion7()}", TestContext.Current.CancellationToken);
        var (one, other) = (await known.ReadProblemAsync(HttpStatusCode.NotFound, "not-found"), await unknown.ReadProblemAsync(HttpStatusCode.NotFound, "not-found"));

        Assert.Empty((await client.GetJsonAsync("/api/cases"))["cases"]!.AsArray());
        Assert.Equal(Without("traceId", one), Without("traceId", other));
    }

    [Fact]
    public async Task Who_leaves_the_group_loses_its_cases()
    {
        await using var server = await test.StartAsync();
        using var client = await server.SignInAsync("tomasz");
        await client.GetJsonAsync(Heron);
        using var left = await client.PostJsonAsync($"/api/groups/{DemonstrationInstitute.Tuesday}/leave", new { commandId = Guid.CreateVersion7() });
        await left.ReadAsync(HttpStatusCode.OK);
        using var after = await client.GetAsync(Heron, TestContext.Current.CancellationToken);

        await after.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Empty((await client.GetJsonAsync("/api/cases"))["cases"]!.AsArray());
    }

    [Fact]
    public async Task An_id_that_is_none_is_not_found()
    {
        using var client = await _server.SignInAsync("jonas");
        using var answer = await client.GetAsync("/api/cases/heron", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    private static string Without(string member, JsonObject problem)
    {
        problem.Remove(member);
        return problem.ToJsonString();
    }
}

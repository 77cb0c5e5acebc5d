using System.Net;

namespace Supervision.Server.Tests.Http;

public sealed class Limits(TestServer test)
{
    [Fact]
    public async Task One_person_may_not_ask_for_more_than_a_share()
    {
        await using var server = await test.StartAsync("--Supervision:Limits:PersonPerMinute=5");
        using var client = await server.SignInAsync("leila");
        using var other = await server.SignInAsync("jonas");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.GetAsync("/api/session", TestContext.Current.CancellationToken)));
        var rejected = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();

        Assert.NotEmpty(rejected);
        await rejected[0].ReadProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal(TimeSpan.FromSeconds(60), rejected[0].Headers.RetryAfter?.Delta);
        await other.GetJsonAsync("/api/session");
    }

    [Fact]
    public async Task Signing_in_is_limited_by_address()
    {
        await using var server = await test.StartAsync("--Supervision:Limits:SignInsPerMinute=3");
        using var client = server.Visitor();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            n => client.PostJsonAsync("/api/session", new { email = $"guess{n}@demonstration.example", password = "x" })));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
    }
}

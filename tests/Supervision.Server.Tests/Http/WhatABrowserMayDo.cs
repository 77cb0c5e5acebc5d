using System.Net;

namespace Supervision.Server.Tests.Http;

public sealed class WhatABrowserMayDo(TestServer test)
{
    private readonly RunningServer _server = test.Shared;

    [Theory]
    [InlineData("/")]
    [InlineData("/cases/any/place/in/the/client")]
    [InlineData("/api/session")]
    [InlineData("/assets/no-such-file.js")]
    public async Task Every_answer_allows_only_what_comes_from_here(string path)
    {
        using var client = _server.Visitor();
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Answers_of_the_api_are_kept_by_nobody()
    {
        using var client = await _server.SignInAsync("leila");
        using var answer = await client.GetAsync("/api/cases", TestContext.Current.CancellationToken);

        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task There_is_nothing_else_below_the_api()
    {
        using var client = await _server.SignInAsync("leila");
        using var answer = await client.GetAsync("/api/no/such/thing", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }
}

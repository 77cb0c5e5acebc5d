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

    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/cases/any/place/in/the/client")]
    public async Task A_page_is_not_kept_to_go_back_to_after_signing_out(string path)
    {
        using var client = _server.Visitor();
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Text_says_how_it_is_encoded(string path)
    {
        using var client = _server.Visitor();
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.StartsWith("text/", answer.Content.Headers.ContentType?.MediaType, StringComparison.Ordinal);
        Assert.Equal("utf-8", answer.Content.Headers.ContentType?.CharSet);
    }

    [Fact]
    public async Task Where_the_connection_is_encrypted_it_must_stay_so()
    {
        await using var server = await test.StartAsync("--ForwardedHeaders_Enabled=true", "--Supervision:Demonstration=false");
        using var client = server.Visitor();
        using var plain = await client.GetAsync("/api/session", TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var encrypted = await client.GetAsync("/api/session", TestContext.Current.CancellationToken);

        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal("max-age=31536000; includeSubDomains", encrypted.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task There_is_nothing_else_below_the_api()
    {
        using var client = await _server.SignInAsync("leila");
        using var answer = await client.GetAsync("/api/no/such/thing", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }
}

using System.Net;

namespace Supervision.Server.Tests.Http;

public sealed class ComingFromTheSameSite(TestServer test)
{
    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task A_change_without_our_header_is_refused()
    {
        using var client = _server.Visitor();
        client.DefaultRequestHeaders.Remove("X-Supervision");
        using var answer = await client.DeleteAsync("/api/session", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.Forbidden, "cross-site");
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task A_change_from_elsewhere_is_refused_even_with_it(string header, string value)
    {
        using var client = _server.Visitor();
        client.DefaultRequestHeaders.Add(header, value);
        using var answer = await client.DeleteAsync("/api/session", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.Forbidden, "cross-site");
    }

    [Fact]
    public async Task A_change_from_here_is_taken()
    {
        using var client = _server.Visitor();
        client.DefaultRequestHeaders.Add("Origin", _server.Address.GetLeftPart(UriPartial.Authority));
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await client.DeleteAsync("/api/session", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task Another_port_is_another_origin()
    {
        using var client = _server.Visitor();
        client.DefaultRequestHeaders.Add("Origin", $"http://127.0.0.1:{_server.Address.Port + 1}");
        using var answer = await client.DeleteAsync("/api/session", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.Forbidden, "cross-site");
    }
}

using System.Net;

namespace Supervision.Server.Tests.Features.Codebooks;

public sealed class AskingForTheCodebooks(TestServer test)
{
    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task They_come_with_a_validator_and_not_a_second_time()
    {
        using var client = await _server.SignInAsync("leila");
        using var first = await client.GetAsync("/api/codebooks", TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/codebooks");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(20, (await first.ReadAsync(HttpStatusCode.OK))["codebooks"]!.AsArray().Count);
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true, NoStore: false });
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}

using System.Net;

namespace Supervision.Server.Tests.Hosting;

public sealed class BeingHealthy(TestServer test)
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_server_with_its_database_is_alive_and_ready(string path)
    {
        using var client = test.Shared.Visitor();
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}

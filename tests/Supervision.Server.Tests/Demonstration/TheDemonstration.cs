using System.Net;

namespace Supervision.Server.Tests.Demonstration;

public sealed class TheDemonstration(TestServer test)
{
    [Fact]
    public async Task Tells_its_accounts_to_everyone()
    {
        using var client = test.Shared.Visitor();
        var accounts = (await client.GetJsonAsync("/api/demonstration"))["accounts"]!.AsArray();

        Assert.Equal(10, accounts.Count);
        Assert.Equal(
            ["supervisor", "trainee", "trainee", "trainee", "trainee", "trainee", "auditor", "administrator", "training-lead", "data-protection-officer"], accounts.Select(account => (string?)account!["role"]));
        foreach (var account in accounts)
        {
            using var signedIn = await client.PostJsonAsync("/api/session", new { email = (string?)account!["email"], password = (string?)account["password"] });
            await signedIn.ReadAsync(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Two_nodes_that_start_at_once_plant_it_once()
    {
        var database = $"--ConnectionStrings:Supervision={await test.CreateDatabaseAsync()}";
        var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => test.StartAsync(database)));
        using var client = await nodes[1].SignInAsync("leila");
        var cases = (await client.GetJsonAsync("/api/cases"))["cases"]!.AsArray();
        var heron = await client.GetJsonAsync($"/api/cases/{cases.Single(each => (string?)each!["title"] == "Heron")!["id"]}");

        Assert.Equal(2, cases.Count);
        Assert.Equal(6, heron["people"]!.AsArray().Count);
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Is_not_there_unless_asked_for()
    {
        await using var server = await test.StartAsync("--environment=Production", "--Logging:LogLevel:Default=None");
        using var client = server.Visitor();
        using var answer = await client.GetAsync("/api/demonstration", TestContext.Current.CancellationToken);
        using var signedIn = await client.PostJsonAsync("/api/session", new { email = "ines@demonstration.example", password = "think together" });

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await signedIn.ReadProblemAsync(HttpStatusCode.Unauthorized, "sign-in-failed");
    }
}

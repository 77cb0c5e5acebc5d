using System.Net;
using Supervision.Server.Tests.Hosting.Postgres;
using Supervision.Server.Tests.Live;

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

    [Fact]
    public async Task A_person_has_one_share_of_the_live_room_on_all_connections()
    {
        await using var server = await test.StartAsync("--Supervision:Limits:CallsPerMinute=6");
        await using var one = await Guest.ArriveAsync(server, "leila");
        await using var second = await Guest.ArriveAsync(server.Address, one.Cookie);
        await using var other = await Guest.ArriveAsync(server, "jonas");
        var calls = Enumerable.Range(0, 12).Select(n => (n % 2 == 0 ? one : second).JoinAsync(Guid.CreateVersion7())).ToList();
        var refusals = await Task.WhenAll(calls.Select(async call => (await Assert.ThrowsAsync<HubRefusedException>(() => call)).Message));
        var others = await Assert.ThrowsAsync<HubRefusedException>(() => other.JoinAsync(Guid.CreateVersion7()));

        Assert.Contains(refusals, refusal => refusal.EndsWith("not-found", StringComparison.Ordinal));
        Assert.Contains(refusals, refusal => refusal.EndsWith("too-many-requests", StringComparison.Ordinal));
        Assert.EndsWith("not-found", others.Message, StringComparison.Ordinal);
    }
    [Fact]
    public async Task A_person_has_so_many_connections_at_once_and_no_more()
    {
        await using var server = await test.StartAsync("--Supervision:Limits:ConnectionsPerPerson=2");
        var one = await Guest.ArriveAsync(server, "leila");
        await using var second = await Guest.ArriveAsync(server.Address, one.Cookie);
        await IsInsideAsync(one);
        await IsInsideAsync(second);

        await using var third = await Guest.ArriveAsync(server.Address, one.Cookie);
        await third.Hub.Closed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await using var other = await Guest.ArriveAsync(server, "jonas");
        await IsInsideAsync(other);
        await one.DisposeAsync();

        await Eventually.IsTrueAsync(async () =>
        {
            await using var again = await Guest.ArriveAsync(server.Address, one.Cookie);
            return await Assert.ThrowsAnyAsync<Exception>(() => again.JoinAsync(Guid.CreateVersion7())) is HubRefusedException;
        }, "a place is free again");
    }

    private static async Task IsInsideAsync(Guest guest) =>
        Assert.EndsWith("not-found", (await Assert.ThrowsAsync<HubRefusedException>(() => guest.JoinAsync(Guid.CreateVersion7()))).Message, StringComparison.Ordinal);
}

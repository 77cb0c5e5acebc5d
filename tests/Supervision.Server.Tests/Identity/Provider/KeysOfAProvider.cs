using Supervision.Server.Identity.Providers;

namespace Supervision.Server.Tests.Identity.Provider;

public sealed class KeysOfAProvider
{
    [Fact]
    public async Task Are_asked_for_again_when_an_unknown_one_is_used_at_most_once_a_minute()
    {
        await using var provider = await HostileProvider.StartAsync();
        using var fetching = new ProviderFetching(new() { IsDevelopment = true });
        var clock = new HandSetClock();
        using var documents = new ProviderDocuments(fetching, clock);

        async Task<int> AskAsync(string key)
        {
            await documents.WithKeyAsync(provider.Issuer, key, TestContext.Current.CancellationToken);
            return provider.KeysAsked;
        }

        Assert.Equal(1, await AskAsync("first"));
        Assert.Equal(1, await AskAsync("first"));
        Assert.Equal(2, await AskAsync("forged"));
        Assert.Equal(2, await AskAsync("forged too"));
        clock.Pass(TimeSpan.FromSeconds(59));
        Assert.Equal(2, await AskAsync("forged"));
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(3, await AskAsync("forged"));
        clock.Pass(TimeSpan.FromHours(12));
        Assert.Equal(4, await AskAsync("first"));
    }

    [Fact]
    public async Task A_new_one_is_found_at_once_and_the_old_one_is_gone()
    {
        await using var provider = await HostileProvider.StartAsync();
        using var fetching = new ProviderFetching(new() { IsDevelopment = true });
        using var documents = new ProviderDocuments(fetching, new HandSetClock());
        await documents.OfAsync(provider.Issuer, TestContext.Current.CancellationToken);
        using var old = provider.Key;
        provider.Key = new("second");

        var document = await documents.WithKeyAsync(provider.Issuer, "second", TestContext.Current.CancellationToken);

        Assert.Equal("second", Assert.Single(document.Keys).Kid);
        Assert.Empty(document.KeysFor("first"));
    }

    [Fact]
    public async Task A_provider_that_is_away_is_left_alone_for_a_moment()
    {
        var provider = await HostileProvider.StartAsync();
        var issuer = provider.Issuer;
        await provider.DisposeAsync();
        using var fetching = new ProviderFetching(new() { IsDevelopment = true });
        using var documents = new ProviderDocuments(fetching, new HandSetClock());

        var first = await Assert.ThrowsAsync<ProviderException>(() => documents.OfAsync(issuer, TestContext.Current.CancellationToken));
        var second = await Assert.ThrowsAsync<ProviderException>(() => documents.OfAsync(issuer, TestContext.Current.CancellationToken));

        Assert.NotEqual(first.Message, second.Message);
    }

    private sealed class HandSetClock : TimeProvider
    {
        private DateTimeOffset _now = Someone.Noon;

        public void Pass(TimeSpan time) => _now += time;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}

using System.Threading.RateLimiting;
using Supervision.Server.Http;

namespace Supervision.Server.Tests.Http;

public sealed class LimitingByKey
{
    [Fact]
    public void Each_key_has_a_bucket_of_its_own()
    {
        var limiters = new LimiterByKey<string>(() => Bucket(2));

        Assert.True(Takes(limiters, "one"));
        Assert.True(Takes(limiters, "one"));
        Assert.False(Takes(limiters, "one"));
        Assert.True(Takes(limiters, "other"));
    }

    [Fact]
    public void A_place_is_free_again_when_it_is_given_back()
    {
        var limiters = new LimiterByKey<string>(Places);
        var first = limiters.Take("one");

        Assert.True(first.IsAcquired);
        Assert.False(Takes(limiters, "one"));
        first.Dispose();
        Assert.True(Takes(limiters, "one"));
    }

    [Fact]
    public void What_is_as_good_as_new_is_forgotten_and_what_is_in_use_is_not()
    {
        var limiters = new LimiterByKey<string>(Places, TimeSpan.Zero);
        using var held = limiters.Take("held");
        for (var passing = 0; passing < 50; passing++)
        {
            Assert.True(Takes(limiters, $"passing {passing}"));
        }

        // The one that is held, and the last.
        Assert.Equal(2, limiters.Count);
        Assert.False(Takes(limiters, "held"));
    }

    [Fact]
    public void An_emptied_bucket_is_not_forgotten()
    {
        var limiters = new LimiterByKey<string>(() => Bucket(1), TimeSpan.Zero);

        Assert.True(Takes(limiters, "guessing"));
        Assert.True(Takes(limiters, "other"));
        Assert.False(Takes(limiters, "guessing"));
    }

    // Never filled again while a test lasts.
    private static TokenBucketRateLimiter Bucket(int tokens) => new(new()
    {
        AutoReplenishment = false,
        TokenLimit = tokens,
        TokensPerPeriod = tokens,
        ReplenishmentPeriod = TimeSpan.FromDays(1),
        QueueLimit = 0,
    });

    private static ConcurrencyLimiter Places() => new(new() { PermitLimit = 1, QueueLimit = 0 });

    private static bool Takes(LimiterByKey<string> limiters, string key)
    {
        using var lease = limiters.Take(key);
        return lease.IsAcquired;
    }
}

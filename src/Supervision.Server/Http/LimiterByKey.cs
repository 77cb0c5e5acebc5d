using System.Diagnostics;
using System.Threading.RateLimiting;

namespace Supervision.Server.Http;

/// <summary>
/// A limiter of the framework for each key. The framework's own partitions look at all of theirs ten times a second, each set
/// of them by a timer of its own, and keep a node awake in which nobody is. Here a bucket is filled by whoever takes from it.
/// </summary>
/// <param name="make">The limiter of a new key. If it is replenished, then not by itself.</param>
/// <param name="sweepEvery">How often, at most, those that are as good as new are forgotten. Whoever takes does it.</param>
internal sealed class LimiterByKey<TKey>(Func<RateLimiter> make, TimeSpan sweepEvery)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, RateLimiter> _limiters = [];
    private long _swept = Stopwatch.GetTimestamp();

    public LimiterByKey(Func<RateLimiter> make)
        : this(make, TimeSpan.FromMinutes(1))
    {
    }

    /// <summary>How many keys are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _limiters.Count;
            }
        }
    }

    /// <summary>Takes one, if there is one left. A place is given back with the lease; what a bucket gave is not.</summary>
    public RateLimitLease Take(TKey key)
    {
        // Under the gate, so that no limiter is forgotten between being found and being taken from.
        lock (_gate)
        {
            Sweep();
            if (!_limiters.TryGetValue(key, out var limiter))
            {
                _limiters.Add(key, limiter = make());
            }

            Fill(limiter);
            return limiter.AttemptAcquire();
        }
    }

    private void Sweep()
    {
        if (Stopwatch.GetElapsedTime(_swept) < sweepEvery)
        {
            return;
        }

        _swept = Stopwatch.GetTimestamp();
        foreach (var (key, limiter) in _limiters)
        {
            Fill(limiter);
            if (limiter.IdleDuration is not null)
            {
                _limiters.Remove(key);
                limiter.Dispose();
            }
        }
    }

    private static void Fill(RateLimiter limiter) => (limiter as ReplenishingRateLimiter)?.TryReplenish();
}

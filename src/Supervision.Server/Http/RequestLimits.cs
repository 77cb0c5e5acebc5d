using System.Threading.RateLimiting;

namespace Supervision.Server.Http;

/// <summary>How much one person or one address may ask for; settings below <c>Supervision:Limits</c>.</summary>
internal sealed record RequestLimits
{
    public const int JsonBytes = 2 * 1024 * 1024;
    public const int UploadBytes = 5 * 1024 * 1024;

    /// <summary>Requests of one signed-in person.</summary>
    public int PersonPerMinute { get; init; } = 1_200;

    /// <summary>Calls of one person in the live room; each movement of a selection is one.</summary>
    public int CallsPerMinute { get; init; } = 6_000;

    /// <summary>Connections of one person to the live room of a node at once; each tab has one.</summary>
    public int ConnectionsPerPerson { get; init; } = 100;

    /// <summary>Requests from one address; a whole institute may share one.</summary>
    public int AddressPerMinute { get; init; } = 6_000;

    /// <summary>Attempts to sign in from one address; a group that starts together must get in.</summary>
    public int SignInsPerMinute { get; init; } = 60;

    /// <summary>So many at once, and as many in each minute. Filled by whoever takes from it: see <see cref="LimiterByKey{TKey}"/>.</summary>
    public static RateLimiter Bucket(int perMinute) => new TokenBucketRateLimiter(new()
    {
        AutoReplenishment = false,
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    });
}

using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Supervision.Server.Http;

/// <summary>How much one person or one address may ask for; settings below <c>Supervision:Limits</c>.</summary>
internal sealed record RequestLimits
{
    public const string SignIn = "sign-in";

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

    public void Apply(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "60";
            return new(Problems.WriteAsync(context.HttpContext, Problems.Details(StatusCodes.Status429TooManyRequests)));
        };
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(context => IsCounted(context) ? Partition($"address {AddressOf(context)}", AddressPerMinute) : Free()),
            PartitionedRateLimiter.Create<HttpContext, string>(context =>
                context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } person ? Partition($"person {person}", PersonPerMinute) : Free()));
        options.AddPolicy(SignIn, context => Partition(AddressOf(context), SignInsPerMinute));
    }

    private static bool IsCounted(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase);

    public static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };

    private static RateLimitPartition<string> Partition(string key, int perMinute) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(perMinute));

    private static RateLimitPartition<string> Free() => RateLimitPartition.GetNoLimiter("");

    // Whoever holds an IPv6 network holds 2^64 addresses.
    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } address => new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]).ToString(),
        var address => address.MapToIPv4().ToString(),
    };
}

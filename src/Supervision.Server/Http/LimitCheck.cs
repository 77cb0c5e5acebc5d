using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using Supervision.Server.Hosting;

namespace Supervision.Server.Http;

/// <summary>An endpoint at which somebody could guess: its requests count as attempts to sign in.</summary>
internal sealed record Guessable;

/// <summary>Refuses what is more than one address or one person may ask for.</summary>
internal sealed class LimitCheck(RequestDelegate next, ServerSettings settings)
{
    private readonly LimiterByKey<string> _ofAddresses = new(() => RequestLimits.Bucket(settings.Limits.AddressPerMinute));
    private readonly LimiterByKey<string> _ofPeople = new(() => RequestLimits.Bucket(settings.Limits.PersonPerMinute));
    private readonly LimiterByKey<string> _ofSignIns = new(() => RequestLimits.Bucket(settings.Limits.SignInsPerMinute));

    public Task InvokeAsync(HttpContext context) => IsWithin(context) ? next(context) : RefuseAsync(context);

    private bool IsWithin(HttpContext context) =>
        (!IsCounted(context.Request) || Takes(_ofAddresses, AddressOf(context)))
        && (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is not { } person || Takes(_ofPeople, person))
        && (context.GetEndpoint()?.Metadata.GetMetadata<Guessable>() is null || Takes(_ofSignIns, AddressOf(context)));

    private static bool Takes(LimiterByKey<string> limiters, string key)
    {
        using var lease = limiters.Take(key);
        return lease.IsAcquired;
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "60";
        return Problems.WriteAsync(context, Problems.Details(StatusCodes.Status429TooManyRequests));
    }

    private static bool IsCounted(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase);

    // Whoever holds an IPv6 network holds 2^64 addresses.
    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } address => new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]).ToString(),
        var address => address.MapToIPv4().ToString(),
    };
}

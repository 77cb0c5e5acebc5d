using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;
using Supervision.Server.Hosting;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Annotations.Live;

/// <summary>
/// How many connections one person may hold, and how much ask of the hub on all of them: the limit on requests sees only the
/// opening of each.
/// </summary>
internal sealed class LiveLimits(LiveConnections connections, ServerSettings settings) : IHubFilter
{
    private readonly LimiterByKey<PersonId> _connections = new(
        () => new ConcurrencyLimiter(new() { PermitLimit = settings.Limits.ConnectionsPerPerson, QueueLimit = 0 }));

    private readonly LimiterByKey<PersonId> _calls = new(() => RequestLimits.Bucket(settings.Limits.CallsPerMinute));

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var connection = connections[context.Context.ConnectionId];
        var place = connection.Place = _connections.Take(connection.Viewer.Person);
        try
        {
            await (place.IsAcquired ? next(context) : throw new HubException("too-many-connections"));
        }
        catch
        {
            // The framework tells nobody that a connection has gone which never quite came.
            place.Dispose();
            throw;
        }
    }

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        using var lease = _calls.Take(connections[invocationContext.Context.ConnectionId].Viewer.Person);
        return lease.IsAcquired ? await next(invocationContext) : throw new HubException("too-many-requests");
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        connections[context.Context.ConnectionId].Place?.Dispose();
        return next(context, exception);
    }
}

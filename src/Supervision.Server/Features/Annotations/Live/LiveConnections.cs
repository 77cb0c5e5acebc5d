using System.Collections.Concurrent;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Net.Http.Headers;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Identity.SignedIn;

namespace Supervision.Server.Features.Annotations.Live;

/// <summary>
/// The connections of this node. A message to many is encoded once, and nobody waits for anybody: the framework's own way
/// of sending to a group holds all of them, and the log, until the slowest has taken it.
/// </summary>
internal sealed class LiveConnections(OpenSessions sessions, ILogger<DefaultHubLifetimeManager<LiveHub>> logger)
    : DefaultHubLifetimeManager<LiveHub>(logger)
{
    private readonly ConcurrentDictionary<string, LiveConnection> _connections = new(StringComparer.Ordinal);

    public int Count => _connections.Count;

    public LiveConnection this[string connectionId] => _connections[connectionId];

    public LiveConnection? Find(string connectionId) => _connections.GetValueOrDefault(connectionId);

    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        var known = _connections[connection.ConnectionId] = new(connection, Viewer.Of(connection.User));
        await base.OnConnectedAsync(connection);
        ForgetRequest(connection);
        // It may have ended after it was looked at and before the connection could be found here.
        if (known.Session is { } session && (await sessions.AmongAsync([session], connection.ConnectionAborted)).Count == 0)
        {
            known.Cut();
        }
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        _connections.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }

    /// <summary>The sessions that connections came with.</summary>
    public HashSet<Guid> Sessions() => [.. _connections.Values.Select(connection => connection.Session).OfType<Guid>()];

    /// <summary>Cuts off those who came with one of the sessions.</summary>
    public void Cut(HashSet<Guid> ended) => Cut(connection => connection.Session is { } session && ended.Contains(session));

    /// <summary>Cuts off all tabs of a person at one institute.</summary>
    public void Cut(Viewer viewer) => Cut(connection => connection.Viewer == viewer);

    /// <summary>Whoever is cut off comes back as whoever they are then, if anyone.</summary>
    public void Cut(Func<LiveConnection, bool> which)
    {
        foreach (var (_, connection) in _connections)
        {
            if (which(connection))
            {
                connection.Cut();
            }
        }
    }

    public void SendToAll(SerializedHubMessage message)
    {
        foreach (var (_, connection) in _connections)
        {
            connection.Send(message);
        }
    }

    // The request lives as long as its connection does, and has no more use for what it came with: the hub has taken over whose it is.
    private static void ForgetRequest(HubConnectionContext connection)
    {
        if (connection.GetHttpContext() is { } http)
        {
            http.Request.Headers.Remove(HeaderNames.Cookie);
            http.Features.Set<IRequestCookiesFeature>(null);
            http.Features.Set<IAuthenticateResultFeature>(null);
            http.Features.Set<IHttpAuthenticationFeature>(null);
        }
    }
}

/// <summary>One tab of one person.</summary>
internal sealed class LiveConnection(HubConnectionContext connection, Viewer viewer)
{
    // A client this many messages behind is cut off. It comes back, and gets what it missed from the table.
    private const int MostBehind = 256;

    private int _behind;

    public string Id => connection.ConnectionId;

    public Viewer Viewer => viewer;

    /// <summary>Null for whoever did not come with a session cookie.</summary>
    public Guid? Session { get; } = SessionClaims.SessionOf(connection.User);

    public ClaimsPrincipal User => connection.User;

    /// <summary>Its place among as many as one person may hold.</summary>
    public RateLimitLease? Place { get; set; }

    /// <summary>The cases that are open in it.</summary>
    public ConcurrentDictionary<CaseId, byte> Cases { get; } = new(concurrencyLevel: 1, capacity: 1);

    public static SerializedHubMessage Message(string method, object argument) => new(new InvocationMessage(method, [argument]));

    /// <summary>Sends without waiting; messages arrive in the order of the calls.</summary>
    public void Send(SerializedHubMessage message)
    {
        var writing = connection.WriteAsync(message);
        if (writing.IsCompleted)
        {
            // The connection's own reading loop learns of a broken transport; here there is nothing to do.
            _ = writing.AsTask().Exception;
            return;
        }

        if (Interlocked.Increment(ref _behind) > MostBehind)
        {
            connection.Abort();
        }

        _ = FinishAsync(writing.AsTask());
    }

    /// <summary>Sends and waits until the client takes it.</summary>
    public ValueTask SendAsync(SerializedHubMessage message, CancellationToken cancellationToken) => connection.WriteAsync(message, cancellationToken);

    public void Cut() => connection.Abort();

    private async Task FinishAsync(Task writing)
    {
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _behind);
    }
}

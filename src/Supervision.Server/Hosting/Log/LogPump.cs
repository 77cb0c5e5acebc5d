using Supervision.EventStore;
using Supervision.EventStore.Following;

namespace Supervision.Server.Hosting.Log;

/// <summary>Learns what this node reads from the log. Called for one batch after another, never at once.</summary>
internal interface ILogListener
{
    ValueTask HearAsync(LogBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// The log is followed, or no longer: what is sent while it is not, and not stored, is lost. Told of each change, however short,
    /// and beside what is being heard.
    /// </summary>
    void Connected(bool isConnected)
    {
    }
}

/// <summary>
/// The one follower of a node: reads the log and hands it to the listeners. What has piled up is handed over together, so
/// that a burst costs each room one message.
/// </summary>
internal sealed class LogPump(PostgresEventStore store, IEnumerable<ILogListener> listeners, ILogger<LogPump> logger) : BackgroundService
{
    private const int MaximumEvents = 1_000;
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(10);

    private readonly ILogListener[] _listeners = [.. listeners];
    private LogFollower? _follower;

    public bool IsConnected => _follower?.IsConnected ?? false;

    public string? Means => _follower?.Means;

    /// <summary>
    /// Begins to follow before the server takes its first request, so that nobody enters a room that hears nothing. A
    /// transaction that somebody holds open can delay the log; the server then starts all the same, and is not ready.
    /// </summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _follower = await store.FollowAsync(from: null, Connected, cancellationToken);
        await Task.WhenAny(_follower.Started, Task.Delay(StartsWithin, cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var follower = _follower!;
        try
        {
            while (await follower.Batches.WaitToReadAsync(stoppingToken))
            {
                while (Take(follower) is { } batch)
                {
                    await TellAsync(batch, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogMessages.Stopped(logger);
        }
    }

    // One listener's fault must not keep the others from hearing, nor end the node.
    private async Task TellAsync(LogBatch batch, CancellationToken stoppingToken)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                await listener.HearAsync(batch, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogMessages.NotHeard(logger, listener.GetType().Name, fault.GetType().Name);
            }
        }
    }

    private void Connected(bool isConnected)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener.Connected(isConnected);
            }
            catch (Exception fault)
            {
                LogMessages.NotHeard(logger, listener.GetType().Name, fault.GetType().Name);
            }
        }
    }

    private static LogBatch? Take(LogFollower follower)
    {
        if (!follower.Batches.TryRead(out var first))
        {
            return null;
        }

        if (!follower.Batches.TryPeek(out _))
        {
            return first;
        }

        var (events, messages) = (new List<EventStore.Events.StoredEvent>(first.Events), new List<EphemeralMessage>(first.Messages));
        while (events.Count < MaximumEvents && messages.Count < MaximumEvents && follower.Batches.TryRead(out var next))
        {
            events.AddRange(next.Events);
            messages.AddRange(next.Messages);
        }

        return new(events, messages);
    }
}

internal static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Debug, "The log is no longer followed")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(2, LogLevel.Error, "{Listener} failed on a part of the log: {Fault}")]
    public static partial void NotHeard(ILogger logger, string listener, string fault);
}

using Supervision.EventStore.Following;
using Supervision.Server.Hosting.Log;
using Supervision.Server.Identity.SignedIn;

namespace Supervision.Server.Features.Annotations.Live;

/// <summary>
/// Cuts the connections of sessions that have ended, on whichever node they ended. What a node may have missed it finds by
/// looking for itself: when it hears the log again, and now and then.
/// </summary>
internal sealed class SignedOut(OpenSessions sessions, LiveConnections connections, TimeProvider time) : ILogListener
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(30);

    private long _looked = time.GetTimestamp();
    private volatile bool _look;

    public void Connected(bool isConnected) => _look |= isConnected;

    public async ValueTask HearAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        var ended = batch.Messages.Where(message => message.Topic == OpenSessions.Topic)
            .SelectMany(message => message.Content.Split(' ').Select(Guid.Parse)).ToHashSet();
        if (ended.Count > 0)
        {
            sessions.Forget(ended);
            connections.Cut(ended);
        }

        if (_look || time.GetElapsedTime(_looked) >= LooksEvery)
        {
            var connected = connections.Sessions();
            var open = connected.Count == 0 ? [] : await sessions.AmongAsync(connected, cancellationToken);
            connections.Cut(connected.Except(open).ToHashSet());
            (_look, _looked) = (false, time.GetTimestamp());
        }
    }
}

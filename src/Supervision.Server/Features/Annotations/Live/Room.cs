using Microsoft.AspNetCore.SignalR;
using Supervision.Server.Features.Cases;

namespace Supervision.Server.Features.Annotations.Live;

/// <summary>
/// One case on one node. A connection that enters is first brought up to date from the table; what arrives live
/// meanwhile waits for it here, and is sent when that is done. All sending happens inside the gate, which keeps its order.
/// </summary>
internal sealed class Room
{
    private readonly Lock _gate = new();
    private readonly Dictionary<LiveConnection, List<Change>> _catchingUp = [];
    private readonly HashSet<LiveConnection> _live = [];
    private bool _isClosed;

    // Whether everyone who is live has been sent changes since they were last told up to when all is kept.
    private bool _hasSpoken;

    /// <summary>False when the room has been closed for want of anyone in it.</summary>
    public bool TryEnter(LiveConnection connection)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _live.Remove(connection);
                _catchingUp[connection] = [];
            }

            return !_isClosed;
        }
    }

    /// <summary>True when nobody is left, and the room closed.</summary>
    public bool Leave(LiveConnection connection)
    {
        lock (_gate)
        {
            _catchingUp.Remove(connection);
            _live.Remove(connection);
            return _isClosed = _live.Count + _catchingUp.Count == 0;
        }
    }

    public LiveConnection[] Inside()
    {
        lock (_gate)
        {
            return [.. _live, .. _catchingUp.Keys];
        }
    }

    /// <summary>Sends what arrived after the version while catching up; from then on the connection hears everything live.</summary>
    public long GoLive(LiveConnection connection, CaseId @case, long version)
    {
        lock (_gate)
        {
            if (!_catchingUp.Remove(connection, out var waiting))
            {
                return version;
            }

            waiting.RemoveAll(c => c.Version <= version);
            _live.Add(connection);
            _hasSpoken = false;
            if (waiting.Count == 0)
            {
                return version;
            }

            connection.Send(LiveConnection.Message(LiveMethods.Changes, new ChangesMessage(@case, waiting[0].Version - 1, waiting[^1].Version, waiting)));
            return waiting[^1].Version;
        }
    }

    /// <summary>Sends changes, which follow each other, to everyone.</summary>
    public void Send(CaseId @case, List<Change> changes)
    {
        lock (_gate)
        {
            foreach (var waiting in _catchingUp.Values)
            {
                waiting.AddRange(changes);
            }

            if (_live.Count > 0)
            {
                SendLive(LiveConnection.Message(LiveMethods.Changes, new ChangesMessage(@case, changes[0].Version - 1, changes[^1].Version, changes)));
                _hasSpoken = true;
            }
        }
    }

    /// <summary>
    /// Tells up to when all is kept, unless changes have said so since the last time. Whoever is being brought up to date is
    /// told later: for them it is not true yet.
    /// </summary>
    /// <returns>How many were told.</returns>
    public int TellKept(CaseId @case, DateTimeOffset at)
    {
        lock (_gate)
        {
            var told = _hasSpoken ? 0 : _live.Count;
            _hasSpoken = false;
            if (told > 0)
            {
                SendLive(LiveConnection.Message(LiveMethods.Kept, new KeptMessage(@case, at)));
            }

            return told;
        }
    }

    public void Send(SerializedHubMessage message)
    {
        lock (_gate)
        {
            SendLive(message);
        }
    }

    private void SendLive(SerializedHubMessage message)
    {
        foreach (var connection in _live)
        {
            connection.Send(message);
        }
    }
}

using System.Collections.Concurrent;
using Supervision.EventStore;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Events;
using Supervision.EventStore.Following;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Features.Annotations.Live;

internal readonly record struct RoomKey(string Tenant, CaseId Case);

/// <summary>
/// The rooms of this node: who has which case open, and what they are sent. What is sent comes from the log and from
/// nowhere else, so all nodes send the same in the same order.
/// </summary>
internal sealed class Rooms(
    PostgresEventStore store, AnnotationQueries annotations, CachedAccess cachedAccess, AccessControl access, TimeProvider time) : ILogListener
{
    private const int ToldAtOnce = 64;

    private readonly ConcurrentDictionary<RoomKey, Room> _rooms = [];

    // What has changed access, by stream and version. It stays until everyone inside has been looked at: a database that is
    // away for a moment must not leave anyone in.
    private readonly Dictionary<StreamKey, long> _accessChanges = [];

    /// <summary>What to do when a tab has left a case, or was made to.</summary>
    public Action<LiveConnection, CaseId> OnLeft { get; set; } = static (_, _) => { };

    public void Connected(bool isConnected)
    {
        cachedAccess.Forget();
        cachedAccess.IsTrusted = isConnected;
    }

    public async ValueTask HearAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        var changes = new Dictionary<RoomKey, List<StoredEvent>>();
        foreach (var stored in batch.Events)
        {
            if (stored.Type.StartsWith("annotation_", StringComparison.Ordinal))
            {
                Collect(stored, changes);
            }
            else if (stored.Type.StartsWith("group_", StringComparison.Ordinal))
            {
                _accessChanges[stored.Stream] = stored.Version;
            }
            else if (stored.Data is CaseEvent.SteppedOut or CaseEvent.Closed or CaseEvent.Reopened)
            {
                _accessChanges[stored.Stream] = stored.Version;
            }
            else if (stored.Data is CaseEvent.Erased)
            {
                CloseForAll(new(stored.Stream.Tenant, new(stored.Stream.Id)), "erased");
            }
        }

        if (_accessChanges.Count > 0)
        {
            await UntilReadableAsync(cancellationToken);
            cachedAccess.Forget();
            await TellEveryoneAsync(cancellationToken);
            _accessChanges.Clear();
        }

        foreach (var (key, stored) in changes)
        {
            if (_rooms.TryGetValue(key, out var room))
            {
                await ShowAsync(key, room, stored, cancellationToken);
            }
        }
    }

    /// <summary>Sends the connection what follows the version, then live, without a gap and nothing twice.</summary>
    /// <returns>
    /// The version the connection has been brought to; less than <paramref name="since"/> if there never was such a one. Null
    /// when access has ended meanwhile. And the case and its group as they were once the connection stood in the room.
    /// </returns>
    public async Task<(long Version, CaseAccess To)?> JoinAsync(LiveConnection connection, CaseId @case, long since, CancellationToken cancellationToken)
    {
        var key = new RoomKey(connection.Viewer.Tenant, @case);
        Room room;
        // A room that was emptied at this very moment is closed, and another takes its place.
        do
        {
            room = _rooms.GetOrAdd(key, _ => new Room());
        }
        while (!room.TryEnter(connection));

        connection.Cases[@case] = 0;
        // Whoever lost access before standing in the room was not found there when it was closed to them.
        if (await cachedAccess.ToCaseAsync(connection.Viewer, @case, Act.ReadCase, cancellationToken) is not Answer<CaseAccess>.Granted { To: var allowed })
        {
            Leave(connection, @case);
            return null;
        }

        var version = since;
        await foreach (var page in annotations.PagesAsync(key.Tenant, @case, since, cancellationToken))
        {
            if (!connection.Cases.ContainsKey(@case))
            {
                return null;
            }

            var message = LiveConnection.Message(LiveMethods.Changes, new ChangesMessage(@case, version, page[^1].Version, page));
            await connection.SendAsync(message, cancellationToken);
            version = page[^1].Version;
        }

        if (version == since && since > 0)
        {
            version = Math.Min(since, await annotations.VersionAsync(key.Tenant, @case, cancellationToken));
        }

        return (room.GoLive(connection, @case, version), allowed);
    }

    public void Leave(LiveConnection connection, CaseId @case)
    {
        connection.Cases.TryRemove(@case, out _);
        var key = new RoomKey(connection.Viewer.Tenant, @case);
        if (_rooms.TryGetValue(key, out var room) && room.Leave(connection))
        {
            _rooms.TryRemove(new(key, room));
        }

        OnLeft(connection, @case);
    }

    /// <summary>Sends a message to everyone who has the case open on this node.</summary>
    public void Send(RoomKey key, string method, object argument)
    {
        if (_rooms.TryGetValue(key, out var room))
        {
            room.Send(LiveConnection.Message(method, argument));
        }
    }

    /// <summary>
    /// Tells everyone on this node that what was committed up to then has been sent. Some at a time: told all at once, each
    /// connection would hold memory for it at the same time, and what comes behind would wait until all have been told.
    /// </summary>
    public async Task TellKeptAsync(DateTimeOffset at)
    {
        var told = 0;
        foreach (var (key, room) in _rooms)
        {
            told += room.TellKept(key.Case, at);
            if (told >= ToldAtOnce)
            {
                told = 0;
                await Task.Yield();
            }
        }
    }

    private void Collect(StoredEvent stored, Dictionary<RoomKey, List<StoredEvent>> changes)
    {
        var key = new RoomKey(stored.Stream.Tenant, AnnotationStream.CaseOf(stored.Stream));
        if (!_rooms.ContainsKey(key))
        {
            return;
        }

        if (!changes.TryGetValue(key, out var ofCase))
        {
            changes.Add(key, ofCase = []);
        }

        ofCase.Add(stored);
    }

    // Whoever could not be shown something must not be told that it was sent: cut off, they come back and catch up.
    private async Task ShowAsync(RoomKey key, Room room, List<StoredEvent> stored, CancellationToken cancellationToken)
    {
        try
        {
            room.Send(key.Case, await annotations.ShownAsync(key.Tenant, key.Case, stored, cancellationToken));
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            foreach (var connection in room.Inside())
            {
                connection.Cut();
            }
        }
    }

    private void CloseForAll(RoomKey key, string code)
    {
        if (!_rooms.TryGetValue(key, out var room))
        {
            return;
        }

        foreach (var connection in room.Inside())
        {
            Leave(connection, key.Case);
            connection.Send(LiveConnection.Message(LiveMethods.Closed, new ClosedMessage(key.Case, code)));
        }
    }

    private async Task UntilReadableAsync(CancellationToken cancellationToken)
    {
        foreach (var (stream, version) in _accessChanges)
        {
            await store.UntilReadableAsync(stream, version, time, cancellationToken);
        }
    }

    // Those who are outside now that the case is closed to them, and those inside, that it is written in no more, or again.
    private async Task TellEveryoneAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, room) in _rooms)
        {
            // In this order: whoever came in meanwhile may have been let into the group meanwhile.
            var inside = room.Inside();
            var (header, group) = await access.FindAsync(key.Tenant, key.Case, cancellationToken);
            foreach (var connection in inside)
            {
                if (AccessRules.ToCase(header, group, connection.Viewer.Person, Act.ReadCase) is Answer<CaseAccess>.Granted { To: var allowed })
                {
                    if (_accessChanges.ContainsKey(new(key.Tenant, key.Case.Value)) || _accessChanges.ContainsKey(new(key.Tenant, allowed.Group.Id.Value)))
                    {
                        connection.Send(LiveConnection.Message(LiveMethods.Standing, new StandingMessage(key.Case, CaseEnd.Of(allowed.Case, allowed.Group)?.At)));
                    }
                }
                else
                {
                    Leave(connection, key.Case);
                    // By the case and not by what was heard: another change may have led here before their own has come.
                    var code = header?.HasSteppedOut(connection.Viewer.Person) is true ? "stepped-out" : "no-longer-a-member";
                    connection.Send(LiveConnection.Message(LiveMethods.Closed, new ClosedMessage(key.Case, code)));
                }
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Supervision.EventStore;
using Supervision.EventStore.Following;
using Supervision.Server.Features.Cases;
using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Features.Annotations.Live;

/// <summary>What nodes tell each other of presence. Travels through the log and is stored nowhere.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Beat), "b")]
[JsonDerivedType(typeof(Here), "h")]
[JsonDerivedType(typeof(Gone), "g")]
[JsonDerivedType(typeof(Ask), "a")]
internal abstract record PresenceSignal(string Node)
{
    /// <summary>The node lives, and so does all it has told.</summary>
    internal sealed record Beat(string Node, DateTimeOffset At) : PresenceSignal(Node);

    internal sealed record Here(string Node, string Tab, string Tenant, CaseId Case, PersonId Person, DateTimeOffset At, TextRange? Reading, TextRange? Selection) : PresenceSignal(Node);

    internal sealed record Gone(string Node, string Tab, string Tenant, CaseId Case) : PresenceSignal(Node);

    /// <summary>The node is new, or has missed something: everyone tell what you have.</summary>
    internal sealed record Ask(string Node) : PresenceSignal(Node);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<PresenceSignal>))]
internal sealed partial class PresenceJson : JsonSerializerContext;

/// <summary>
/// Who is where, on all nodes. Each node tells of its own tabs and beats every two seconds; the tabs of a node that has
/// not been heard for six seconds are gone. A beat that has come back through the log also proves that everything
/// committed before it has been sent.
/// </summary>
internal sealed class PresenceBoard(PostgresEventStore store, Rooms rooms, LiveConnections connections, TimeProvider time, ILogger<PresenceBoard> logger)
    : BackgroundService, ILogListener
{
    private const string Topic = "presence";
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RestBetween = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(6);

    private readonly string _node = Guid.CreateVersion7().ToString("n");
    private readonly Lock _gate = new();
    private readonly Dictionary<RoomKey, Dictionary<string, Tab>> _tabs = [];
    private readonly Dictionary<string, long> _heard = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tab, CaseId Case), PresenceSignal> _toSend = [];

    // What this node's own tabs said last: told again whenever anyone, this node included, may have missed it.
    private readonly ConcurrentDictionary<(string Tab, CaseId Case), PresenceSignal.Here> _own = [];

    // Rung when there is something to tell.
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(1);
    private volatile bool _ask = true;
    private bool _isBeatDue;

    /// <summary>Everyone who has the case open, one entry a person.</summary>
    public IReadOnlyList<Presence> Of(RoomKey room)
    {
        lock (_gate)
        {
            return _tabs.TryGetValue(room, out var tabs) ? [.. tabs.Values.GroupBy(t => t.Person).Select(Merged)] : [];
        }
    }

    /// <summary>A tab of this node tells where it is. Of several within a tenth of a second only the last is passed on.</summary>
    public void Tell(LiveConnection connection, CaseId @case, Whereabouts where)
    {
        _toSend[(connection.Id, @case)] = _own[(connection.Id, @case)] =
            new PresenceSignal.Here(_node, connection.Id, connection.Viewer.Tenant, @case, connection.Viewer.Person, time.GetUtcNow(), where.Reading, where.Selection);
        Ring();
        // It may have left between being asked and being noted here.
        if (!connection.Cases.ContainsKey(@case) || connections.Find(connection.Id) is null)
        {
            Left(connection, @case);
        }
    }

    public void Connected(bool isConnected)
    {
        _ask |= isConnected;
        Ring();
    }

    public ValueTask HearAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        foreach (var message in batch.Messages)
        {
            if (message.Topic == Topic)
            {
                Hear(JsonSerializer.Deserialize(message.Content, PresenceJson.Default.ListPresenceSignal)!);
            }
        }

        return ValueTask.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        rooms.OnLeft = Left;
        await using var beats = time.CreateTimer(_ => BeatIsDue(), state: null, TimeSpan.Zero, BeatEvery);
        try
        {
            while (await _bell.Reader.ReadAsync(stoppingToken))
            {
                var signals = Collect();
                if (Interlocked.Exchange(ref _isBeatDue, false))
                {
                    signals.Add(new PresenceSignal.Beat(_node, time.GetUtcNow()));
                    Sweep();
                }

                if (signals.Count > 0)
                {
                    await SendAsync(signals, stoppingToken);
                }

                // What comes meanwhile goes together.
                await Task.Delay(RestBetween, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    // By the tab's own doing or not: a case can be closed to it.
    private void Left(LiveConnection connection, CaseId @case)
    {
        if (_own.TryRemove((connection.Id, @case), out _))
        {
            _toSend[(connection.Id, @case)] = new PresenceSignal.Gone(_node, connection.Id, connection.Viewer.Tenant, @case);
            Ring();
        }
    }

    private static Presence Merged(IEnumerable<Tab> tabs)
    {
        var last = tabs.MaxBy(t => t.Since)!;
        return new(last.Person, last.Reading, last.Selection);
    }

    private List<PresenceSignal> Collect()
    {
        var signals = new List<PresenceSignal>();
        foreach (var key in _toSend.Keys)
        {
            if (_toSend.TryRemove(key, out var signal))
            {
                signals.Add(signal);
            }
        }

        if (_ask)
        {
            _ask = false;
            signals.Add(new PresenceSignal.Ask(_node));
        }

        return signals;
    }

    // Who is here is told again with the next "ask"; who has gone must be told by what could not be sent.
    private async Task SendAsync(List<PresenceSignal> signals, CancellationToken cancellationToken)
    {
        try
        {
            await store.SendAsync([.. Packed(signals)], cancellationToken);
        }
        catch (Exception fault) when (fault is Npgsql.NpgsqlException or IOException or TimeoutException)
        {
            _ask = true;
            foreach (var gone in signals.OfType<PresenceSignal.Gone>())
            {
                _toSend.TryAdd((gone.Tab, gone.Case), gone);
            }

            Ring();
            Log.NotSent(logger, signals.Count, fault.GetType().Name);
        }
    }

    private static IEnumerable<EphemeralMessage> Packed(List<PresenceSignal> signals)
    {
        var packed = new List<PresenceSignal>();
        var size = 0;
        foreach (var signal in signals)
        {
            var length = Encoding.UTF8.GetByteCount(JsonSerializer.Serialize([signal], PresenceJson.Default.ListPresenceSignal));
            if (size + length > EphemeralMessage.MaximumLength - 200)
            {
                yield return new(Topic, JsonSerializer.Serialize(packed, PresenceJson.Default.ListPresenceSignal));
                (packed, size) = ([], 0);
            }

            packed.Add(signal);
            size += length;
        }

        yield return new(Topic, JsonSerializer.Serialize(packed, PresenceJson.Default.ListPresenceSignal));
    }

    private void Hear(List<PresenceSignal> signals)
    {
        var touched = new HashSet<(RoomKey Room, PersonId Person)>();
        DateTimeOffset? kept = null;
        lock (_gate)
        {
            foreach (var signal in signals)
            {
                _heard[signal.Node] = time.GetTimestamp();
                switch (signal)
                {
                    case PresenceSignal.Here here:
                        var room = new RoomKey(here.Tenant, here.Case);
                        if (!_tabs.TryGetValue(room, out var tabs))
                        {
                            _tabs.Add(room, tabs = new(StringComparer.Ordinal));
                        }

                        tabs[here.Tab] = new(here.Node, here.Person, here.Reading, here.Selection, here.At);
                        touched.Add((room, here.Person));
                        break;
                    case PresenceSignal.Gone gone:
                        Remove(new(gone.Tenant, gone.Case), gone.Tab, touched);
                        break;
                    case PresenceSignal.Ask:
                        TellAgain();
                        break;
                    case PresenceSignal.Beat beat when beat.Node == _node:
                        kept = beat.At;
                        break;
                }
            }
        }

        Publish(touched);
        if (kept is { } at)
        {
            _ = rooms.TellKeptAsync(at);
        }
    }

    private void TellAgain()
    {
        foreach (var (tab, here) in _own)
        {
            _toSend.TryAdd(tab, here);
        }

        Ring();
    }

    private void Ring() => _bell.Writer.TryWrite(true);

    private void BeatIsDue()
    {
        Volatile.Write(ref _isBeatDue, true);
        Ring();
    }

    private void Sweep()
    {
        var touched = new HashSet<(RoomKey Room, PersonId Person)>();
        lock (_gate)
        {
            var silent = _heard.Where(h => h.Key != _node && time.GetElapsedTime(h.Value) > SilentFor).Select(h => h.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var node in silent)
            {
                _heard.Remove(node);
            }

            foreach (var (room, tabs) in _tabs.ToList())
            {
                foreach (var (id, _) in tabs.Where(t => silent.Contains(t.Value.Node)).ToList())
                {
                    Remove(room, id, touched);
                }
            }
        }

        Publish(touched);
    }

    private void Remove(RoomKey room, string id, HashSet<(RoomKey Room, PersonId Person)> touched)
    {
        if (_tabs.TryGetValue(room, out var tabs) && tabs.Remove(id, out var tab))
        {
            touched.Add((room, tab.Person));
            if (tabs.Count == 0)
            {
                _tabs.Remove(room);
            }
        }
    }

    private void Publish(HashSet<(RoomKey Room, PersonId Person)> touched)
    {
        foreach (var room in touched.GroupBy(t => t.Room, t => t.Person))
        {
            var here = Of(room.Key).Where(p => room.Contains(p.PersonId)).ToList();
            rooms.Send(room.Key, LiveMethods.Presence, new PresenceMessage(room.Key.Case, here, [.. room.Except(here.Select(p => p.PersonId))]));
        }
    }

    private sealed record Tab(string Node, PersonId Person, TextRange? Reading, TextRange? Selection, DateTimeOffset Since);
}

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "{Count} presence signals were not sent: {Fault}")]
    public static partial void NotSent(ILogger logger, int count, string fault);
}

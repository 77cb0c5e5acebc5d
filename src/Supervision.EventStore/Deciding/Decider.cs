using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Reading;

namespace Supervision.EventStore.Deciding;

/// <summary>
/// Load, decide, append, and again if another was faster: the one place where this is done, for one kind of stream.
/// Keep one instance for each kind; it holds the streams last decided on in memory.
/// </summary>
public sealed class Decider<TState, TCommand, TEvent>
    where TState : notnull
    where TEvent : notnull
{
    // Another node that keeps winning this often means a stream that two nodes write as fast as they can.
    private const int Attempts = 50;

    private readonly PostgresEventStore _store;
    private readonly Aggregate<TState, TCommand, TEvent> _aggregate;
    private readonly ConcurrentDictionary<StreamKey, DecidedStream<TState>> _streams = [];
    private readonly int _capacity;

    internal Decider(PostgresEventStore store, Aggregate<TState, TCommand, TEvent> aggregate, int capacity) =>
        (_store, _aggregate, _capacity) = (store, aggregate, capacity);

    /// <summary>
    /// Carries a command out. Its id is the id of its first event: the same command sent again returns the first result
    /// and writes nothing, on whatever node and whatever has happened since.
    /// </summary>
    /// <param name="stream">The stream to decide on.</param>
    /// <param name="commandId">Made by the one who asks.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="cancellationToken">Stops waiting; what is on its way to disk may still be carried out.</param>
    /// <param name="ifVersion">Only if the stream is at this version; null for any.</param>
    /// <exception cref="CommandIdTakenException">The id is that of an event in another stream.</exception>
    /// <exception cref="StreamArchivedException">The stream is closed for good.</exception>
    public async Task<Outcome> ExecuteAsync(
        StreamKey stream, Guid commandId, TCommand command, CancellationToken cancellationToken, long? ifVersion = null)
    {
        var actual = 0L;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var decided = await GetAsync(stream, cancellationToken);
            Decision<TEvent> decision;
            Task<AppendOutcome>? append;
            long decidedOn;
            lock (decided.Gate)
            {
                if (decided.IsStale)
                {
                    continue;
                }

                decidedOn = decided.Version;
                decision = ifVersion is { } wanted && wanted != decided.Version
                    ? new Refusal("stale", "The stream has moved on.")
                    : _aggregate.Decide(decided.State, command);
                append = decision.Events.Count > 0 ? SendAsync(stream, decided, commandId, decision.Events, cancellationToken) : decided.OnItsWay;
            }

            if (decision.Events.Count == 0)
            {
                if (await ConfirmAsync(stream, decided, decidedOn, append, commandId, decision, ifVersion, cancellationToken) is { } answer)
                {
                    return answer;
                }

                continue;
            }

            switch (await append!)
            {
                case AppendOutcome.Appended { Repeated: false } appended:
                    return new Outcome.Accepted(appended.Version, appended.At, Repeated: false);
                case AppendOutcome.Appended repeated:
                    Forget(stream, decided);
                    return new Outcome.Accepted(repeated.Version, repeated.At, Repeated: true);
                case AppendOutcome.IdTaken:
                    Forget(stream, decided);
                    throw new CommandIdTakenException("The command's id is already used in another stream.");
                case AppendOutcome.Archived:
                    Forget(stream, decided);
                    throw new StreamArchivedException("The stream is archived.");
                case AppendOutcome.Conflict conflict:
                    actual = conflict.Actual;
                    await CatchUpAsync(stream, decided, cancellationToken);
                    break;
            }
        }

        return new Outcome.Conflict(actual);
    }

    /// <summary>The stream's state as this node can vouch for, and its version: everything on disk at the time of the call is in it.</summary>
    public async Task<(TState State, long Version)> LoadAsync(StreamKey stream, CancellationToken cancellationToken)
    {
        var decided = await GetAsync(stream, cancellationToken);
        await CatchUpAsync(stream, decided, cancellationToken);
        return (await GetAsync(stream, cancellationToken)).Kept;
    }

    // Called under the stream's gate, so that appends enter the queue in the order of their decisions.
    private Task<AppendOutcome> SendAsync(
        StreamKey stream, DecidedStream<TState> decided, Guid commandId, IReadOnlyList<TEvent> events, CancellationToken cancellationToken)
    {
        var encoded = new NewEvent[events.Count];
        var state = decided.State;
        for (var i = 0; i < events.Count; i++)
        {
            encoded[i] = NewEvent.From(_store.Types, EventIds.Of(commandId, i), events[i]);
            state = _aggregate.Evolve(state, events[i]);
        }

        var (expected, version) = (decided.Version, decided.Version + events.Count);
        var append = new Append(stream, _aggregate.Type, ExpectedVersion.Exactly(expected), encoded, Documents(stream, state));
        var queued = _store.Enqueue(append, decided.Queued, cancellationToken);
        (decided.State, decided.Version, decided.Queued) = (state, version, queued);
        return decided.OnItsWay = SettleAsync(stream, decided, queued.Answer, state, version);
    }

    private async Task<AppendOutcome> SettleAsync(StreamKey stream, DecidedStream<TState> decided, Task<AppendOutcome> queued, TState state, long version)
    {
        try
        {
            var outcome = await queued;
            lock (decided.Gate)
            {
                if (outcome is AppendOutcome.Appended { Repeated: false })
                {
                    if (version > decided.Kept.Version)
                    {
                        decided.Kept = (state, version);
                    }
                }
                else
                {
                    decided.IsStale = true;
                }
            }

            return outcome;
        }
        catch
        {
            Forget(stream, decided);
            throw;
        }
    }

    // A refusal, or "it is so already", holds only if it was decided on what is really on disk: what was on its way must
    // have arrived, and no other node may have written since. And a command that was carried out before is answered
    // with its first result even where it would be refused today.
    private async Task<Outcome?> ConfirmAsync(
        StreamKey stream, DecidedStream<TState> decided, long decidedOn, Task<AppendOutcome>? onItsWay, Guid commandId,
        Decision<TEvent> decision, long? ifVersion, CancellationToken cancellationToken)
    {
        if (onItsWay is not null && await onItsWay is not AppendOutcome.Appended { Repeated: false })
        {
            await CatchUpAsync(stream, decided, cancellationToken);
            return null;
        }

        var (version, known) = await _store.LookUpAsync(stream, commandId, cancellationToken);
        if (known is not null)
        {
            return new Outcome.Accepted(known.Version, known.At, Repeated: true);
        }

        if (version > decidedOn)
        {
            await CatchUpAsync(stream, decided, cancellationToken);
            return null;
        }

        if (decision.Refusal is null)
        {
            return new Outcome.Accepted(version, _store.Time.GetUtcNow(), Repeated: true);
        }

        return ifVersion is { } wanted && wanted != version ? new Outcome.Conflict(version) : new Outcome.Refused(decision.Refusal);
    }

    private async Task<DecidedStream<TState>> GetAsync(StreamKey stream, CancellationToken cancellationToken)
    {
        if (_streams.TryGetValue(stream, out var decided) && !decided.IsStale)
        {
            return decided;
        }

        if (decided is not null)
        {
            await CatchUpAsync(stream, decided, cancellationToken);
            return _streams.TryGetValue(stream, out var fresh) ? fresh : await LoadAnewAsync(stream, cancellationToken);
        }

        return await LoadAnewAsync(stream, cancellationToken);
    }

    private async Task<DecidedStream<TState>> LoadAnewAsync(StreamKey stream, CancellationToken cancellationToken)
    {
        var (state, version) = await SnapshotAsync(stream, cancellationToken)
            ?? await _store.AggregateStreamAsync<TState, TEvent>(stream, StreamPart.Whole, _aggregate.Initial, _aggregate.Evolve, cancellationToken);
        MakeRoom();
        return _streams.GetOrAdd(stream, new DecidedStream<TState>(state, version));
    }

    // Events may follow it that were not appended by a decider. They are not looked for: whatever is decided on it meets them
    // as it meets those of another node, an append as a conflict and a refusal when it is confirmed.
    private async Task<(TState State, long Version)?> SnapshotAsync(StreamKey stream, CancellationToken cancellationToken) =>
        _aggregate.Snapshot is { } kept && await _store.SnapshotAsync(stream, kept.Kind, cancellationToken) is { } snapshot
            ? (JsonSerializer.Deserialize(snapshot.Json, kept.Json)!, snapshot.Version)
            : null;

    // Replaces what is in memory by what is on disk, reading only what is new since the last version known to be there.
    private async Task CatchUpAsync(StreamKey stream, DecidedStream<TState> decided, CancellationToken cancellationToken)
    {
        var kept = decided.Kept;
        var (state, version) = await _store.AggregateStreamAsync<TState, TEvent>(
            stream, StreamPart.After(kept.Version), kept.State, _aggregate.Evolve, cancellationToken);
        if (!decided.IsStale && version == 0)
        {
            return;
        }

        var fresh = new DecidedStream<TState>(state, Math.Max(version, kept.Version));
        lock (decided.Gate)
        {
            // Its own appends may have arrived meanwhile; then it knows better.
            if (!decided.IsStale && decided.Kept.Version >= fresh.Version)
            {
                return;
            }

            decided.IsStale = true;
        }

        _streams.TryUpdate(stream, fresh, decided);
    }

    private void Forget(StreamKey stream, DecidedStream<TState> decided)
    {
        lock (decided.Gate)
        {
            decided.IsStale = true;
        }

        _streams.TryRemove(new(stream, decided));
    }

    // Whichever go first: an evicted stream is loaded again, nothing is lost.
    private void MakeRoom()
    {
        if (_streams.Count < _capacity)
        {
            return;
        }

        foreach (var (stream, decided) in _streams.Where(s => s.Value.OnItsWay?.IsCompleted ?? true).Take(_capacity / 10 + 1))
        {
            Forget(stream, decided);
        }
    }

    private List<NewDocument> Documents(StreamKey stream, TState state)
    {
        if (_aggregate.Snapshot is null && _aggregate.Projections.Count == 0)
        {
            return [];
        }

        var documents = new List<NewDocument>();
        if (_aggregate.Snapshot is { } snapshot)
        {
            documents.Add(new(snapshot.Kind, stream.Id, JsonSerializer.SerializeToUtf8Bytes(state, snapshot.Json)));
        }

        foreach (var projection in _aggregate.Projections)
        {
            if (projection.Write(state) is { } json)
            {
                documents.Add(new(projection.Kind, stream.Id, json));
            }
        }

        return documents;
    }
}

/// <summary>A command's id is that of an event in another stream.</summary>
public sealed class CommandIdTakenException(string message) : Exception(message);

/// <summary>The stream takes no more events.</summary>
public sealed class StreamArchivedException(string message) : Exception(message);

/// <summary>The ids of a command's events: the first has the command's own, the others are derived from it.</summary>
internal static class EventIds
{
    public static Guid Of(Guid commandId, int index)
    {
        if (index == 0)
        {
            return commandId;
        }

        Span<byte> input = stackalloc byte[20];
        commandId.TryWriteBytes(input, bigEndian: true, out _);
        BitConverter.TryWriteBytes(input[16..], index);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}

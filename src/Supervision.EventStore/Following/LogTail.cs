using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore.Events;
using Supervision.EventStore.Reading;

namespace Supervision.EventStore.Following;

/// <summary>
/// What a follower has delivered: everything of transactions below the horizon, and some events at or above it. With it,
/// joining what is read from the table to what arrives live, and joining again after a break, leaves no gap and repeats nothing.
/// </summary>
internal sealed class LogTail(EventTypes types, LogPosition? from)
{
    private const int PageSize = 500;

    private readonly Dictionary<long, ulong> _delivered = [];
    private ulong _horizon = from?.Horizon ?? 0;
    private bool _isPlaced = from is not null;

    /// <summary>
    /// Marks events as delivered, and returns those that were not so already. Only what is handed on whole may be taken:
    /// a connection can break between two events of a transaction, or of a page.
    /// </summary>
    public List<StoredEvent> Take(List<StoredEvent> events) =>
        events.FindAll(e => e.Transaction >= _horizon && _delivered.TryAdd(e.Sequence, e.Transaction));

    /// <summary>All transactions below have ended and what they committed has been delivered.</summary>
    public void MoveHorizon(ulong horizon)
    {
        if (horizon <= _horizon)
        {
            return;
        }

        _horizon = horizon;
        foreach (var sequence in _delivered.Where(d => d.Value < horizon).Select(d => d.Key).ToList())
        {
            _delivered.Remove(sequence);
        }
    }

    /// <summary>
    /// Reads what the connection's snapshot shows and has not been delivered, and moves the horizon to the oldest
    /// transaction that runs. A tail that begins "now" takes what is there as delivered.
    /// </summary>
    /// <param name="connection">Where to read.</param>
    /// <param name="timeout">How long to wait for each part of the answer; as long as the connection does if null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<List<StoredEvent>> CatchUpAsync(
        NpgsqlConnection connection, TimeSpan? timeout, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Everyone);
        batch.Timeout = (int?)timeout?.TotalSeconds ?? batch.Timeout;
        // Asked before the events: what ends in between is read, and merely remembered as delivered a little longer.
        batch.BatchCommands.Add(new("select pg_snapshot_xmin(pg_current_snapshot())"));
        if (_isPlaced)
        {
            batch.BatchCommands.Add(new(
                $"select {EventRows.Columns} from mt_events e where e.transaction_id >= $1 and e.seq_id <> all ($2) order by e.seq_id + 0")
            {
                Parameters =
                {
                    new() { Value = _horizon, NpgsqlDbType = NpgsqlDbType.Xid8 },
                    new() { Value = _delivered.Keys.ToArray() },
                },
            });
        }
        else
        {
            batch.BatchCommands.Add(new(
                "select e.seq_id, e.transaction_id from mt_events e where e.transaction_id >= pg_snapshot_xmin(pg_current_snapshot())"));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var oldestRunning = reader.GetFieldValue<ulong>(0);
        await reader.NextResultAsync(cancellationToken);
        var page = new List<StoredEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!_isPlaced)
            {
                _delivered[reader.GetInt64(0)] = reader.GetFieldValue<ulong>(1);
                continue;
            }

            var @event = EventRows.Read(reader, types);
            if (IsBeforeStart(@event))
            {
                continue;
            }

            page.Add(@event);
            if (page.Count == PageSize)
            {
                yield return Take(page);
                page = [];
            }
        }

        if (page.Count > 0)
        {
            yield return Take(page);
        }

        _isPlaced = true;
        MoveHorizon(oldestRunning);
    }

    private bool IsBeforeStart(StoredEvent @event) =>
        from is { } start && @event.Transaction < start.Upper && @event.Sequence <= start.Sequence;
}

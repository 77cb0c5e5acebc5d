using System.Runtime.CompilerServices;
using Npgsql;
using Supervision.EventStore.Events;

namespace Supervision.EventStore.Reading;

/// <summary>Some events of the log, in order, and where reading goes on after them.</summary>
/// <param name="Events">May be empty, when only the position has moved.</param>
/// <param name="Position">Where the next read starts; safe to store.</param>
public readonly record struct LogPage(IReadOnlyList<StoredEvent> Events, LogPosition Position);

/// <summary>Reads all events of the store, of all tenants, gap-free.</summary>
internal sealed class LogReading(NpgsqlDataSource database, EventTypes types)
{
    // The window's end is found in the round trip that reads it. A sub-select, so that it is looked up once and not for each row.
    private const string End = "(select current_setting('supervision.window_end')::xid8)";

    // In a window that begins at the very start the events lie in order in the primary key: "is not false" keeps the planner,
    // which does not know that a first window holds nearly everything, from looking them up by transaction and sorting them.
    // In a later one only the index by transaction finds them without reading all that came before; "+ 0" keeps it from the other.
    // A first window may be the whole log, and is asked for by the page: one long statement would keep the database from tidying
    // up, for as long as it runs, what others write meanwhile, and a rebuild writes each document over and over.
    private const string FirstWindow =
        $"select {EventRows.Columns} from mt_events e where e.seq_id > $1 and (e.transaction_id < {End}) is not false order by e.seq_id limit $2";

    private const string LaterWindow =
        $"select {EventRows.Columns} from mt_events e where e.seq_id > $1 and e.transaction_id >= $2 and e.transaction_id < {End} order by e.seq_id + 0";

    /// <summary>Reads from the position to the newest event below the oldest running transaction, then ends.</summary>
    public async IAsyncEnumerable<LogPage> ReadAsync(LogPosition from, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var position = from;
        if (position.IsInWindow)
        {
            await foreach (var page in ReadWindowAsync(connection, position, pageSize, cancellationToken))
            {
                yield return page;
            }

            position = position.AtWindowEnd();
        }

        // A new window begins with its first event.
        await foreach (var page in ReadWindowAsync(connection, position with { Sequence = 0 }, pageSize, cancellationToken))
        {
            yield return page;
        }
    }

    /// <summary>The rest of the window that the position is in, or a new one up to the oldest running transaction: none if that is where the last one ended.</summary>
    private IAsyncEnumerable<LogPage> ReadWindowAsync(NpgsqlConnection connection, LogPosition position, int pageSize, CancellationToken cancellationToken) =>
        position.Horizon == 0
            ? ReadFirstWindowAsync(connection, position, pageSize, cancellationToken)
            : ReadPagesAsync(connection, position, pageSize, cancellationToken);

    private async IAsyncEnumerable<LogPage> ReadFirstWindowAsync(
        NpgsqlConnection connection, LogPosition position, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var coming = ReadPageAsync(position);
        try
        {
            while (await coming is { } page)
            {
                // The next one is on its way while this one is used.
                coming = page.Position.IsInWindow ? ReadPageAsync(page.Position) : Task.FromResult<LogPage?>(null);
                yield return page;
            }
        }
        finally
        {
            // The connection is not let go of while something is read over it.
            await ((Task)coming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<LogPage?> ReadPageAsync(LogPosition from)
        {
            await foreach (var page in ReadPagesAsync(connection, from, pageSize, cancellationToken))
            {
                return page;
            }

            return null;
        }
    }

    private async IAsyncEnumerable<LogPage> ReadPagesAsync(
        NpgsqlConnection connection, LogPosition position, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Everyone);
        batch.BatchCommands.Add(new("select set_config('supervision.window_end', coalesce($1, pg_snapshot_xmin(pg_current_snapshot()))::text, true)::xid8")
        {
            Parameters = { new() { Value = position.IsInWindow ? position.Upper : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Xid8 } },
        });
        batch.BatchCommands.Add(position.Horizon == 0
            ? new(FirstWindow) { Parameters = { new() { Value = position.Sequence }, new() { Value = pageSize } } }
            : new(LaterWindow)
            {
                Parameters = { new() { Value = position.Sequence }, new() { Value = position.Horizon, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Xid8 } },
            });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var window = position with { Upper = reader.GetFieldValue<ulong>(0) };
        if (!window.IsInWindow)
        {
            yield break;
        }

        await reader.NextResultAsync(cancellationToken);
        var events = new List<StoredEvent>(pageSize);
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(EventRows.Read(reader, types));
            if (events.Count == pageSize)
            {
                yield return new(events, window with { Sequence = events[^1].Sequence });
                events = new(pageSize);
            }
        }

        yield return new(events, window.AtWindowEnd());
    }
}

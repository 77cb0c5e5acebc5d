using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Events;

namespace Supervision.EventStore.Reading;

/// <summary>Which part of a stream to read.</summary>
/// <param name="From">The first version wanted; 1 is the beginning.</param>
/// <param name="To">The last version wanted, inclusive.</param>
/// <param name="Until">Events up to and including this time; null for all.</param>
public readonly record struct StreamPart(long From, long To, DateTimeOffset? Until)
{
    /// <summary>The whole stream.</summary>
    public static StreamPart Whole { get; } = new(1, long.MaxValue, null);

    /// <summary>What follows the version.</summary>
    public static StreamPart After(long version) => new(version + 1, long.MaxValue, null);

    /// <summary>The stream as it was at the version.</summary>
    public static StreamPart UpTo(long version) => new(1, version, null);

    /// <summary>The stream as it was at the time.</summary>
    public static StreamPart AsOf(DateTimeOffset time) => new(1, long.MaxValue, time);
}

/// <summary>Reads single streams, in the order of their versions.</summary>
internal sealed class StreamReading(NpgsqlDataSource database, EventTypes types, EventStoreOptions options, TimeProvider time)
{
    private const string Sql =
        $"""
        select {EventRows.Columns} from mt_events e
        where e.tenant_id = $1 and e.stream_id = $2 and e.version >= $3 and e.version <= $4 and e.timestamp <= $5
        order by e.version
        """;

    // Folding asks for nothing that a state is not made of: a stream's versions have no gaps, so whoever knows the first counts on.
    private const string FoldSql =
        """
        select e.type, e.data from mt_events e
        where e.tenant_id = $1 and e.stream_id = $2 and e.version >= $3 and e.version <= $4 and e.timestamp <= $5
        order by e.version
        """;

    private const string WholeSql = "select e.type, e.data from mt_events e where e.tenant_id = $1 and e.stream_id = $2 order by e.version";

    private const string SnapshotSql = "select version, data from documents where tenant_id = $1 and id = $2 and kind = $3 and build = 1";

    private const string LookUpSql =
        """
        select coalesce((select version from mt_streams where tenant_id = $1 and id = $2), 0), e.version, e.timestamp
        from (select) as one left join mt_events e on e.tenant_id = $1 and e.id = $3 and e.stream_id = $2
        """;

    public async IAsyncEnumerable<StoredEvent> ReadAsync(
        StreamKey stream, StreamPart part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var rows = await OpenAsync(stream, Sql, cancellationToken, Bounds(part));
        while (await rows.Reader.ReadAsync(cancellationToken))
        {
            yield return EventRows.Read(rows.Reader, types);
        }
    }

    /// <summary>Folds a part of the stream into a state; returns the version of the last event in it too, 0 for none.</summary>
    public async Task<(TState State, long Version)> FoldAsync<TState, TEvent>(
        StreamKey stream, StreamPart part, TState state, Func<TState, TEvent, TState> evolve, CancellationToken cancellationToken)
    {
        var isWhole = part == StreamPart.Whole;
        await using var rows = await OpenAsync(stream, isWhole ? WholeSql : FoldSql, cancellationToken, isWhole ? [] : Bounds(part));
        var events = 0L;
        while (await rows.Reader.ReadAsync(cancellationToken))
        {
            (state, events) = (evolve(state, (TEvent)Decode(rows.Reader)), events + 1);
        }

        return (state, events == 0 ? 0 : Math.Max(part.From, 1) + events - 1);
    }

    /// <summary>The stream's snapshot of this kind and the version of the last event in it; null if it has none. There may be events after it.</summary>
    public async Task<(long Version, byte[] Json)?> SnapshotAsync(StreamKey stream, string kind, CancellationToken cancellationToken)
    {
        await using var rows = await OpenAsync(stream, SnapshotSql, cancellationToken, new NpgsqlParameter<string> { TypedValue = kind });
        return await rows.Reader.ReadAsync(cancellationToken) ? (rows.Reader.GetInt64(0), rows.Reader.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>The stream's version, 0 if it does not exist, and what an event id was stored as, if it was.</summary>
    public async Task<(long Version, AppendOutcome.Appended? Known)> LookUpAsync(StreamKey stream, Guid eventId, CancellationToken cancellationToken)
    {
        await using var rows = await OpenAsync(stream, LookUpSql, cancellationToken, new NpgsqlParameter<Guid> { TypedValue = eventId });
        var reader = rows.Reader;
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.IsDBNull(1)
            ? null
            : new AppendOutcome.Appended(reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2), Repeated: true));
    }

    private static NpgsqlParameter[] Bounds(StreamPart part) =>
    [
        new NpgsqlParameter<long> { TypedValue = part.From },
        new NpgsqlParameter<long> { TypedValue = part.To },
        new() { Value = part.Until is { } until ? until.UtcDateTime : DateTime.MaxValue, NpgsqlDbType = NpgsqlDbType.TimestampTz },
    ];

    private object Decode(NpgsqlDataReader reader) => types.Decode(reader.GetString(0), reader.GetFieldValue<byte[]>(1));

    // Once rows have come, a break is the reader's to deal with.
    private Task<Rows> OpenAsync(StreamKey stream, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters) =>
        Outage.OutlastAsync(database, options, time, () => OpenOnceAsync(stream, sql, parameters, cancellationToken), cancellationToken);

    private async Task<Rows> OpenOnceAsync(StreamKey stream, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            var batch = TenantScope.BatchIn(connection, TenantScope.Of(stream.Tenant));
            var command = new NpgsqlBatchCommand(sql)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = stream.Tenant }, new NpgsqlParameter<Guid> { TypedValue = stream.Id } },
            };
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(parameter.Clone());
            }

            batch.BatchCommands.Add(command);
            var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            return new(connection, reader);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private readonly record struct Rows(NpgsqlConnection Connection, NpgsqlDataReader Reader) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Reader.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}

using Npgsql;
using NpgsqlTypes;

namespace Supervision.EventStore.Appending;

/// <summary>
/// A connection of its own with the append statement prepared. One round trip stores a batch: the statement takes the
/// row lock of each stream, checks its version, moves it and inserts the events, in one implicit transaction.
/// </summary>
internal sealed class BatchWriter : IAsyncDisposable
{
    // Rows: chain number, kind ('w' written, 'k' known already), the known event's place in its chain, version, time, and
    // whether the known event lies in another stream. A chain without a row met another version than it expected.
    // A chain that holds an event already known writes nothing: its caller sorts that out.
    // Streams are reached by primary key only (see the settings in OpenAsync), so that a plan made while the tables were
    // small stays right when they are large; and a chain's events by their places in the arrays, because joining them
    // would compare every event with every chain.
    // Neither a stream's time nor its transaction number runs backwards from one event to the next, although a transaction
    // that began earlier may get the stream's lock later (why the number matters: Reading/LogPosition.cs).
    private const string Sql =
        """
        with chain as materialized (
            select * from unnest($1::varchar[], $2::uuid[], $3::varchar[], $4::bigint[], $5::int[], $6::int[], $7::int[], $8::int[])
                with ordinality as c(tenant_id, id, type, expected, first_event, events, first_document, documents, n)),
        known as materialized (
            select e.n, e.place, m.version, m.timestamp, m.stream_id <> ($2::uuid[])[e.n] as elsewhere
            from unnest($9::uuid[], $12::int[]) with ordinality as e(id, n, place)
            join mt_events m on m.tenant_id = ($1::varchar[])[e.n] and m.id = e.id),
        fresh as materialized (
            select * from chain c where not exists (select from known k where k.n = c.n)),
        moved as (
            update mt_streams s set version = s.version + f.events,
                timestamp = greatest(s.timestamp, now()), transaction_id = greatest(s.transaction_id, pg_current_xact_id()) from fresh f
            where f.expected > 0 and s.tenant_id = f.tenant_id and s.id = f.id and s.version = f.expected and not s.is_archived
            returning f.n, s.version, s.timestamp, s.transaction_id),
        started as (
            insert into mt_streams (tenant_id, id, type, version)
            select tenant_id, id, type, events from fresh where expected = 0 order by tenant_id, id
            on conflict do nothing returning tenant_id, id, version, timestamp, transaction_id),
        extended as (
            insert into mt_streams as s (tenant_id, id, type, version)
            select tenant_id, id, type, events from fresh where expected < 0 order by tenant_id, id
            on conflict (tenant_id, id) do update set version = s.version + excluded.version,
                timestamp = greatest(s.timestamp, now()), transaction_id = greatest(s.transaction_id, pg_current_xact_id())
            where not s.is_archived returning s.tenant_id, s.id, s.version, s.timestamp, s.transaction_id),
        written as materialized (
            select n, version, timestamp, transaction_id from moved
            union all
            select c.n, w.version, w.timestamp, w.transaction_id from (select * from started union all select * from extended) w
            join chain c on c.tenant_id = w.tenant_id and c.id = w.id),
        appended as (
            insert into mt_events (id, stream_id, version, data, type, tenant_id, timestamp, transaction_id)
            select ($9::uuid[])[i], ($2::uuid[])[w.n], w.version - ($6::int[])[w.n] + i - ($5::int[])[w.n], ($11::jsonb[])[i], ($10::varchar[])[i],
                ($1::varchar[])[w.n], w.timestamp, w.transaction_id
            from written w, generate_series(($5::int[])[w.n] + 1, ($5::int[])[w.n] + ($6::int[])[w.n]) i),
        kept as (
            insert into documents as d (tenant_id, kind, id, version, data)
            select ($1::varchar[])[w.n], ($13::varchar[])[i], ($14::uuid[])[i], w.version - ($6::int[])[w.n] + ($16::int[])[i], ($15::jsonb[])[i]
            from written w, generate_series(($7::int[])[w.n] + 1, ($7::int[])[w.n] + ($8::int[])[w.n]) i
            on conflict (tenant_id, kind, build, id) do update set version = excluded.version, data = excluded.data, modified = now())
        select n, 'w'::"char", 0::bigint, version, timestamp, false from written
        union all
        select n, 'k'::"char", place - ($5::int[])[n], version, timestamp, elsewhere from known
        """;

    private const string ActualSql =
        """
        select u.n, coalesce(s.version, 0), coalesce(s.is_archived, false)
        from unnest($1::varchar[], $2::uuid[]) with ordinality as u(tenant_id, id, n)
        left join mt_streams s on s.tenant_id = u.tenant_id and s.id = u.id
        """;

    // A lone event for a stream, by far the most frequent batch of a calm room, without the machinery above. No row, or a
    // unique violation, means that it is not that simple, and the statement above is asked.
    private const string ExactSql =
        """
        with stream as (
            update mt_streams set version = version + 1,
                timestamp = greatest(timestamp, now()), transaction_id = greatest(transaction_id, pg_current_xact_id())
            where tenant_id = $1 and id = $2 and version = $3 and not is_archived returning version, timestamp, transaction_id)
        insert into mt_events (id, stream_id, version, data, type, tenant_id, timestamp, transaction_id)
        select $4, $2, version, $5, $6, $1, timestamp, transaction_id from stream returning version, timestamp
        """;

    private const string AnySql =
        """
        with stream as (
            insert into mt_streams as s (tenant_id, id, type, version) values ($1, $2, $3, 1)
            on conflict (tenant_id, id) do update set version = s.version + 1,
                timestamp = greatest(s.timestamp, now()), transaction_id = greatest(s.transaction_id, pg_current_xact_id())
            where not s.is_archived returning version, timestamp, transaction_id)
        insert into mt_events (id, stream_id, version, data, type, tenant_id, timestamp, transaction_id)
        select $4, $2, version, $5, $6, $1, timestamp, transaction_id from stream returning version, timestamp
        """;

    private readonly NpgsqlConnection _connection;
    private readonly ScopedStatement _append;
    private readonly ScopedStatement _exact;
    private readonly ScopedStatement _any;
    private readonly ScopedStatement _actual;
    private string? _scopedTo;

    private BatchWriter(NpgsqlConnection connection)
    {
        const NpgsqlDbType Array = NpgsqlDbType.Array;
        _connection = connection;
        _append = new(connection, Sql,
            Array | NpgsqlDbType.Varchar, Array | NpgsqlDbType.Uuid, Array | NpgsqlDbType.Varchar, Array | NpgsqlDbType.Bigint,
            Array | NpgsqlDbType.Integer, Array | NpgsqlDbType.Integer, Array | NpgsqlDbType.Integer, Array | NpgsqlDbType.Integer,
            Array | NpgsqlDbType.Uuid, Array | NpgsqlDbType.Varchar, Array | NpgsqlDbType.Jsonb, Array | NpgsqlDbType.Integer,
            Array | NpgsqlDbType.Varchar, Array | NpgsqlDbType.Uuid, Array | NpgsqlDbType.Jsonb, Array | NpgsqlDbType.Integer);
        _actual = new(connection, ActualSql, Array | NpgsqlDbType.Varchar, Array | NpgsqlDbType.Uuid);
        _exact = new(connection, ExactSql,
            NpgsqlDbType.Varchar, NpgsqlDbType.Uuid, NpgsqlDbType.Bigint, NpgsqlDbType.Uuid, NpgsqlDbType.Jsonb, NpgsqlDbType.Varchar);
        _any = new(connection, AnySql,
            NpgsqlDbType.Varchar, NpgsqlDbType.Uuid, NpgsqlDbType.Varchar, NpgsqlDbType.Uuid, NpgsqlDbType.Jsonb, NpgsqlDbType.Varchar);
    }

    public bool IsUsable => _connection.FullState == System.Data.ConnectionState.Open;

    public static async Task<BatchWriter> OpenAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var settings = new NpgsqlCommand(
                "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set plan_cache_mode = force_generic_plan; set jit = off",
                connection);
            await settings.ExecuteNonQueryAsync(cancellationToken);
            return new BatchWriter(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stores the batch and returns what the database said of each chain, in the chains' order.</summary>
    /// <param name="batch">What to store.</param>
    /// <param name="mayBeSimple">Whether the short way for a lone event may be tried.</param>
    /// <param name="cancellationToken">Whether it was stored is unknown if cancelled.</param>
    public async Task<ChainReport[]> WriteAsync(AppendBatch batch, bool mayBeSimple, CancellationToken cancellationToken)
    {
        if (mayBeSimple && batch.Lone is { } lone && await WriteLoneAsync(lone, cancellationToken) is { } written)
        {
            return [new ChainReport(written)];
        }

        var tenants = TenantScope.Of(new SortedSet<string>(batch.Chains.Select(c => c.Stream.Tenant), StringComparer.Ordinal));
        var reports = new ChainReport[batch.Chains.Count];
        await using (var reader = await _append.ExecuteAsync(Enter(tenants), Values(batch.Chains, batch.Events), cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var row = new ChainRow(reader.GetChar(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetBoolean(5));
                reports[reader.GetInt64(0) - 1].Add(row);
            }
        }

        _scopedTo = tenants;
        if (reports.Any(r => r.IsMissing))
        {
            await AddActualAsync(batch, reports, cancellationToken);
        }

        return reports;
    }

    public async ValueTask DisposeAsync()
    {
        await _append.DisposeAsync();
        await _exact.DisposeAsync();
        await _any.DisposeAsync();
        await _actual.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task<ChainRow?> WriteLoneAsync(Append append, CancellationToken cancellationToken)
    {
        var (stream, @event, isAny) = (append.Stream, append.Events[0], append.Expected == ExpectedVersion.Any);
        var tenants = TenantScope.Of(stream.Tenant);
        await using var reader = await (isAny ? _any : _exact).ExecuteAsync(
            Enter(tenants), [stream.Tenant, stream.Id, isAny ? append.Type : append.Expected.Value, @event.Id, @event.Json, @event.Type], cancellationToken);
        var row = await reader.ReadAsync(cancellationToken)
            ? new ChainRow('w', 0, reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), Flag: false)
            : default(ChainRow?);
        // A transaction that failed at its end would throw here, not before.
        await reader.CloseAsync();
        _scopedTo = tenants;
        return row;
    }

    // What to put in front of the statement: nothing if the connection is in that scope. A transaction that fails takes the
    // setting back with it, so until it has succeeded nothing is known.
    private string? Enter(string tenants)
    {
        var isThere = string.Equals(tenants, _scopedTo, StringComparison.Ordinal);
        _scopedTo = null;
        return isThere ? null : tenants;
    }

    // Asked afterwards and apart: in the statement itself the streams would still look as they did when it began.
    private async Task AddActualAsync(AppendBatch batch, ChainReport[] reports, CancellationToken cancellationToken)
    {
        await using var reader = await _actual.ExecuteAsync(
            tenants: null, [batch.Chains.Select(c => c.Stream.Tenant).ToArray(), batch.Chains.Select(c => c.Stream.Id).ToArray()], cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ref var report = ref reports[reader.GetInt64(0) - 1];
            if (report.IsMissing)
            {
                report.Add(new('c', 0, reader.GetInt64(1), default, reader.GetBoolean(2)));
            }
        }
    }

    private static object?[] Values(IReadOnlyCollection<AppendBatch.Chain> chains, int events)
    {
        var (tenant, stream, type, expected) = (new string[chains.Count], new Guid[chains.Count], new string?[chains.Count], new long[chains.Count]);
        var (firstEvent, eventCount, firstDocument, documentCount) = (new int[chains.Count], new int[chains.Count], new int[chains.Count], new int[chains.Count]);
        var (id, name, data, owner) = (new Guid[events], new string[events], new byte[events][], new int[events]);
        var (documents, places) = (new List<NewDocument>(), new List<int>());
        var (c, e) = (0, 0);
        foreach (var chain in chains)
        {
            (tenant[c], stream[c], type[c], expected[c]) = (chain.Stream.Tenant, chain.Stream.Id, chain.Type, chain.Expected.Value);
            (firstEvent[c], eventCount[c], firstDocument[c]) = (e, chain.Events, documents.Count);
            foreach (var append in chain.Appends)
            {
                foreach (var @event in append.Append.Events)
                {
                    (id[e], name[e], data[e], owner[e]) = (@event.Id, @event.Type, @event.Json, c + 1);
                    e++;
                }
            }

            // Of a document that several appends of the chain write only the last counts.
            foreach (var (document, place) in chain.Documents())
            {
                documents.Add(document);
                places.Add(place);
            }

            documentCount[c] = documents.Count - firstDocument[c];
            c++;
        }

        return
        [
            tenant, stream, type, expected, firstEvent, eventCount, firstDocument, documentCount, id, name, data, owner,
            documents.Select(d => d.Kind).ToArray(), documents.Select(d => d.Id).ToArray(), documents.Select(d => d.Json).ToArray(), places.ToArray(),
        ];
    }
}

/// <summary>One row of the append statement's answer.</summary>
internal readonly record struct ChainRow(char Kind, long Place, long Version, DateTimeOffset At, bool Flag);

/// <summary>What the database said of one chain.</summary>
internal struct ChainReport(ChainRow row)
{
    private List<ChainRow>? _known;

    public ChainRow? Row { get; private set; } = row;

    public readonly IReadOnlyList<ChainRow> Known => _known ?? (IReadOnlyList<ChainRow>)[];

    public readonly bool IsMissing => Row is null && _known is null;

    public void Add(ChainRow row)
    {
        if (row.Kind == 'k')
        {
            (_known ??= []).Add(row);
        }
        else
        {
            Row = row;
        }
    }
}

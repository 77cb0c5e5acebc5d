using Npgsql;
using NpgsqlTypes;

namespace Supervision.EventStore.Appending;

/// <summary>
/// A connection of its own with the append statement prepared. One round trip stores a batch: the statement takes the
/// row lock of each stream, checks its version, moves it and inserts the events, in one implicit transaction.
/// </summary>
internal sealed class BatchWriter : IAsyncDisposable
{
    // Everything is reached by primary key only (see the settings in OpenAsync), so that a plan made while the tables were
    // small stays right when they are large. Neither a stream's time nor its transaction number runs backwards from one
    // event to the next, although a transaction that began earlier may get the stream's lock later (why the number
    // matters: Reading/LogPosition.cs).
    // The statements have their parameters in common, see Values. A chain finds its events and its documents by their places
    // in the arrays: joined by number they would be looked through anew for each chain.
    private const string Chains = "unnest($1::varchar[], $2::uuid[], $3::varchar[], $4::bigint[], $5::int[], $6::int[], $7::int[], $8::int[]) "
        + "with ordinality as c(tenant_id, id, type, expected, events, events_before, documents, documents_before, n)";

    private const string KeepNewest =
        "on conflict (tenant_id, kind, build, id) do update set version = excluded.version, data = excluded.data, modified = now()";

    private const string StoredSql =
        $$"""
        appended as (
            insert into mt_events (id, stream_id, version, data, type, tenant_id, timestamp, transaction_id)
            select ($9::uuid[])[e.i], e.id, e.version + e.i - e.events_before, ($11::jsonb[])[e.i], ($10::varchar[])[e.i], e.tenant_id, e.timestamp, e.transaction_id
            from (select w.*, generate_series(w.events_before + 1, w.events_before + w.events) as i from written w) e),
        kept as (
            insert into documents as d (tenant_id, kind, id, version, data)
            select e.tenant_id, ($12::varchar[])[e.i], ($13::uuid[])[e.i], e.version + ($15::int[])[e.i], ($14::jsonb[])[e.i]
            from (select w.*, generate_series(w.documents_before + 1, w.documents_before + w.documents) as i from written w) e
            {{KeepNewest}})
        """;

    // What nearly every batch is: more events for streams that are there, at versions that their writers know. Rows: chain
    // number, time. A chain without a row, or a unique violation, means that it is not that simple, and the next is asked.
    private const string PlainSql =
        $"""
        with written as (
            update mt_streams s set version = s.version + c.events,
                timestamp = greatest(s.timestamp, now()), transaction_id = greatest(s.transaction_id, pg_current_xact_id())
            from {Chains}
            where s.tenant_id = c.tenant_id and s.id = c.id and s.version = c.expected and not s.is_archived
            returning c.n, c.tenant_id, c.id, c.expected as version, c.events, c.events_before, c.documents, c.documents_before, s.timestamp, s.transaction_id),
        {StoredSql}
        select n, timestamp from written
        """;

    // Whatever else there may be. Rows: chain number, kind ('w' written, 'k' known already), the known event's place in its
    // chain, version (the stream's before, or the known event's), time, and whether the known event lies in another stream.
    // A chain without a row met another version than it expected. A chain that holds an event already known writes
    // nothing: its caller sorts that out.
    private const string GeneralSql =
        $"""
        with chain as materialized (
            select * from {Chains}),
        event as materialized (
            select e.n, e.tenant_id, e.id as stream_id, ($9::uuid[])[e.i] as id, e.i - e.events_before as place
            from (select c.*, generate_series(c.events_before + 1, c.events_before + c.events) as i from chain c) e),
        known as materialized (
            select e.n, e.place, m.version, m.timestamp, m.stream_id <> e.stream_id as elsewhere
            from event e join mt_events m on m.tenant_id = e.tenant_id and m.id = e.id),
        fresh as materialized (
            select * from chain c where not exists (select from known k where k.n = c.n)),
        moved as (
            update mt_streams s set version = s.version + f.events,
                timestamp = greatest(s.timestamp, now()), transaction_id = greatest(s.transaction_id, pg_current_xact_id()) from fresh f
            where f.expected > 0 and s.tenant_id = f.tenant_id and s.id = f.id and s.version = f.expected and not s.is_archived
            returning s.tenant_id, s.id, s.version, s.timestamp, s.transaction_id),
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
            select c.n, c.tenant_id, c.id, w.version - c.events as version, c.events, c.events_before, c.documents, c.documents_before,
                w.timestamp, w.transaction_id
            from (select * from moved union all select * from started union all select * from extended) w
            join chain c on c.tenant_id = w.tenant_id and c.id = w.id),
        {StoredSql}
        select n, 'w'::"char", 0, version, timestamp, false from written
        union all
        select n, 'k'::"char", place, version, timestamp, elsewhere from known
        """;

    private const string ActualSql =
        """
        select u.n, coalesce(s.version, 0), coalesce(s.is_archived, false)
        from unnest($1::varchar[], $2::uuid[]) with ordinality as u(tenant_id, id, n)
        left join mt_streams s on s.tenant_id = u.tenant_id and s.id = u.id
        """;

    // A lone event, by far the most frequent batch of a calm room, with a document or without: the same as the plain
    // statement, with less machinery.
    private const string LoneEvent =
        """
        with stream as (
            update mt_streams set version = version + 1,
                timestamp = greatest(timestamp, now()), transaction_id = greatest(transaction_id, pg_current_xact_id())
            where tenant_id = $1 and id = $2 and version = $3 and not is_archived returning version, timestamp, transaction_id),
        appended as (
            insert into mt_events (id, stream_id, version, data, type, tenant_id, timestamp, transaction_id)
            select $4, $2, version, $5, $6, $1, timestamp, transaction_id from stream)
        """;

    private const string LoneSql = $"{LoneEvent} select timestamp from stream";

    private const string LoneAndKeptSql =
        $"""
        {LoneEvent},
        kept as (
            insert into documents as d (tenant_id, kind, id, version, data) select $1, $7, $8, version, $9 from stream
            {KeepNewest})
        select timestamp from stream
        """;

    // An event is inserted under the row of its stream, which the same statement has just locked, so looking once more
    // whether there is one tells nothing; on each event that costs as much as the insert. As a replica, the connection is
    // spared this trigger (there is no other). Only a role that has been granted it may say so; for any other all stays as it is.
    private const string SettingsSql =
        """
        set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set plan_cache_mode = force_generic_plan; set jit = off;
        select set_config('session_replication_role', 'replica', false) where has_parameter_privilege('session_replication_role', 'set')
        """;

    private readonly NpgsqlConnection _connection;
    private readonly ScopedStatement _lone;
    private readonly ScopedStatement _loneAndKept;
    private readonly ScopedStatement _plain;
    private readonly ScopedStatement _general;
    private readonly ScopedStatement _actual;
    private string? _scopedTo;

    private BatchWriter(NpgsqlConnection connection)
    {
        const NpgsqlDbType Array = NpgsqlDbType.Array;
        NpgsqlDbType[] values =
        [
            Array | NpgsqlDbType.Varchar, Array | NpgsqlDbType.Uuid, Array | NpgsqlDbType.Varchar, Array | NpgsqlDbType.Bigint,
            Array | NpgsqlDbType.Integer, Array | NpgsqlDbType.Integer, Array | NpgsqlDbType.Integer, Array | NpgsqlDbType.Integer,
            Array | NpgsqlDbType.Uuid, Array | NpgsqlDbType.Varchar, Array | NpgsqlDbType.Jsonb,
            Array | NpgsqlDbType.Varchar, Array | NpgsqlDbType.Uuid, Array | NpgsqlDbType.Jsonb, Array | NpgsqlDbType.Integer,
        ];
        _connection = connection;
        NpgsqlDbType[] lone = [NpgsqlDbType.Varchar, NpgsqlDbType.Uuid, NpgsqlDbType.Bigint, NpgsqlDbType.Uuid, NpgsqlDbType.Jsonb, NpgsqlDbType.Varchar];
        _lone = new(connection, LoneSql, lone);
        _loneAndKept = new(connection, LoneAndKeptSql, [.. lone, NpgsqlDbType.Varchar, NpgsqlDbType.Uuid, NpgsqlDbType.Jsonb]);
        _plain = new(connection, PlainSql, values);
        _general = new(connection, GeneralSql, values);
        _actual = new(connection, ActualSql, Array | NpgsqlDbType.Varchar, Array | NpgsqlDbType.Uuid);
    }

    public bool IsUsable => _connection.FullState == System.Data.ConnectionState.Open;

    public static async Task<BatchWriter> OpenAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var settings = new NpgsqlCommand(SettingsSql, connection);
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
    /// <param name="mayBePlain">Whether the short ways may be tried.</param>
    /// <param name="cancellationToken">Whether it was stored is unknown if cancelled.</param>
    public async Task<ChainReport[]> WriteAsync(AppendBatch batch, bool mayBePlain, CancellationToken cancellationToken)
    {
        var chains = batch.Chains;
        var reports = new ChainReport[chains.Count];
        if (mayBePlain && batch.IsPlain)
        {
            await (batch.Lone is { } lone ? WriteLoneAsync(lone, reports, cancellationToken) : WritePlainAsync(chains, reports, cancellationToken));
        }

        if (Array.Exists(reports, r => r.IsMissing))
        {
            await WriteGeneralAsync(chains, reports, cancellationToken);
        }

        return reports;
    }

    public async ValueTask DisposeAsync()
    {
        await _lone.DisposeAsync();
        await _loneAndKept.DisposeAsync();
        await _plain.DisposeAsync();
        await _general.DisposeAsync();
        await _actual.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task WriteLoneAsync(Append append, ChainReport[] reports, CancellationToken cancellationToken)
    {
        var (stream, @event, expected) = (append.Stream, append.Events[0], append.Expected.Value);
        var tenants = TenantScope.Of(stream.Tenant);
        object?[] values = [stream.Tenant, stream.Id, expected, @event.Id, @event.Json, @event.Type];
        await using (var reader = await (append.Documents is [var document]
            ? _loneAndKept.ExecuteAsync(Enter(tenants), [.. values, document.Kind, document.Id, document.Json], cancellationToken)
            : _lone.ExecuteAsync(Enter(tenants), values, cancellationToken)))
        {
            if (await reader.ReadAsync(cancellationToken))
            {
                reports[0].Add(new('w', 0, expected, reader.GetFieldValue<DateTimeOffset>(0), Flag: false));
            }

            // A transaction that failed at its end would throw here, not before.
            await reader.CloseAsync();
        }

        _scopedTo = tenants;
    }

    private async Task WritePlainAsync(IReadOnlyList<AppendBatch.Chain> chains, ChainReport[] reports, CancellationToken cancellationToken)
    {
        var tenants = Tenants(chains);
        await using (var reader = await _plain.ExecuteAsync(Enter(tenants), Values(chains), cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var chain = (int)reader.GetInt64(0) - 1;
                reports[chain].Add(new('w', 0, chains[chain].Expected.Value, reader.GetFieldValue<DateTimeOffset>(1), Flag: false));
            }

            await reader.CloseAsync();
        }

        _scopedTo = tenants;
    }

    // Writes the chains that have no report yet.
    private async Task WriteGeneralAsync(IReadOnlyList<AppendBatch.Chain> all, ChainReport[] reports, CancellationToken cancellationToken)
    {
        var places = Enumerable.Range(0, all.Count).Where(i => reports[i].IsMissing).ToArray();
        var chains = places.Select(i => all[i]).ToArray();
        var tenants = Tenants(chains);
        await using (var reader = await _general.ExecuteAsync(Enter(tenants), Values(chains), cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var row = new ChainRow(reader.GetChar(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetBoolean(5));
                reports[places[reader.GetInt64(0) - 1]].Add(row);
            }

            await reader.CloseAsync();
        }

        _scopedTo = tenants;
        if (Array.Exists(reports, r => r.IsMissing))
        {
            await AddActualAsync(chains, places, reports, cancellationToken);
        }
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
    private async Task AddActualAsync(AppendBatch.Chain[] chains, int[] places, ChainReport[] reports, CancellationToken cancellationToken)
    {
        await using var reader = await _actual.ExecuteAsync(
            tenants: null, [chains.Select(c => c.Stream.Tenant).ToArray(), chains.Select(c => c.Stream.Id).ToArray()], cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ref var report = ref reports[places[reader.GetInt64(0) - 1]];
            if (report.IsMissing)
            {
                report.Add(new('c', 0, reader.GetInt64(1), default, reader.GetBoolean(2)));
            }
        }
    }

    private static string Tenants(IReadOnlyList<AppendBatch.Chain> chains)
    {
        var first = chains[0].Stream.Tenant;
        return chains.All(c => string.Equals(c.Stream.Tenant, first, StringComparison.Ordinal))
            ? TenantScope.Of(first)
            : TenantScope.Of(new SortedSet<string>(chains.Select(c => c.Stream.Tenant), StringComparer.Ordinal));
    }

    // The parameters of the statements: eight arrays of chains, three of their events, four of their documents, each with the
    // number of events that its chain has up to there.
    private static object?[] Values(IReadOnlyList<AppendBatch.Chain> chains)
    {
        var (tenant, stream, type, expected) = (new string[chains.Count], new Guid[chains.Count], new string?[chains.Count], new long[chains.Count]);
        var (events, eventsBefore) = (new int[chains.Count], new int[chains.Count]);
        var (documents, documentsBefore) = (new int[chains.Count], new int[chains.Count]);
        var (allEvents, allDocuments) = (new List<NewEvent>(), new List<(NewDocument Document, int Place)>());
        for (var c = 0; c < chains.Count; c++)
        {
            var chain = chains[c];
            (tenant[c], stream[c], type[c], expected[c]) = (chain.Stream.Tenant, chain.Stream.Id, chain.Type, chain.Expected.Value);
            (eventsBefore[c], documentsBefore[c]) = (allEvents.Count, allDocuments.Count);
            chain.Appends.ForEach(a => allEvents.AddRange(a.Append.Events));
            allDocuments.AddRange(chain.Documents());
            (events[c], documents[c]) = (allEvents.Count - eventsBefore[c], allDocuments.Count - documentsBefore[c]);
        }

        return
        [
            tenant, stream, type, expected, events, eventsBefore, documents, documentsBefore,
            allEvents.ConvertAll(e => e.Id).ToArray(), allEvents.ConvertAll(e => e.Type).ToArray(), allEvents.ConvertAll(e => e.Json).ToArray(),
            allDocuments.ConvertAll(d => d.Document.Kind).ToArray(), allDocuments.ConvertAll(d => d.Document.Id).ToArray(),
            allDocuments.ConvertAll(d => d.Document.Json).ToArray(), allDocuments.ConvertAll(d => d.Place).ToArray(),
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

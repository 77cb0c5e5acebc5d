using Microsoft.Extensions.Logging;
using Npgsql;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Events;
using Supervision.EventStore.Reading;
using Supervision.Server.Tests;

namespace Supervision.EventStore.Tests.Fixtures;

/// <summary>A test with a migrated database of its own, and nodes on it.</summary>
public abstract class StoreTest(PostgresServer postgres) : IAsyncLifetime
{
    protected const string Tenant = "north";

    private readonly List<PostgresEventStore> _nodes = [];
    private readonly RecordedLog _log = new();
    private ILoggerFactory? _loggers;
    private NpgsqlDataSource? _raw;

    protected PostgresServer Postgres => postgres;

    /// <summary>How long anything that is waited for may take before the test fails.</summary>
    protected static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(30);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected string ConnectionString { get; private set; } = "";

    /// <summary>The first node.</summary>
    protected PostgresEventStore Store { get; private set; } = null!;

    /// <summary>The database without the store, as the same role.</summary>
    protected NpgsqlDataSource Raw => _raw!;

    /// <summary>What the nodes have written to their log, line by line.</summary>
    protected IReadOnlyCollection<string> Logged => _log.Lines;

    /// <summary>How the nodes of this test are set up.</summary>
    protected virtual EventStoreOptions Options => new() { ConnectionString = ConnectionString };

    public virtual async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(postgres.Missing is not null, postgres.Missing ?? "");
        ConnectionString = await postgres.CreateDatabaseAsync() + ";Maximum Pool Size=20";
        _raw = NpgsqlDataSource.Create(ConnectionString);
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));
        Store = Node();
        await Store.MigrateAsync(Stop);
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync().AsTask().WaitAsync(Deadline, CancellationToken.None);
        }

        if (_raw is not null)
        {
            await _raw.DisposeAsync();
        }

        _loggers?.Dispose();
        _log.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>One more node on the same database; it ends with the test, if not before.</summary>
    protected PostgresEventStore Node(EventStoreOptions? options = null)
    {
        var node = new PostgresEventStore(options ?? Options, Tally.Types, TimeProvider.System, _loggers!);
        _nodes.Add(node);
        return node;
    }

    protected static StreamKey NewStream(string tenant = Tenant) => new(tenant, Guid.CreateVersion7());

    /// <summary>An append of one event.</summary>
    protected static Append One(StreamKey stream, ExpectedVersion? expected = null, Guid? id = null, TallyEvent? @event = null) =>
        new(stream, "tally", expected ?? ExpectedVersion.Any, [Tally.Event(@event ?? new TallyEvent.Counted(1), id)], []);

    /// <summary>An append of as many events as told.</summary>
    protected static Append Many(StreamKey stream, int count, ExpectedVersion? expected = null) =>
        new(stream, "tally", expected ?? ExpectedVersion.Any, [.. Enumerable.Range(1, count).Select(i => Tally.Event(new TallyEvent.Counted(i)))], []);

    protected Task<AppendOutcome> AppendAsync(Append append) => Store.AppendAsync(append, Stop).WaitAsync(Deadline, Stop);

    protected static async Task<long> AppendedAsync(PostgresEventStore node, Append append) =>
        Assert.IsType<AppendOutcome.Appended>(await node.AppendAsync(append, Stop).WaitAsync(Deadline, Stop)).Version;

    protected Task<long> AppendedAsync(Append append) => AppendedAsync(Store, append);

    protected async Task<List<StoredEvent>> ReadAsync(StreamKey stream, StreamPart? part = null) =>
        await Store.ReadStreamAsync(stream, part ?? StreamPart.Whole, Stop).ToListAsync(Stop);

    /// <summary>The stream holds versions 1 to the last, each once.</summary>
    protected async Task AssertVersionsAsync(StreamKey stream, int last) =>
        Assert.Equal(Enumerable.Range(1, last).Select(v => (long)v), (await ReadAsync(stream)).Select(e => e.Version));

    protected async Task<object?> ScalarAsync(string sql, params object[] parameters)
    {
        await using var connection = await OpenForEveryoneAsync();
        return await ScalarAsync(connection, sql, parameters);
    }

    protected static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return await command.ExecuteScalarAsync(Stop);
    }

    /// <summary>A connection of its own that sees all tenants.</summary>
    protected async Task<NpgsqlConnection> OpenForEveryoneAsync()
    {
        var connection = await Raw.OpenConnectionAsync(Stop);
        await ScalarAsync(connection, "select set_config('supervision.tenants', '{*}', false)");
        return connection;
    }

    /// <summary>Locks a stream's row, so that appends to it wait, until the returned connection is disposed of.</summary>
    protected async Task<NpgsqlConnection> HoldAsync(StreamKey stream)
    {
        var connection = await OpenForEveryoneAsync();
        await ScalarAsync(connection, "begin");
        await ScalarAsync(connection, "select 1 from mt_streams where tenant_id = $1 and id = $2 for update", stream.Tenant, stream.Id);
        return connection;
    }

    /// <summary>Waits until so many statements wait for a lock in this database.</summary>
    protected Task UntilBlockedAsync(int statements) => UntilAsync(async () =>
        await ScalarAsync("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") is long count && count >= statements);

    /// <summary>Looks again and again, and fails when it has taken too long.</summary>
    protected static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Deadline, "What was waited for did not come about in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(3), Stop);
        }
    }

    /// <summary>Writes an event as the store would, in the connection's open transaction, and does not commit it.</summary>
    protected static async Task InsertAsync(NpgsqlConnection connection, StreamKey stream, TallyEvent @event)
    {
        var encoded = Tally.Event(@event);
        await ScalarAsync(
            connection,
            """
            with stream as (
                insert into mt_streams as s (tenant_id, id, type, version) values ($1, $2, 'tally', 1)
                on conflict (tenant_id, id) do update set version = s.version + 1, timestamp = now() returning version)
            insert into mt_events (id, stream_id, version, data, type, tenant_id)
            select $3, $2, version, $4::jsonb, $5, $1 from stream
            """,
            stream.Tenant, stream.Id, encoded.Id, System.Text.Encoding.UTF8.GetString(encoded.Json), encoded.Type);
    }
}

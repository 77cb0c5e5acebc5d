using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Supervision.EventStore;
using Supervision.Server.Hosting.Postgres;

namespace Supervision.Benchmarks.Store;

/// <summary>
/// A migrated database, and beside the store's tables others of the same shape for the floors: same columns, defaults and
/// indexes, no foreign key, no row-level security.
/// </summary>
internal sealed class StoreDatabase : IAsyncDisposable
{
    public const string Tenant = "north";

    private readonly EmbeddedPostgres? _postgres;

    private StoreDatabase(EmbeddedPostgres? postgres, string connectionString)
    {
        _postgres = postgres;
        ConnectionString = connectionString;
        Raw = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 50, MaxAutoPrepare = 0 });
        Store = Node(1_000);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Raw { get; }

    public PostgresEventStore Store { get; }

    /// <summary>Starts a PostgreSQL of its own, unless <c>--connection=…</c> names an empty database.</summary>
    public static async Task<StoreDatabase> StartAsync(IReadOnlyList<string> options)
    {
        const string Named = "--connection=";
        var named = options.FirstOrDefault(o => o.StartsWith(Named, StringComparison.Ordinal))?[Named.Length..];
        var postgres = named is null
            ? await EmbeddedPostgres.StartAsync(new() { Ephemeral = true }, NullLogger.Instance, TimeProvider.System, CancellationToken.None)
            : null;
        var database = new StoreDatabase(postgres, named ?? postgres!.ConnectionString);
        await database.Store.MigrateAsync(CancellationToken.None);
        await database.ExecuteAsync(
            """
            create table floor_streams (like mt_streams including all);
            create table floor_events (like mt_events including all);
            create table floor_documents (like documents including all);
            """);
        return database;
    }

    public PostgresEventStore Node(int cachedStreams) => new(
        new() { ConnectionString = ConnectionString, CachedStreams = cachedStreams }, Counter.Types, TimeProvider.System, NullLoggerFactory.Instance);

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Raw.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"select set_config('supervision.tenants', '{{*}}', false); {sql}", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Streams of so many events each, in the store's tables and in the floor's, with their snapshots; and the tables' statistics.</summary>
    public async Task<Guid[]> SeedAsync(int streams, int events)
    {
        var ids = Enumerable.Range(0, streams).Select(_ => Guid.CreateVersion7()).ToArray();
        await using var connection = await Raw.OpenConnectionAsync();
        await using (var scope = new NpgsqlCommand("select set_config('supervision.tenants', '{*}', false)", connection))
        {
            await scope.ExecuteNonQueryAsync();
        }

        foreach (var (prefix, documents) in ((string, string)[])[("mt", "documents"), ("floor", "floor_documents")])
        {
            await using var command = new NpgsqlCommand(
                $$"""
                with stream as (
                    insert into {{prefix}}_streams (tenant_id, id, type, version) select '{{Tenant}}', u.id, 'counter', $2 from unnest($1) u(id)),
                document as (
                    insert into {{documents}} (tenant_id, kind, id, version, data)
                    select '{{Tenant}}', 'counter', u.id, $2, jsonb_build_object('sum', $2, 'events', $2, 'last', 'seeded') from unnest($1) u(id))
                insert into {{prefix}}_events (id, stream_id, version, data, type, tenant_id)
                select gen_random_uuid(), u.id, v, jsonb_build_object('by', 1, 'note', repeat('A sentence about a case. ', 8)), 'counted', '{{Tenant}}'
                from generate_series(1, $2) v, unnest($1) u(id)
                """, connection)
            {
                CommandTimeout = 0,
                Parameters = { new() { Value = ids }, new() { Value = events } },
            };
            await command.ExecuteNonQueryAsync();
        }

        await ExecuteAsync("analyze mt_streams, mt_events, documents, floor_streams, floor_events, floor_documents");
        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Raw.DisposeAsync();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
    }
}

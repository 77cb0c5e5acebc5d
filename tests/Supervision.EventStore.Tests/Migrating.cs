using Npgsql;
using Supervision.EventStore.Schema;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

public abstract class Migrating(PostgresServer postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task A_fresh_database_gets_every_file_once()
    {
        var fresh = await FreshAsync();

        Assert.Equal(
            ["0001_streams_and_events.sql", "0002_publication.sql", "0003_order_of_streams.sql", "0004_a_wall_asked_once.sql", "0005_a_wall_for_single_rows.sql"],
            await Node(Options with { ConnectionString = fresh }).MigrateAsync(Stop));
        Assert.Empty(await Node(Options with { ConnectionString = fresh }).MigrateAsync(Stop));
    }

    [Fact]
    public async Task Ten_nodes_at_once_take_turns()
    {
        var fresh = await FreshAsync();

        var ran = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Node(Options with { ConnectionString = fresh }).MigrateAsync(Stop)));

        Assert.Single(ran, files => files.Count > 0);
        Assert.Equal(9, ran.Count(files => files.Count == 0));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        await ScalarAsync("insert into schema_migrations (set, name) values ('event-store', '9999_from_the_future.sql')");

        var refusal = await Assert.ThrowsAsync<SchemaTooNewException>(() => Node().MigrateAsync(Stop));

        Assert.Contains("9999_from_the_future.sql", refusal.Message, StringComparison.Ordinal);
        // The lock is let go of.
        await ScalarAsync("delete from schema_migrations where name = '9999_from_the_future.sql'");
        Assert.Empty(await Node().MigrateAsync(Stop));
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_behind_and_can_be_tried_again()
    {
        var fresh = await FreshAsync();
        await using (var raw = NpgsqlDataSource.Create(fresh))
        {
            await using var connection = await raw.OpenConnectionAsync(Stop);
            await ScalarAsync(connection, "create table documents (own int)");
            var node = Node(Options with { ConnectionString = fresh });
            await Assert.ThrowsAsync<PostgresException>(() => node.MigrateAsync(Stop));
            Assert.Equal(DBNull.Value, await ScalarAsync(connection, "select to_regclass('mt_streams')::text"));

            await ScalarAsync(connection, "drop table documents");
            Assert.NotEmpty(await node.MigrateAsync(Stop));
        }
    }

    [Fact]
    public async Task A_file_added_later_runs_on_a_database_with_events()
    {
        var fresh = await FreshAsync();
        await using var raw = NpgsqlDataSource.Create(fresh);
        await using var connection = await raw.OpenConnectionAsync(Stop);
        await Node(Options with { ConnectionString = fresh }).MigrateAsync(Stop);
        await ScalarAsync(connection, "delete from schema_migrations where name = '0003_order_of_streams.sql'");
        await ScalarAsync(connection, "alter table mt_streams drop column transaction_id");
        await ScalarAsync(connection, "select set_config('supervision.tenants', '{*}', false)");
        var stream = NewStream();
        await InsertAsync(connection, stream, new TallyEvent.Counted(1));

        var upgraded = Node(Options with { ConnectionString = fresh });
        Assert.Equal(["0003_order_of_streams.sql"], await upgraded.MigrateAsync(Stop));

        Assert.Equal(2, await AppendedAsync(upgraded, One(stream)));
    }

    private Task<string> FreshAsync() => Postgres.CreateDatabaseAsync();
}

[Collection(On15.Name)]
public sealed class MigratingOn15(Postgres15 postgres) : Migrating(postgres);

[Collection(On18.Name)]
public sealed class MigratingOn18(Postgres18 postgres) : Migrating(postgres);

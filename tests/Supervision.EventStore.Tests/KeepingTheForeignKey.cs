using Npgsql;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

/// <summary>An append is spared the check that its stream is there, where the role may ask for that; nobody else is.</summary>
public abstract class KeepingTheForeignKey(PostgresServer postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task An_append_fires_no_trigger_and_its_events_have_their_stream()
    {
        await ProbeAsync();
        await AppendedAsync(One(NewStream()));
        var stream = NewStream();
        await AppendedAsync(Many(stream, 3));
        await AppendedAsync(One(stream));

        Assert.Equal(0L, await ScalarAsync("select count(*) from probe"));
        Assert.Equal((5L, 0L), await EventsAsync());
    }

    [Fact]
    public async Task A_role_that_may_not_ask_for_it_appends_all_the_same()
    {
        await ProbeAsync();
        await using (var superuser = new NpgsqlConnection(Postgres.AsSuperuser(ConnectionString)))
        {
            await superuser.OpenAsync(Stop);
            await ScalarAsync(
                superuser,
                """
                do $$ begin
                    if not exists (select from pg_roles where rolname = 'plain') then create role plain login password 'plain'; end if;
                end $$;
                grant all on all tables in schema public to plain;
                grant all on all sequences in schema public to plain
                """);
        }
        await using var node = Node(Options with { ConnectionString = new NpgsqlConnectionStringBuilder(ConnectionString) { Username = "plain", Password = "plain" }.ConnectionString });
        await AppendedAsync(node, One(NewStream()));

        Assert.Equal(1L, await ScalarAsync("select count(*) from probe"));
        Assert.Equal((1L, 0L), await EventsAsync());
    }

    [Fact]
    public async Task Whoever_else_writes_is_held_to_it()
    {
        await AppendedAsync(One(NewStream()));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(
            $"select set_config('supervision.tenants', '{{{Tenant}}}', false); insert into mt_events (id, stream_id, version, data, type, tenant_id) values (gen_random_uuid(), gen_random_uuid(), 1, '{{}}', 'counted', '{Tenant}')"));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, refused.SqlState);
    }

    private async Task ProbeAsync() => await ScalarAsync(
        """
        create table probe (at timestamptz);
        create function probe() returns trigger language plpgsql as $$ begin insert into probe values (now()); return null; end $$;
        create trigger probe after insert on mt_events for each row execute function probe()
        """);

    // How many there are, and how many of them without a stream.
    private async Task<(long All, long Orphans)> EventsAsync()
    {
        await using var connection = await Raw.OpenConnectionAsync(Stop);
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Everyone);
        batch.BatchCommands.Add(new("select count(*), count(*) filter (where s.id is null) from mt_events e left join mt_streams s on s.tenant_id = e.tenant_id and s.id = e.stream_id"));
        await using var reader = await batch.ExecuteReaderAsync(Stop);
        await reader.NextResultAsync(Stop);
        await reader.ReadAsync(Stop);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }
}

[Collection(On15.Name)]
public sealed class KeepingTheForeignKeyOn15(Postgres15 postgres) : KeepingTheForeignKey(postgres);

[Collection(On18.Name)]
public sealed class KeepingTheForeignKeyOn18(Postgres18 postgres) : KeepingTheForeignKey(postgres);

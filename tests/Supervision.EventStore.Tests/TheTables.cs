using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

/// <summary>They are Marten's, so that Marten can be pointed at them; columns of our own have a default.</summary>
public abstract class TheTables(PostgresServer postgres) : StoreTest(postgres)
{
    [Theory]
    [InlineData("mt_streams", """
        tenant_id character varying not null default '*DEFAULT*'
        id uuid not null
        type character varying
        version bigint
        timestamp timestamp with time zone not null default now()
        created timestamp with time zone not null default now()
        is_archived boolean default false
        """)]
    [InlineData("mt_events", """
        seq_id bigint not null default nextval('mt_events_sequence'::regclass)
        id uuid not null
        stream_id uuid
        version bigint not null
        data jsonb not null
        bdata bytea
        type character varying(500) not null
        timestamp timestamp with time zone not null default now()
        tenant_id character varying default '*DEFAULT*'
        mt_dotnet_type character varying
        is_archived boolean default false
        """)]
    [InlineData("mt_event_progression", """
        name character varying not null
        last_seq_id bigint
        last_updated timestamp with time zone default now()
        """)]
    public async Task Have_Martens_columns_and_all_others_can_be_left_out(string table, string columns)
    {
        var actual = ((string)(await ScalarAsync(
            """
            select string_agg(
                a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
                    || coalesce(' default ' || replace(pg_get_expr(d.adbin, d.adrelid), '::character varying', ''), ''), e'\n' order by a.attnum)
            from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped
            """, table))!).Split('\n');
        var martens = columns.Split('\n', StringSplitOptions.TrimEntries);

        Assert.Equal(martens, actual.Take(martens.Length));
        Assert.All(actual.Skip(martens.Length), own => Assert.True(
            own.Contains(" default ", StringComparison.Ordinal) || !own.Contains(" not null", StringComparison.Ordinal), $"{own} cannot be left out."));
    }

    [Theory]
    [InlineData("mt_streams", "p", "tenant_id, id")]
    [InlineData("mt_events", "p", "seq_id")]
    [InlineData("mt_event_progression", "p", "name")]
    [InlineData("mt_events", "f", "tenant_id, stream_id")]
    public async Task Have_Martens_keys(string table, string kind, string columns) => Assert.Equal(columns, await ScalarAsync(
        """
        select string_agg(a.attname, ', ' order by k.place) from pg_constraint c, unnest(c.conkey) with ordinality k(attnum, place)
        join pg_attribute a on a.attnum = k.attnum where c.conrelid = $1::regclass and a.attrelid = c.conrelid and c.contype = $2::"char"
        """, table, kind));

    [Fact]
    public async Task Have_Martens_index_of_stream_and_version() => Assert.Equal(
        "CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON public.mt_events USING btree (tenant_id, stream_id, version)",
        await ScalarAsync("select indexdef from pg_indexes where indexname = 'pk_mt_events_stream_and_version'"));

    [Fact]
    public async Task Have_the_sequence_owned_by_its_column() =>
        Assert.Equal("public.mt_events_sequence", await ScalarAsync("select pg_get_serial_sequence('mt_events', 'seq_id')"));
}

[Collection(On15.Name)]
public sealed class TheTablesOn15(Postgres15 postgres) : TheTables(postgres);

[Collection(On18.Name)]
public sealed class TheTablesOn18(Postgres18 postgres) : TheTables(postgres);

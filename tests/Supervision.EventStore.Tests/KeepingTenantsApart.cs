using Npgsql;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

/// <summary>By the code, and by row-level security behind it.</summary>
public abstract class KeepingTenantsApart(PostgresServer postgres) : StoreTest(postgres)
{
    private static readonly string[] Tables = ["mt_streams", "mt_events", "documents"];

    private readonly StreamKey _north = NewStream();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await AppendedAsync(One(_north) with { Documents = [new("sum", _north.Id, "{}"u8.ToArray())] });
    }

    [Fact]
    public async Task Another_tenant_reads_nothing_of_a_stream_by_its_id()
    {
        var south = _north with { Tenant = "south" };

        Assert.Empty(await ReadAsync(south));
        Assert.Null(await Store.Documents.FindAsync("south", "sum", _north.Id, TallyJson.Default.TallyState, Stop));
        Assert.Empty(await Store.Documents.ListAsync("south", "sum", "{}", TallyJson.Default.TallyState, Stop));
        Assert.Equal(new AppendOutcome.Conflict(0), await AppendAsync(One(south, ExpectedVersion.Exactly(1))));
    }

    [Fact]
    public async Task Another_tenant_does_not_archive_a_stream_by_its_id()
    {
        await Store.ArchiveStreamAsync(_north with { Tenant = "south" }, Stop);

        Assert.Equal(2, await AppendedAsync(One(_north)));
    }

    [Fact]
    public async Task The_role_is_no_superuser_and_does_not_bypass_row_security() =>
        Assert.Equal(false, await ScalarAsync("select rolsuper or rolbypassrls from pg_roles where rolname = current_user"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{south}")]
    [InlineData("{\"*\"}")]
    public async Task A_statement_of_another_scope_sees_and_changes_nothing(string? scope)
    {
        await using var connection = await ScopedAsync(scope);

        foreach (var table in Tables)
        {
            Assert.Equal(0L, await ScalarAsync(connection, $"select count(*) from {table}"));
            Assert.Equal(0L, await ScalarAsync(connection, $"with u as (update {table} set version = 9 returning 1) select count(*) from u"));
            Assert.Equal(0L, await ScalarAsync(connection, $"with d as (delete from {table} returning 1) select count(*) from d"));
        }

        await AssertVersionsAsync(_north, 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{south}")]
    public async Task A_statement_of_another_scope_adds_nothing(string? scope)
    {
        await using var connection = await ScopedAsync(scope);

        foreach (var insert in (string[])
            [
                $"insert into mt_streams (tenant_id, id, version) values ('north', '{Guid.CreateVersion7()}', 0)",
                $"insert into mt_events (id, stream_id, version, data, type, tenant_id) values ('{Guid.CreateVersion7()}', '{_north.Id}', 2, '{{}}', 'counted', 'north')",
                $"insert into documents (tenant_id, kind, id, version, data) values ('north', 'sum', '{Guid.CreateVersion7()}', 1, '{{}}')",
            ])
        {
            var fault = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(connection, insert));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, fault.SqlState);
        }
    }

    [Fact]
    public async Task A_statement_of_the_scope_sees_its_tenant_only()
    {
        await AppendedAsync(One(NewStream("south")));
        await using var connection = await ScopedAsync("{south}");

        Assert.Equal("south", await ScalarAsync(connection, "select string_agg(distinct tenant_id, ',') from mt_events"));
    }

    [Fact]
    public async Task A_connection_that_the_store_has_used_sees_nothing_afterwards()
    {
        await using var node = Node(Options with { ConnectionString = ConnectionString + ";Maximum Pool Size=1" });
        Assert.Single(await node.ReadStreamAsync(_north, Reading.StreamPart.Whole, Stop).ToListAsync(Stop));
        await using var connection = await node.Database.OpenConnectionAsync(Stop);

        Assert.Equal(0L, await ScalarAsync(connection, "select count(*) from mt_events"));
    }

    private async Task<NpgsqlConnection> ScopedAsync(string? scope)
    {
        var connection = await Raw.OpenConnectionAsync(Stop);
        if (scope is not null)
        {
            await ScalarAsync(connection, "select set_config('supervision.tenants', $1, false)", scope);
        }

        return connection;
    }
}

[Collection(On15.Name)]
public sealed class KeepingTenantsApartOn15(Postgres15 postgres) : KeepingTenantsApart(postgres);

[Collection(On18.Name)]
public sealed class KeepingTenantsApartOn18(Postgres18 postgres) : KeepingTenantsApart(postgres);

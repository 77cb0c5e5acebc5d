using System.Data;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.EventStore.Deciding;
using Supervision.Server.Demonstration;
using Supervision.Server.Features.Groups;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Access;

/// <summary>
/// Institutes are kept apart by the code and, behind it, by the database. Here the code's own filter is left out: every table
/// with a tenant, those of later features too, must hold the wall by itself. Accounts are found before anyone's institute is
/// known, so the schema <c>identity</c> stands before the wall.
/// </summary>
public sealed partial class TheWallInTheDatabase(TestServer test)
{
    private const string Everyone = "{*}";
    private const string South = "00000000-0000-0000-0000-0000000000d2";

    // Any other policy beside this one would let more through: permissive policies add up.
    private const string Policy = "PERMISSIVE ALL {public} visible_tenant(tenant_id) visible_tenant(tenant_id)";

    // The same, asked once for each statement: for tables of which many rows are read at once.
    private const string AskedOnce =
        "((tenant_id= ANY ((( SELECT visible_tenants() AS visible_tenants))::text[])) OR ( SELECT sees_everyone() AS sees_everyone))";

    private const string PolicyAskedOnce = $"PERMISSIVE ALL {{public}} {AskedOnce} {AskedOnce}";

    // Read many at once, and written few at once.
    private const string PolicyAskedOnceOfWhatIsRead = $"PERMISSIVE ALL {{public}} {AskedOnce} visible_tenant(tenant_id)";

    private const string TablesSql =
        """
        select c.oid::regclass::text, c.relrowsecurity, c.relforcerowsecurity,
            (select coalesce(string_agg(concat_ws(' ', p.permissive, p.cmd, p.roles::text, p.qual, coalesce(p.with_check, p.qual)), '; '), 'none')
             from pg_policies p where (p.schemaname, p.tablename) = (n.nspname, c.relname))
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname <> 'identity' and n.nspname !~ '^(pg_|information_schema)'
            and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
        order by 1
        """;

    private static readonly string North = DemonstrationInstitute.Id.ToString();
    private static readonly string[] Known = ["mt_streams", "mt_events", "documents"];

    [Fact]
    public async Task Stands_before_every_table_that_holds_something_of_an_institute()
    {
        await using var database = NpgsqlDataSource.Create(test.Shared.ConnectionString);
        var tables = await TablesAsync(database);

        Assert.Equal([], tables.SelectMany(table => table.Gaps));
        Assert.Equal([], Known.Except(tables.Select(table => table.Name)));
    }

    [Theory]
    [InlineData("", "leaky: row-level security is off", "leaky: it does not bind the owner", "leaky: its policy is none")]
    [InlineData("alter table leaky enable row level security; create policy tenant on leaky using (visible_tenant(tenant_id))", "leaky: it does not bind the owner")]
    [InlineData("alter table leaky enable row level security; alter table leaky force row level security; create policy tenant on leaky using (true)",
        "leaky: its policy is PERMISSIVE ALL {public} true true")]
    [InlineData("alter table leaky enable row level security; alter table leaky force row level security; create policy tenant on leaky using (visible_tenant(tenant_id))")]
    [InlineData("alter table leaky enable row level security; alter table leaky force row level security; "
        + "create policy tenant on leaky using (tenant_id = any ((select visible_tenants())::varchar[]) or (select sees_everyone()))")]
    [InlineData("alter table leaky enable row level security; alter table leaky force row level security; "
        + "create policy tenant on leaky using (tenant_id = any ((select visible_tenants())::varchar[]) or (select sees_everyone())) with check (visible_tenant(tenant_id))")]
    public async Task Is_missed_where_a_new_table_goes_without_it(string wall, params string[] gaps)
    {
        await using var server = await test.StartAsync("--Supervision:Demonstration=false");
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        await using var create = database.CreateCommand($"create table leaky (tenant_id varchar not null); {wall}");
        await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        Assert.Equal(gaps, (await TablesAsync(database)).SelectMany(table => table.Gaps));
    }

    [Fact]
    public async Task Shows_each_institute_its_own_and_nothing_else_to_a_query_without_a_filter()
    {
        await using var server = await test.StartAsync();
        await FormAGroupInTheSouthAsync(server);
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        var tables = await TablesAsync(database);
        await using var connection = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        // One moment for all: the server goes on writing.
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, TestContext.Current.CancellationToken);
        var filled = new List<string>();
        foreach (var table in tables.ConvertAll(each => each.Name))
        {
            var all = await TenantsAsync(connection, Everyone, table);
            if (all.ContainsKey(North) && all.ContainsKey(South))
            {
                filled.Add(table);
            }

            Assert.Equal(Only(all, North), await TenantsAsync(connection, $"{{{North}}}", table));
            Assert.Equal(Only(all, South), await TenantsAsync(connection, $"{{{South}}}", table));
            Assert.Empty(await TenantsAsync(connection, "{elsewhere}", table));
            Assert.Empty(await TenantsAsync(connection, "", table));
        }
        Assert.Equal([], Known.Except(filled));
    }

    private static Dictionary<string, long> Only(Dictionary<string, long> all, string tenant) =>
        all.Where(each => each.Key == tenant).ToDictionary();

    /// <returns>How many rows of whom a statement of this scope sees.</returns>
    private static async Task<Dictionary<string, long>> TenantsAsync(NpgsqlConnection connection, string scope, string table)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select set_config('supervision.tenants', $1, true)") { Parameters = { new() { Value = scope } } },
                new($"select tenant_id::text, count(*) from {table} group by 1"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await reader.NextResultAsync(TestContext.Current.CancellationToken);
        var tenants = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            tenants.Add(reader.GetString(0), reader.GetInt64(1));
        }
        return tenants;
    }

    private static async Task<List<Table>> TablesAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(TablesSql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var tables = new List<Table>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            // A column of another type is cast on its way into the function.
            tables.Add(new(reader.GetString(0), reader.GetBoolean(1), reader.GetBoolean(2), Cast().Replace(reader.GetString(3), "tenant_id")));
        }
        return tables;
    }

    private static async Task FormAGroupInTheSouthAsync(RunningServer server)
    {
        var groups = server.Services.GetRequiredService<Decider<GroupState, GroupCommand, GroupEvent>>();
        var outcome = await groups.ExecuteAsync(
            new(South, Thursday.Value), Guid.CreateVersion7(), new GroupCommand.Form(Thursday, "Thursday group", Noon), TestContext.Current.CancellationToken);
        Assert.IsType<Outcome.Accepted>(outcome);
    }

    [GeneratedRegex(@"\(tenant_id\)::[a-z ]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Cast();

    private sealed record Table(string Name, bool IsOn, bool BindsTheOwner, string Policies)
    {
        public IEnumerable<string> Gaps =>
        [
            .. IsOn ? [] : new[] { $"{Name}: row-level security is off" },
            .. BindsTheOwner ? [] : new[] { $"{Name}: it does not bind the owner" },
            .. Policies is Policy or PolicyAskedOnce or PolicyAskedOnceOfWhatIsRead ? [] : new[] { $"{Name}: its policy is {Policies}" },
        ];
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.Server.Identity;

namespace Supervision.Server.Tests.Identity;

public sealed class TheAccountTables(TestServer test)
{
    [Fact]
    public async Task Are_what_Identity_expects_of_them()
    {
        using var scope = test.Shared.Services.CreateScope();
        var model = scope.ServiceProvider.GetRequiredService<AccountContext>().Model;
        var expected = model.GetEntityTypes().Where(entity => !entity.IsOwned()).SelectMany(ColumnsOf).ToHashSet();
        var actual = await ReadColumnsAsync();

        Assert.Contains("account_passkeys.data jsonb not null", expected);
        Assert.Equal([], expected.Except(actual).Order());
    }

    private static IEnumerable<string> ColumnsOf(IEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            yield return $"{entity.GetTableName()}.{property.GetColumnName()} {property.GetColumnType()} {(property.IsNullable ? "null" : "not null")}";
        }
        foreach (var owned in entity.GetNavigations().Where(navigation => navigation.TargetEntityType.IsOwned()))
        {
            yield return $"{entity.GetTableName()}.{owned.TargetEntityType.GetContainerColumnName()} jsonb not null";
        }
    }

    private async Task<HashSet<string>> ReadColumnsAsync()
    {
        await using var database = NpgsqlDataSource.Create(test.Shared.ConnectionString);
        await using var command = database.CreateCommand(
            """
            select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else ' null' end
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'identity'::regnamespace and a.attnum > 0 and not a.attisdropped
            """);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var columns = new HashSet<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            columns.Add(reader.GetString(0));
        }
        return columns;
    }
}

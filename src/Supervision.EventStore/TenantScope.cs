using Npgsql;

namespace Supervision.EventStore;

/// <summary>
/// Names the tenants that a transaction may see, for the row-level security of the tables. It travels in front of the
/// statement it is for, in the same round trip and the same implicit transaction.
/// </summary>
public static class TenantScope
{
    /// <summary>All tenants: for whoever follows the log of the whole store.</summary>
    public const string Everyone = "{*}";

    /// <summary>One tenant.</summary>
    /// <exception cref="ArgumentException">The tenant cannot be named.</exception>
    public static string Of(string tenant) => $"{{\"{Checked(tenant)}\"}}";

    /// <summary>Several tenants.</summary>
    /// <exception cref="ArgumentException">One of them cannot be named.</exception>
    public static string Of(IEnumerable<string> tenants) => $"{{{string.Join(',', tenants.Select(t => $"\"{Checked(t)}\""))}}}";

    /// <summary>A batch whose statements see one scope only; add the statements to it.</summary>
    public static NpgsqlBatch BatchIn(NpgsqlConnection connection, string scope) =>
        new(connection) { BatchCommands = { new("select set_config('supervision.tenants', $1, true)") { Parameters = { new() { Value = scope } } } } };

    /// <summary>The rows that a statement gives in a scope.</summary>
    public static async Task<List<T>> RowsAsync<T>(
        NpgsqlConnection connection, string scope, NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        await using var batch = BatchIn(connection, scope);
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>Looks whether a tenant can be named.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static void Check(string tenant)
    {
        if (tenant is null or "" or "*")
        {
            throw new ArgumentException("A tenant must be named.", nameof(tenant));
        }

        foreach (var c in tenant)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '*'))
            {
                throw new ArgumentException("A tenant is named by letters, digits, '-', '_' and '*' only.", nameof(tenant));
            }
        }
    }

    private static string Checked(string tenant)
    {
        Check(tenant);
        return tenant;
    }
}

using Npgsql;

namespace Supervision.Server.Tests.Hosting.Postgres;

/// <summary>A table of notes, to see what a database has kept.</summary>
internal static class Notes
{
    public static async Task AddAsync(string connectionString, string text)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = new NpgsqlCommand("CREATE TABLE IF NOT EXISTS notes (text text PRIMARY KEY)", connection);
        await command.ExecuteNonQueryAsync();
        await using var insert = new NpgsqlCommand("INSERT INTO notes VALUES ($1)", connection) { Parameters = { new() { Value = text } } };
        await insert.ExecuteNonQueryAsync();
    }

    public static async Task<string[]> AllAsync(string connectionString) =>
        (string[])(await ScalarAsync(connectionString, "SELECT coalesce(array_agg(text ORDER BY text), '{}') FROM notes"))!;

    public static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    // Without a pool, whose connections would not outlive the database that a test stops.
    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}

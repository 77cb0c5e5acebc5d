using Npgsql;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>The roles and databases of a running cluster.</summary>
internal sealed record ClusterRoles(ClusterFolder Folder, PostgresAddress Address)
{
    /// <summary>Owns the databases and follows their log; it cannot reach beyond them.</summary>
    public const string Owner = "supervision";

    public const string Superuser = "postgres";

    public const string Database = "supervision";

    public string ConnectionString(string database) => Address.ConnectionString(database, Owner, Folder.PasswordOf(Owner));

    /// <summary>Makes what is missing; a start may have been interrupted between any two steps.</summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        await using var connection = await ConnectAsync(cancellation);
        await using var look = new NpgsqlCommand(
            $"""
            SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Owner}'), EXISTS (SELECT FROM pg_database WHERE datname = '{Database}')
            """,
            connection);
        bool hasRole, hasDatabase;
        await using (var row = await look.ExecuteReaderAsync(cancellation))
        {
            await row.ReadAsync(cancellation);
            (hasRole, hasDatabase) = (row.GetBoolean(0), row.GetBoolean(1));
        }

        if (!hasRole)
        {
            await ExecuteAsync(connection, $"CREATE ROLE {Owner} LOGIN REPLICATION PASSWORD '{Folder.PasswordOf(Owner)}'", cancellation);
        }

        // Spares the store a check on its own appends: see Appending/BatchWriter.cs. Before version 15 it could not be granted.
        await ExecuteAsync(connection, $"GRANT SET ON PARAMETER session_replication_role TO {Owner}", cancellation);

        if (!hasDatabase)
        {
            await ExecuteAsync(connection, $"CREATE DATABASE {Database} OWNER {Owner}", cancellation);
        }
    }

    public async Task CreateDatabaseAsync(string name, CancellationToken cancellation)
    {
        await using var connection = await ConnectAsync(cancellation);
        var quoted = name.Replace("\"", "\"\"", StringComparison.Ordinal);
        await ExecuteAsync(connection, $"CREATE DATABASE \"{quoted}\" OWNER {Owner}", cancellation);
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(Address.ConnectionString("postgres", Superuser, Folder.PasswordOf(Superuser), pooling: false));
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

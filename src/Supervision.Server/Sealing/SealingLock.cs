using Npgsql;
using Supervision.EventStore;

namespace Supervision.Server.Sealing;

/// <summary>Held by one node at a time, for what takes several steps; let go of also when the node ends.</summary>
internal sealed class SealingLock : IAsyncDisposable
{
    private const string Key = "hashtextextended('resealing ' || $1, 0)";

    private readonly NpgsqlConnection _connection;
    private readonly string _name;

    private SealingLock(NpgsqlConnection connection, string name) => (_connection, _name) = (connection, name);

    /// <returns>Null while another holds it.</returns>
    public static async Task<SealingLock?> TryTakeAsync(PostgresEventStore store, string name, CancellationToken cancellationToken)
    {
        var connection = await store.Database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({Key})", connection) { Parameters = { new() { Value = name } } };
        if ((bool)(await command.ExecuteScalarAsync(cancellationToken))!)
        {
            return new(connection, name);
        }
        await connection.DisposeAsync();
        return null;
    }

    // Said outright: the pool does not reset a connection that it is given back.
    public async ValueTask DisposeAsync()
    {
        await using (_connection)
        {
            await using var command = new NpgsqlCommand($"select pg_advisory_unlock({Key})", _connection) { Parameters = { new() { Value = _name } } };
            await command.ExecuteNonQueryAsync();
        }
    }
}

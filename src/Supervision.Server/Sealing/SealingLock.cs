using Npgsql;
using Supervision.EventStore;

namespace Supervision.Server.Sealing;

/// <summary>
/// Held by one at a time on all nodes: by whoever gives a scope another key, for as long as that takes, and by whoever writes
/// under its key what nothing else keeps apart from that. Let go of also when the node ends.
/// </summary>
internal sealed class SealingLock : IAsyncDisposable
{
    private const string Key = "hashtextextended('resealing ' || $1, 0)";

    private readonly NpgsqlConnection _connection;
    private readonly string _name;

    private SealingLock(NpgsqlConnection connection, string name) => (_connection, _name) = (connection, name);

    /// <summary>Waits until nobody else holds it.</summary>
    public static async Task<SealingLock> TakeAsync(PostgresEventStore store, string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        var taken = new SealingLock(await store.Database.OpenConnectionAsync(cancellationToken), NameOf(tenant, scope));
        try
        {
            await taken.AskAsync("pg_advisory_lock", cancellationToken);
            return taken;
        }
        catch
        {
            // It may have been granted before it was given up.
            await taken.DisposeAsync();
            throw;
        }
    }

    // Said outright: the pool does not reset a connection that it is given back.
    public async ValueTask DisposeAsync()
    {
        await using (_connection)
        {
            await AskAsync("pg_advisory_unlock", CancellationToken.None);
        }
    }

    private static string NameOf(string tenant, KeyScope scope) => $"{tenant} {scope.Kind} {scope.Id}";

    private async Task<object?> AskAsync(string function, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select {function}({Key})", _connection) { Parameters = { new() { Value = _name } } };
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}

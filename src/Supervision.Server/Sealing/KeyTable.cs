using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore;

namespace Supervision.Server.Sealing;

/// <summary>What the table says of a key.</summary>
/// <param name="Wrapped">Null once it is destroyed.</param>
/// <param name="Generation">Counts a scope's keys, from 1: each takes over from the one before.</param>
internal sealed record KeyRow(Guid Id, KeyScope Scope, WrappedKey? Wrapped, DateTimeOffset CreatedAt, DateTimeOffset? DestroyedAt, int Generation = 1)
{
    public override string ToString() => $"{nameof(KeyRow)} {Id}";
}

/// <summary>The table of wrapped keys.</summary>
internal sealed class KeyTable(PostgresEventStore store)
{
    private const string Columns = "id, kind, scope_id, epoch, wrapped, created_at, destroyed_at, generation";

    // Only one at a time changes an institute's keys and its part of the vault, on whatever node.
    private const string LockSql = "select pg_advisory_xact_lock(hashtextextended('sealing ' || $1, 0))";

    public Task<Guid> InstallationAsync(CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = new NpgsqlCommand("select id from sealing.installation", connection);
        return (Guid)(await command.ExecuteScalarAsync(cancellationToken))!;
    }, cancellationToken);

    /// <summary>The last of a scope's keys.</summary>
    public async Task<KeyRow?> FindAsync(string tenant, KeyScope scope, CancellationToken cancellationToken) => (await OfScopeAsync(tenant, scope, cancellationToken)).LastOrDefault();

    /// <summary>All keys that a scope ever had, the first one first.</summary>
    public Task<List<KeyRow>> OfScopeAsync(string tenant, KeyScope scope, CancellationToken cancellationToken) =>
        store.AskAsync(connection => OfScopeAsync(connection, tenant, scope, cancellationToken), cancellationToken);

    public static async Task<List<KeyRow>> OfScopeAsync(NpgsqlConnection connection, string tenant, KeyScope scope, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(connection, tenant, "and kind = $2 and scope_id = $3", [new() { Value = scope.Kind.ToString() }, new() { Value = scope.Id }], cancellationToken)).OrderBy(row => row.Generation)];

    public Task<List<KeyRow>> AllAsync(string tenant, KeyKind kind, CancellationToken cancellationToken) => store.AskAsync(connection =>
        ReadAsync(connection, tenant, "and kind = $2", [new() { Value = kind.ToString() }], cancellationToken), cancellationToken);

    public Task<List<KeyRow>> LivingAsync(NpgsqlConnection connection, string tenant, CancellationToken cancellationToken) =>
        ReadAsync(connection, tenant, "and wrapped is not null", [], cancellationToken);

    /// <returns>False if the scope has one of this generation already.</returns>
    public static async Task<bool> InsertAsync(NpgsqlConnection connection, string tenant, WrappedKey key, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "insert into sealing.keys (id, tenant_id, kind, scope_id, epoch, wrapped, created_at, generation) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing", connection)
        {
            Parameters =
            {
                new() { Value = key.Id }, new() { Value = tenant }, new() { Value = key.Scope.Kind.ToString() }, new() { Value = key.Scope.Id },
                new() { Value = key.Epoch }, new() { Value = key.Box }, new NpgsqlParameter<DateTimeOffset> { TypedValue = at }, new() { Value = key.Generation },
            },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public static async Task ReplaceAsync(NpgsqlConnection connection, string tenant, IReadOnlyCollection<WrappedKey> keys, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "update sealing.keys k set epoch = u.epoch, wrapped = u.wrapped from unnest($2::uuid[], $3::int[], $4::bytea[]) as u(id, epoch, wrapped) where k.tenant_id = $1 and k.id = u.id", connection)
        {
            Parameters =
            {
                new() { Value = tenant }, new() { Value = keys.Select(key => key.Id).ToArray() }, new() { Value = keys.Select(key => key.Epoch).ToArray() },
                new() { Value = keys.Select(key => key.Box).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task DestroyAsync(NpgsqlConnection connection, string tenant, IReadOnlyDictionary<Guid, DateTimeOffset> keys, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "update sealing.keys k set epoch = null, wrapped = null, destroyed_at = u.at from unnest($2::uuid[], $3::timestamptz[]) as u(id, at) where k.tenant_id = $1 and k.id = u.id and k.wrapped is not null", connection)
        {
            Parameters = { new() { Value = tenant }, new() { Value = keys.Keys.ToArray() }, new() { Value = keys.Values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Does something to an institute's keys that may be done twice: in one transaction, while nobody else touches them.</summary>
    public Task<T> AloneAsync<T>(string tenant, Func<NpgsqlConnection, Task<T>> change, CancellationToken cancellationToken) =>
        store.AskAsync(async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (var batch = TenantScope.BatchIn(connection, TenantScope.Of(tenant)))
            {
                batch.BatchCommands.Add(new(LockSql) { Parameters = { new() { Value = tenant } } });
                await batch.ExecuteNonQueryAsync(cancellationToken);
            }
            var result = await change(connection);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }, cancellationToken);

    private static Task<List<KeyRow>> ReadAsync(
        NpgsqlConnection connection, string tenant, string condition, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        var command = new NpgsqlBatchCommand($"select {Columns} from sealing.keys where tenant_id = $1 {condition} order by created_at, id") { Parameters = { new() { Value = tenant } } };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter.Clone());
        }
        return TenantScope.RowsAsync(connection, TenantScope.Of(tenant), command, Read, cancellationToken);
    }

    private static KeyRow Read(NpgsqlDataReader row)
    {
        var (id, scope) = (row.GetGuid(0), new KeyScope(Enum.Parse<KeyKind>(row.GetString(1)), row.GetGuid(2)));
        var generation = row.GetInt32(7);
        var wrapped = row.IsDBNull(4) ? null : new WrappedKey(id, scope, row.GetInt32(3), row.GetFieldValue<byte[]>(4), generation);
        return new(id, scope, wrapped, row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6), generation);
    }
}

using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore;

namespace Supervision.Server.Sealing;

/// <summary>The table of texts that were sealed anew.</summary>
internal sealed class KeptTable(PostgresEventStore store)
{
    private const string ReadSql = "select stream_id, field, key_id, box from sealing.kept where tenant_id = $1 and kind = $2 and scope_id = $3";

    private const string WriteSql =
        """
        insert into sealing.kept (tenant_id, kind, scope_id, stream_id, field, key_id, box)
        select $1, $2, $3, u.stream_id, u.field, u.key_id, u.box from unnest($4::uuid[], $5::varchar[], $6::uuid[], $7::bytea[]) as u (stream_id, field, key_id, box)
        on conflict (tenant_id, kind, scope_id, stream_id, field) do update set key_id = excluded.key_id, box = excluded.box
        """;

    public Task<List<KeptText>> OfAsync(string tenant, KeyScope scope, CancellationToken cancellationToken) =>
        store.AskAsync(connection => OfAsync(connection, tenant, scope, cancellationToken), cancellationToken);

    public static Task<List<KeptText>> OfAsync(NpgsqlConnection connection, string tenant, KeyScope scope, CancellationToken cancellationToken) => TenantScope.RowsAsync(
        connection, TenantScope.Of(tenant), new(ReadSql) { Parameters = { new() { Value = tenant }, new() { Value = scope.Kind.ToString() }, new() { Value = scope.Id } } },
        row => new KeptText(row.GetGuid(0), row.GetString(1), new(row.GetGuid(2), row.GetFieldValue<byte[]>(3))), cancellationToken);

    public Task WriteAsync(string tenant, KeyScope scope, IReadOnlyCollection<KeptText> texts, CancellationToken cancellationToken) =>
        store.AskAsync(async connection =>
        {
            await WriteAsync(connection, tenant, scope, texts, cancellationToken);
            return true;
        }, cancellationToken);

    public static async Task WriteAsync(NpgsqlConnection connection, string tenant, KeyScope scope, IReadOnlyCollection<KeptText> texts, CancellationToken cancellationToken)
    {
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Of(tenant));
        batch.BatchCommands.Add(new(WriteSql)
        {
            Parameters =
            {
                new() { Value = tenant }, new() { Value = scope.Kind.ToString() }, new() { Value = scope.Id },
                new() { Value = texts.Select(each => each.Stream).ToArray() }, new() { Value = texts.Select(each => each.Field).ToArray() },
                new() { Value = texts.Select(each => each.Text.Key).ToArray() },
                new() { Value = texts.Select(each => each.Text.Box.ToArray()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}

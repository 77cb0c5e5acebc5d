using Npgsql;
using Supervision.EventStore;
using Supervision.Server.Access;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Exports;

/// <summary>The tables of exports and their sealed files.</summary>
internal sealed class ExportStore(PostgresEventStore store)
{
    private const string Columns = "id, tenant_id, person_id, parts, asked_at, expires_at, ready_at, fetched_at";

    private const string TakeSql =
        """
        update exports.exports set fetched_at = $4
        where tenant_id = $1 and person_id = $2 and id = $3 and ready_at is not null and fetched_at is null and expires_at > $4 returning id
        """;

    private const string ExpireSql =
        """
        with gone as (delete from exports.exports where expires_at <= $1 returning id),
        files as (delete from exports.files f using gone where f.export_id = gone.id)
        select id from gone
        """;

    /// <summary>Adds an export, or finds the one that was asked for with this id before.</summary>
    /// <returns>Null if the id is another's.</returns>
    public async Task<Export?> AddAsync(Export export, CancellationToken cancellationToken)
    {
        await AskAsync(
            TenantScope.Of(export.Tenant), "insert into exports.exports (id, tenant_id, person_id, parts, asked_at, expires_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
            [Of(export.Id), Of(export.Tenant), Of(export.Person.Value), Of(export.Parts.Select(part => part.ToString()).ToArray()), Of(export.AskedAt), Of(export.ExpiresAt)], _ => true, cancellationToken);
        return (await OfPersonAsync(new(export.Person, export.Tenant), cancellationToken)).FirstOrDefault(each => each.Id == export.Id);
    }

    /// <summary>A person's own, the last asked for first; also those that have been fetched or have expired, as long as they are remembered.</summary>
    public Task<List<Export>> OfPersonAsync(Viewer viewer, CancellationToken cancellationToken) => AskAsync(
        TenantScope.Of(viewer.Tenant), $"select {Columns} from exports.exports where tenant_id = $1 and person_id = $2 order by asked_at desc",
        [Of(viewer.Tenant), Of(viewer.Person.Value)], Read, cancellationToken);

    /// <summary>Makes the export that has waited longest, if no other node does: whoever breaks off leaves it to the next.</summary>
    /// <returns>False if none waits.</returns>
    public async Task<bool> MakeNextAsync(DateTimeOffset now, Func<Export, Task<IReadOnlyList<SealedFile>>> make, CancellationToken cancellationToken)
    {
        await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var next = await AskAsync(
            connection, TenantScope.Everyone, $"select {Columns} from exports.exports where ready_at is null and expires_at > $1 order by asked_at limit 1 for update skip locked", [Of(now)],
            Read, cancellationToken);
        if (next is not [var export])
        {
            return false;
        }
        var scope = TenantScope.Of(export.Tenant);
        foreach (var file in await make(export))
        {
            await AskAsync(
                connection, scope, "insert into exports.files (export_id, n, tenant_id, path, key_kind, key_scope, key_id, box) values ($1, $2, $3, $4, $5, $6, $7, $8)",
                [
                    Of(export.Id), Of(file.N), Of(export.Tenant), Of(file.Path), Of(file.Key.Kind.ToString()), Of(file.Key.Id), Of(file.Content.Key), Of(file.Content.Box.ToArray()),
                ], _ => true, cancellationToken);
        }
        await AskAsync(connection, scope, "update exports.exports set ready_at = $2 where id = $1", [Of(export.Id), Of(now)], _ => true, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Hands an export's files out, once, and keeps none of them.</summary>
    /// <returns>Null if somebody was faster, it is not ready, has expired, or is another's.</returns>
    public async Task<List<SealedFile>?> TakeAsync(Viewer viewer, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var scope = TenantScope.Of(viewer.Tenant);
        var taken = await AskAsync(connection, scope, TakeSql, [Of(viewer.Tenant), Of(viewer.Person.Value), Of(id), Of(now)], row => row.GetGuid(0), cancellationToken);
        if (taken.Count == 0)
        {
            return null;
        }
        var files = await AskAsync(
            connection, scope, "delete from exports.files where export_id = $1 returning n, path, key_kind, key_scope, key_id, box", [Of(id)], ReadFile, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. files.OrderBy(file => file.N)];
    }

    /// <returns>How many exports have expired and are gone.</returns>
    public async Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        (await AskAsync(TenantScope.Everyone, ExpireSql, [Of(now)], row => row.GetGuid(0), cancellationToken)).Count;

    // What is asked again after an outage is a new command, with parameters of its own.
    private Task<List<T>> AskAsync<T>(string scope, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        store.AskAsync(connection => AskAsync(connection, scope, sql, [.. parameters.Select(parameter => parameter.Clone())], read, cancellationToken), cancellationToken);

    private static Task<List<T>> AskAsync<T>(
        NpgsqlConnection connection, string scope, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }
        return TenantScope.RowsAsync(connection, scope, command, read, cancellationToken);
    }

    private static Export Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), new(row.GetGuid(2)), [.. row.GetFieldValue<string[]>(3).Select(Enum.Parse<ExportPart>)], row.GetFieldValue<DateTimeOffset>(4),
        row.GetFieldValue<DateTimeOffset>(5), TimeOrNull(row, 6), TimeOrNull(row, 7));

    private static DateTimeOffset? TimeOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static SealedFile ReadFile(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), new(Enum.Parse<KeyKind>(row.GetString(2)), row.GetGuid(3)), new(row.GetGuid(4), row.GetFieldValue<byte[]>(5)));

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };
}

using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore;
using Supervision.Server.Access;

namespace Supervision.Server.Features.Exports;

/// <summary>The tables of exports and their sealed files.</summary>
internal sealed class ExportStore(PostgresEventStore store)
{
    private const string Columns = "id, tenant_id, person_id, parts, asked_at, expires_at, ready_at, fetched_at";

    /// <summary>Adds an export, or finds the one that was asked for with this id before.</summary>
    /// <returns>Null if the id is another's.</returns>
    public async Task<Export?> AddAsync(Export export, CancellationToken cancellationToken)
    {
        await AskAsync(export.Tenant, new(
            "insert into exports.exports (id, tenant_id, person_id, parts, asked_at, expires_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing")
        {
            Parameters =
            {
                new() { Value = export.Id }, new() { Value = export.Tenant }, new() { Value = export.Person.Value }, new() { Value = export.Parts.Select(part => part.ToString()).ToArray() },
                Time(export.AskedAt), Time(export.ExpiresAt),
            },
        }, _ => true, cancellationToken);
        return (await OfPersonAsync(new(export.Person, export.Tenant), cancellationToken)).FirstOrDefault(each => each.Id == export.Id);
    }

    /// <summary>A person's own, the last asked for first; also those that have been fetched or have expired, as long as they are remembered.</summary>
    public Task<List<Export>> OfPersonAsync(Viewer viewer, CancellationToken cancellationToken) => AskAsync(
        viewer.Tenant, new($"select {Columns} from exports.exports where tenant_id = $1 and person_id = $2 order by asked_at desc")
        {
            Parameters = { new() { Value = viewer.Tenant }, new() { Value = viewer.Person.Value } },
        }, Read, cancellationToken);

    /// <summary>Makes the export that has waited longest, if no other node does: whoever breaks off leaves it to the next.</summary>
    /// <returns>False if none waits.</returns>
    public async Task<bool> MakeNextAsync(DateTimeOffset now, Func<Export, Task<IReadOnlyList<SealedFile>>> make, CancellationToken cancellationToken)
    {
        await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var next = await AskAsync(connection, TenantScope.Everyone, new(
            $"select {Columns} from exports.exports where ready_at is null and expires_at > $1 order by asked_at limit 1 for update skip locked") { Parameters = { Time(now) } }, Read, cancellationToken);
        if (next is not [var export])
        {
            return false;
        }
        foreach (var file in await make(export))
        {
            await AskAsync(connection, TenantScope.Of(export.Tenant), new(
                "insert into exports.files (export_id, n, tenant_id, path, key_kind, key_scope, key_id, box) values ($1, $2, $3, $4, $5, $6, $7, $8)")
            {
                Parameters =
                {
                    new() { Value = export.Id }, new() { Value = file.N }, new() { Value = export.Tenant }, new() { Value = file.Path }, new() { Value = file.Key.Kind.ToString() },
                    new() { Value = file.Key.Id }, new() { Value = file.Content.Key }, new() { Value = file.Content.Box.ToArray() },
                },
            }, _ => true, cancellationToken);
        }
        await AskAsync(connection, TenantScope.Of(export.Tenant), new("update exports.exports set ready_at = $2 where id = $1") { Parameters = { new() { Value = export.Id }, Time(now) } }, _ => true, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Hands an export's files out, once, and keeps none of them.</summary>
    /// <returns>Null if somebody was faster, it is not ready, has expired, or is another's.</returns>
    public async Task<List<SealedFile>?> TakeAsync(Viewer viewer, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var taken = await AskAsync(connection, TenantScope.Of(viewer.Tenant), new(
            """
            update exports.exports set fetched_at = $4
            where tenant_id = $1 and person_id = $2 and id = $3 and ready_at is not null and fetched_at is null and expires_at > $4 returning id
            """)
        {
            Parameters = { new() { Value = viewer.Tenant }, new() { Value = viewer.Person.Value }, new() { Value = id }, Time(now) },
        }, row => row.GetGuid(0), cancellationToken);
        if (taken.Count == 0)
        {
            return null;
        }
        var files = await AskAsync(connection, TenantScope.Of(viewer.Tenant), new("delete from exports.files where export_id = $1 returning n, path, key_kind, key_scope, key_id, box")
        {
            Parameters = { new() { Value = id } },
        }, row => new SealedFile(row.GetInt32(0), row.GetString(1), new(Enum.Parse<Sealing.KeyKind>(row.GetString(2)), row.GetGuid(3)), new(row.GetGuid(4), row.GetFieldValue<byte[]>(5))), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. files.OrderBy(file => file.N)];
    }

    /// <returns>How many exports have expired and are gone.</returns>
    public async Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var gone = await AskAsync(TenantScope.Everyone, new(
            """
            with gone as (delete from exports.exports where expires_at <= $1 returning id),
            files as (delete from exports.files f using gone where f.export_id = gone.id)
            select id from gone
            """) { Parameters = { Time(now) } }, row => row.GetGuid(0), cancellationToken, isScope: true);
        return gone.Count;
    }

    private Task<List<T>> AskAsync<T>(string tenant, NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, bool isScope = false) =>
        store.AskAsync(connection => AskAsync(connection, isScope ? tenant : TenantScope.Of(tenant), Copy(command), read, cancellationToken), cancellationToken);

    private static async Task<List<T>> AskAsync<T>(
        NpgsqlConnection connection, string scope, NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var batch = TenantScope.BatchIn(connection, scope);
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }
        return rows;
    }

    // What is asked again after an outage is a new command.
    private static NpgsqlBatchCommand Copy(NpgsqlBatchCommand command)
    {
        var copy = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            copy.Parameters.Add(parameter.Clone());
        }
        return copy;
    }

    private static Export Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), new(row.GetGuid(2)), [.. row.GetFieldValue<string[]>(3).Select(Enum.Parse<ExportPart>)], row.GetFieldValue<DateTimeOffset>(4),
        row.GetFieldValue<DateTimeOffset>(5), TimeOrNull(row, 6), TimeOrNull(row, 7));

    private static DateTimeOffset? TimeOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static NpgsqlParameter Time(DateTimeOffset at) => new NpgsqlParameter<DateTimeOffset> { TypedValue = at, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}

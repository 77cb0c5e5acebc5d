using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;

namespace Supervision.EventStore.Projecting;

/// <summary>A document with its id and the version of the last event in it.</summary>
public sealed record Document<T>(Guid Id, long Version, T Data);

/// <summary>Reads the documents that projections keep, always of the build that is active. Outlives a restart of the database.</summary>
public sealed class Documents
{
    // All in the sub-select: behind row-level security a "coalesce" beside the column keeps the build, and the id after it, out of the index.
    private const string ActiveBuild = "build = (select coalesce(max(active), 1) from projection_builds where name = $2)";

    private readonly PostgresEventStore _store;

    internal Documents(PostgresEventStore store) => _store = store;

    /// <summary>One document; null if there is none.</summary>
    public async Task<Document<T>?> FindAsync<T>(string tenant, string kind, Guid id, JsonTypeInfo<T> json, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(tenant, kind, $"and id = $3", new NpgsqlParameter<Guid> { TypedValue = id }, json, cancellationToken);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>Those of the ids that exist, in no order.</summary>
    public Task<List<Document<T>>> FindAsync<T>(string tenant, string kind, IReadOnlyCollection<Guid> ids, JsonTypeInfo<T> json, CancellationToken cancellationToken) =>
        ReadAsync(tenant, kind, "and id = any ($3)", new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] }, json, cancellationToken);

    /// <summary>All of a kind that contain the given JSON object (PostgreSQL's <c>@&gt;</c>), in the order of their ids.</summary>
    public Task<List<Document<T>>> ListAsync<T>(string tenant, string kind, string containing, JsonTypeInfo<T> json, CancellationToken cancellationToken) =>
        ReadAsync(tenant, kind, "and data @> $3 order by id", new NpgsqlParameter { Value = containing, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb }, json, cancellationToken);

    private Task<List<Document<T>>> ReadAsync<T>(
        string tenant, string kind, string condition, NpgsqlParameter third, JsonTypeInfo<T> json, CancellationToken cancellationToken) =>
        _store.AskAsync(connection => ReadAsync(connection, tenant, kind, condition, third.Clone(), json, cancellationToken), cancellationToken);

    private static Task<List<Document<T>>> ReadAsync<T>(
        NpgsqlConnection connection, string tenant, string kind, string condition, NpgsqlParameter third, JsonTypeInfo<T> json,
        CancellationToken cancellationToken) => TenantScope.RowsAsync(
            connection, TenantScope.Of(tenant), new($"select id, version, data from documents where tenant_id = $1 and kind = $2 and {ActiveBuild} {condition}")
            {
                Parameters = { new() { Value = tenant }, new() { Value = kind }, third },
            },
            row => new Document<T>(row.GetGuid(0), row.GetInt64(1), JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(2), json)!), cancellationToken);
}

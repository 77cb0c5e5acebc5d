using Npgsql;
using Supervision.EventStore;

namespace Supervision.Server.Features.Readers;

/// <summary>That somebody looked for what is held about a client. Under which alias is not kept.</summary>
internal sealed record Search(Guid Id, PersonId Person, string Reason, int Found, DateTimeOffset At)
{
    public override string ToString() => $"{nameof(Search)} {Id}";
}

/// <summary>The table of searches.</summary>
internal sealed class SearchStore(PostgresEventStore store)
{
    /// <summary>On disk when it returns: what is found is shown afterwards.</summary>
    public Task<int> AddAsync(string tenant, Search search, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Of(tenant));
        batch.BatchCommands.Add(new("insert into reading.searches (id, tenant_id, person_id, reason, found, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing")
        {
            Parameters =
            {
                new() { Value = search.Id }, new() { Value = tenant }, new() { Value = search.Person.Value }, new() { Value = search.Reason },
                new() { Value = search.Found }, new NpgsqlParameter<DateTimeOffset> { TypedValue = search.At },
            },
        });
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<Search>> AllAsync(string tenant, int atMost, CancellationToken cancellationToken) => store.AskAsync<IReadOnlyList<Search>>(async connection =>
        await TenantScope.RowsAsync(
            connection, TenantScope.Of(tenant), new("select id, person_id, reason, found, at from reading.searches where tenant_id = $1 order by at desc limit $2")
            {
                Parameters = { new() { Value = tenant }, new() { Value = atMost } },
            },
            row => new Search(row.GetGuid(0), new(row.GetGuid(1)), row.GetString(2), row.GetInt32(3), row.GetFieldValue<DateTimeOffset>(4)), cancellationToken), cancellationToken);
}

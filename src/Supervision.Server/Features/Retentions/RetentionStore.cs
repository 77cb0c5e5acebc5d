using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore;

namespace Supervision.Server.Features.Retentions;

/// <param name="AsOfficer">Whether it is for a data protection officer, and not for whoever brought the case.</param>
internal readonly record struct Recipient(PersonId Person, bool AsOfficer);

/// <summary>The tables of warnings, and of letters about them that wait to be sent.</summary>
internal sealed class RetentionStore(PostgresEventStore store, TimeProvider time)
{
    // The letters are there if and only if the warning is, and another node that gives the same warning writes none.
    private const string WarnSql =
        """
        with warned as (
            insert into retention.warnings (tenant_id, case_id, due_at, days, goes_at, at) values ($1, $2, $3, $4, $5, $6)
            on conflict do nothing returning case_id)
        insert into retention.letters (id, tenant_id, person_id, as_officer, case_id, due_at, goes_at)
        select l.id, $1, l.person_id, l.as_officer, $2, $3, $5
        from unnest($7::uuid[], $8::uuid[], $9::bool[]) as l(id, person_id, as_officer) cross join warned
        """;

    public Task<IReadOnlyList<Warning>> WarningsAsync(string tenant, CancellationToken cancellationToken) => store.AskAsync<IReadOnlyList<Warning>>(async connection =>
        await TenantScope.RowsAsync(
            connection, TenantScope.Of(tenant),
            new("select case_id, due_at, days, goes_at, at from retention.warnings where tenant_id = $1 order by at") { Parameters = { new() { Value = tenant } } },
            row => new Warning(
                new(row.GetGuid(0)), row.GetFieldValue<DateTimeOffset>(1), row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4)),
            cancellationToken), cancellationToken);

    /// <summary>Puts on record that those concerned are warned, with a letter for each; once, on however many nodes.</summary>
    public Task<int> WarnAsync(string tenant, Warning warning, IReadOnlyList<Recipient> recipients, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Of(tenant));
        batch.BatchCommands.Add(new(WarnSql)
        {
            Parameters =
            {
                new() { Value = tenant }, new() { Value = warning.Case.Value }, Time(warning.DueAt), new() { Value = warning.Days }, Time(warning.GoesAt), Time(warning.At),
                new() { Value = recipients.Select(_ => Guid.CreateVersion7(time.GetUtcNow())).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new() { Value = recipients.Select(each => each.Person.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new() { Value = recipients.Select(each => each.AsOfficer).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Boolean },
            },
        });
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);

    /// <summary>Takes warnings back that are no longer true: the case was opened again, is held, or is kept for another time.</summary>
    public Task<int> TakeBackAsync(string tenant, Warning warning, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Of(tenant));
        foreach (var table in (string[])["warnings", "letters"])
        {
            batch.BatchCommands.Add(new($"delete from retention.{table} where tenant_id = $1 and case_id = $2 and due_at = $3")
            {
                Parameters = { new() { Value = tenant }, new() { Value = warning.Case.Value }, Time(warning.DueAt) },
            });
        }
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);

    private static NpgsqlParameter<DateTimeOffset> Time(DateTimeOffset at) => new() { TypedValue = at };
}

using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore;
using Supervision.Server.Features.Cases;
using Supervision.Server.Hosting;

namespace Supervision.Server.Features.Readers;

/// <summary>The tables of openings and alerts.</summary>
internal sealed class OpeningStore(PostgresEventStore store, ServerSettings settings, TimeProvider time)
{
    // One node writes at a time, so that what another has just recorded is seen. Any constant will do.
    private const string TakeTurnSql = "select pg_advisory_xact_lock(7165064744910021)";

    // The same by the same person within the time counts as one opening: across nodes, and after a restart.
    private const string InsertSql =
        """
        insert into reading.openings (tenant_id, case_id, person_id, kind, at)
        select distinct on (o.tenant_id, o.case_id, o.person_id, o.kind) o.tenant_id, o.case_id, o.person_id, o.kind, o.at
        from unnest($1::varchar[], $2::uuid[], $3::uuid[], $4::varchar[], $5::timestamptz[]) as o(tenant_id, case_id, person_id, kind, at)
        where not exists (
            select from reading.openings e
            where e.tenant_id = o.tenant_id and e.case_id = o.case_id and e.person_id = o.person_id and e.kind = o.kind and e.at > o.at - $6::interval)
        order by o.tenant_id, o.case_id, o.person_id, o.kind, o.at
        """;

    // A burst that goes on makes its alert grow, and no second one.
    private const string AlertSql =
        """
        with p as (select * from unnest($1::uuid[], $2::varchar[], $3::uuid[], $4::timestamptz[]) as p(id, tenant_id, person_id, at)),
        grown as (
            update reading.alerts a set at = greatest(a.at, p.at), seen_at = null, cases = (
                select count(distinct o.case_id) from reading.openings o
                where o.tenant_id = a.tenant_id and o.person_id = a.person_id and o.at >= a.since)
            from p where a.tenant_id = p.tenant_id and a.person_id = p.person_id and a.kind = $7 and a.at > p.at - $5::interval
            returning a.tenant_id, a.person_id)
        insert into reading.alerts (id, tenant_id, kind, person_id, cases, since, at)
        select p.id, p.tenant_id, $7, p.person_id, seen.cases, seen.since, p.at
        from p cross join lateral (
            select count(distinct o.case_id)::int as cases, min(o.at) as since from reading.openings o
            where o.tenant_id = p.tenant_id and o.person_id = p.person_id and o.at > p.at - $5::interval) as seen
        where seen.cases > $6 and not exists (select from grown g where g.tenant_id = p.tenant_id and g.person_id = p.person_id)
        """;

    public Task WriteAsync(IReadOnlyList<Opening> openings, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Of(openings.Select(opening => opening.Tenant).Distinct()));
        batch.BatchCommands.Add(new(TakeTurnSql));
        batch.BatchCommands.Add(new(InsertSql)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Varchar, openings.Select(opening => opening.Tenant)),
                Array(NpgsqlDbType.Uuid, openings.Select(opening => opening.Case.Value)),
                Array(NpgsqlDbType.Uuid, openings.Select(opening => opening.Person.Value)),
                Array(NpgsqlDbType.Varchar, openings.Select(opening => NameOf(opening.Kind))),
                Array(NpgsqlDbType.TimestampTz, openings.Select(opening => opening.At)),
                new NpgsqlParameter<TimeSpan> { TypedValue = Openings.SameWithin },
            },
        });
        batch.BatchCommands.Add(AlertsOf(openings));
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<Opening>> OfCaseAsync(string tenant, CaseId @case, int atMost, CancellationToken cancellationToken) =>
        ReadAsync(
            tenant, "select person_id, kind, at from reading.openings where tenant_id = $1 and case_id = $2 order by at desc limit $3",
            [new NpgsqlParameter<Guid> { TypedValue = @case.Value }, new NpgsqlParameter<int> { TypedValue = atMost }],
            row => new Opening(tenant, @case, new(row.GetGuid(0)), KindOf(row.GetString(1)), row.GetFieldValue<DateTimeOffset>(2)), cancellationToken);

    /// <summary>Those that nobody has looked at first, then the newest.</summary>
    public Task<IReadOnlyList<BulkOpening>> AlertsAsync(string tenant, int atMost, CancellationToken cancellationToken) =>
        ReadAsync(
            tenant, "select id, person_id, cases, since, at, seen_at, seen_by, note from reading.alerts where tenant_id = $1 order by seen_at is not null, at desc limit $2",
            [new NpgsqlParameter<int> { TypedValue = atMost }],
            row => new BulkOpening(
                row.GetGuid(0), new(row.GetGuid(1)), row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4),
                row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : new(row.GetGuid(6)), row.IsDBNull(7) ? null : row.GetString(7)),
            cancellationToken);

    /// <returns>False if there is no such alert.</returns>
    public Task<bool> MarkAsync(string tenant, Guid alert, PersonId by, string note, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Of(tenant));
        batch.BatchCommands.Add(new("update reading.alerts set seen_at = $3, seen_by = $4, note = $5 where tenant_id = $1 and id = $2 returning id")
        {
            Parameters =
            {
                new() { Value = tenant }, new NpgsqlParameter<Guid> { TypedValue = alert }, new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() },
                new NpgsqlParameter<Guid> { TypedValue = by.Value }, new() { Value = note },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }, cancellationToken);

    /// <summary>How many openings there were in each month, and when the first of them was.</summary>
    public Task<IReadOnlyList<(DateTimeOffset First, int Count)>> MonthsAsync(string tenant, CancellationToken cancellationToken) =>
        ReadAsync(
            tenant, "select min(at), count(*)::int from reading.openings where tenant_id = $1 group by date_trunc('month', at at time zone 'utc') order by 1", [],
            row => (row.GetFieldValue<DateTimeOffset>(0), row.GetInt32(1)), cancellationToken);

    /// <summary>What a person has opened, oldest first.</summary>
    public Task<IReadOnlyList<Opening>> OfPersonAsync(string tenant, PersonId person, CancellationToken cancellationToken) =>
        ReadAsync(
            tenant, "select case_id, kind, at from reading.openings where tenant_id = $1 and person_id = $2 order by at",
            [new NpgsqlParameter<Guid> { TypedValue = person.Value }],
            row => new Opening(tenant, new(row.GetGuid(0)), person, KindOf(row.GetString(1)), row.GetFieldValue<DateTimeOffset>(2)), cancellationToken);

    /// <param name="heldCases">Of which nothing goes.</param>
    /// <param name="heldPeople">Of whom nothing goes.</param>
    /// <returns>How many rows went.</returns>
    public Task<int> DeleteBeforeAsync(
        string tenant, DateTimeOffset before, IEnumerable<CaseId> heldCases, IEnumerable<PersonId> heldPeople, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Of(tenant));
        foreach (var (table, unheld) in ((string, string)[])[("openings", "and case_id <> all ($4)"), ("alerts", ""), ("searches", "")])
        {
            batch.BatchCommands.Add(new($"delete from reading.{table} where tenant_id = $1 and at < $2 and person_id <> all ($3) {unheld}")
            {
                Parameters =
                {
                    new() { Value = tenant }, new NpgsqlParameter<DateTimeOffset> { TypedValue = before },
                    Array(NpgsqlDbType.Uuid, heldPeople.Select(person => person.Value)), Array(NpgsqlDbType.Uuid, heldCases.Select(@case => @case.Value)),
                },
            });
        }
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);

    private Task<IReadOnlyList<T>> ReadAsync<T>(
        string tenant, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        store.AskAsync<IReadOnlyList<T>>(async connection =>
        {
            var command = new NpgsqlBatchCommand(sql) { Parameters = { new() { Value = tenant } } };
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(parameter.Clone());
            }
            return await TenantScope.RowsAsync(connection, TenantScope.Of(tenant), command, read, cancellationToken);
        }, cancellationToken);

    private NpgsqlBatchCommand AlertsOf(IReadOnlyList<Opening> openings)
    {
        var people = openings.GroupBy(opening => (opening.Tenant, opening.Person)).Select(of => (of.Key.Tenant, of.Key.Person, At: of.Max(opening => opening.At))).ToList();
        return new(AlertSql)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Uuid, people.Select(_ => Guid.CreateVersion7(time.GetUtcNow()))),
                Array(NpgsqlDbType.Varchar, people.Select(each => each.Tenant)),
                Array(NpgsqlDbType.Uuid, people.Select(each => each.Person.Value)),
                Array(NpgsqlDbType.TimestampTz, people.Select(each => each.At)),
                new NpgsqlParameter<TimeSpan> { TypedValue = TimeSpan.FromMinutes(settings.BulkOpening.Minutes) },
                new NpgsqlParameter<int> { TypedValue = settings.BulkOpening.Cases },
                new() { Value = BulkOpening.Kind },
            },
        };
    }

    private static NpgsqlParameter Array<T>(NpgsqlDbType type, IEnumerable<T> values) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };

    private static string NameOf(OpeningKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private static OpeningKind KindOf(string name) => Enum.GetValues<OpeningKind>().First(kind => NameOf(kind) == name);
}

/// <summary>Somebody opened more cases than one reads.</summary>
/// <param name="SeenAt">When a data protection officer last looked at it; null if nobody has since it last grew.</param>
/// <param name="Note">What came of it, in the officer's words.</param>
internal sealed record BulkOpening(Guid Id, PersonId Person, int Cases, DateTimeOffset Since, DateTimeOffset At, DateTimeOffset? SeenAt, PersonId? SeenBy, string? Note)
{
    public const string Kind = "bulk-opening";

    public override string ToString() => $"{nameof(BulkOpening)} {Id}";
}

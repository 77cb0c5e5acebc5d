using Npgsql;
using Supervision.EventStore;

namespace Supervision.Server.Identity;

internal sealed record FormerRoles(Guid Account, Guid Institute, IReadOnlyList<InstituteRole> Roles);

/// <summary>
/// Which account has ever belonged to which institute. Whether the person is there now, and as what, stands in the person's
/// stream at that institute; this says in which tenants to look.
/// </summary>
internal sealed class Memberships(PostgresEventStore store)
{
    public Task<int> AddAsync(Guid account, Guid institute, CancellationToken cancellationToken) => ExecuteAsync(
        "insert into identity.memberships (account_id, institute_id) values ($1, $2) on conflict do nothing", account, institute, cancellationToken);

    public Task<IReadOnlyList<Institute>> OfAsync(Guid account, CancellationToken cancellationToken) => store.AskAsync<IReadOnlyList<Institute>>(async connection =>
    {
        await using var command = new NpgsqlCommand(
            "select i.id, i.name from identity.memberships m join identity.institutes i on i.id = m.institute_id where m.account_id = $1 order by i.name, i.id",
            connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var institutes = new List<Institute>();
        while (await reader.ReadAsync(cancellationToken))
        {
            institutes.Add(new(reader.GetGuid(0), reader.GetString(1)));
        }
        return institutes;
    }, cancellationToken);

    public Task<IReadOnlyList<FormerRoles>> WithFormerRolesAsync(CancellationToken cancellationToken) => store.AskAsync<IReadOnlyList<FormerRoles>>(async connection =>
    {
        await using var command = new NpgsqlCommand(
            "select account_id, institute_id, former_roles from identity.memberships where former_roles is not null", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var former = new List<FormerRoles>();
        while (await reader.ReadAsync(cancellationToken))
        {
            former.Add(new(reader.GetGuid(0), reader.GetGuid(1), [.. reader.GetFieldValue<string[]>(2).Select(RoleNames.Parse)]));
        }
        return former;
    }, cancellationToken);

    public Task<int> ForgetFormerRolesAsync(Guid account, Guid institute, CancellationToken cancellationToken) => ExecuteAsync(
        "update identity.memberships set former_roles = null where account_id = $1 and institute_id = $2", account, institute, cancellationToken);

    private Task<int> ExecuteAsync(string sql, Guid account, Guid institute, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = institute });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);
}

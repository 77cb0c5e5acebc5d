using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore;
using Supervision.Server.Access;
using Supervision.Server.Features;

namespace Supervision.Server.Identity.Tokens;

/// <summary>A token as its owner sees it afterwards.</summary>
/// <param name="LastUsedAt">To the minute; null if never.</param>
internal sealed record AccessTokenView(
    Guid Id, string Name, IReadOnlyList<TokenScope> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt);

/// <summary>Who comes in by a token.</summary>
internal sealed record TokenBearer(Guid Token, Viewer Viewer, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt);

internal sealed class AccessTokenStore(PostgresEventStore store, TimeProvider time)
{
    public const int MostTokens = 50;

    // Looking it up and noting that it was used, the latter at most once a minute. A token ends with the account's place in the institute.
    private const string UseSql =
        """
        with found as (
            select t.id, t.account_id, t.institute_id, t.scopes, t.expires_at, t.last_used_at
            from identity.access_tokens t join identity.memberships m on m.account_id = t.account_id and m.institute_id = t.institute_id
            where t.hash = $1 and t.revoked_at is null and t.expires_at > $2),
        used as (
            update identity.access_tokens t set last_used_at = $2 from found
            where t.id = found.id and (found.last_used_at is null or found.last_used_at <= $2 - interval '1 minute'))
        select id, account_id, institute_id, scopes, expires_at from found
        """;

    private const string InsertSql =
        """
        insert into identity.access_tokens (id, account_id, institute_id, name, scopes, hash, created_at, expires_at)
        select $1, $2, $3, $4, $5, $6, $7, $8
        where (select count(*) from identity.access_tokens where account_id = $2 and institute_id = $3 and revoked_at is null and expires_at > $7) < $9
        on conflict do nothing
        """;

    // The first revocation counts; another's token is not found.
    private const string RevokeSql =
        """
        update identity.access_tokens set revoked_at = coalesce(revoked_at, $4)
        where id = $1 and account_id = $2 and institute_id = $3
        """;

    public Task<TokenBearer?> UseAsync(byte[] hash, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(UseSql, connection);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new TokenBearer(
                reader.GetGuid(0), new(new PersonId(reader.GetGuid(1)), reader.GetGuid(2).ToString()), reader.GetFieldValue<string[]>(3),
                reader.GetFieldValue<DateTimeOffset>(4))
            : null;
    }, cancellationToken);

    public Task<IReadOnlyList<AccessTokenView>> ListAsync(Viewer viewer, CancellationToken cancellationToken) => store.AskAsync<IReadOnlyList<AccessTokenView>>(async connection =>
    {
        await using var command = new NpgsqlCommand(
            """
            select id, name, scopes, created_at, expires_at, last_used_at from identity.access_tokens
            where account_id = $1 and institute_id = $2 and revoked_at is null order by created_at desc, id
            """, connection);
        Add(command, viewer);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tokens = new List<AccessTokenView>();
        while (await reader.ReadAsync(cancellationToken))
        {
            tokens.Add(new(
                reader.GetGuid(0), reader.GetString(1), [.. reader.GetFieldValue<string[]>(2).Select(TokenScopes.Find).OfType<TokenScope>()],
                reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4),
                reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5)));
        }
        return tokens;
    }, cancellationToken);

    /// <returns>False if the id is in use or the person has too many; <see cref="ExistsAsync"/> tells which.</returns>
    public async Task<bool> AddAsync(Viewer viewer, AccessTokenView token, byte[] hash, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand(InsertSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = token.Id });
        Add(command, viewer);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = token.Name });
        command.Parameters.Add(new() { Value = token.Scopes.Select(TokenScopes.NameOf).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = token.CreatedAt });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = token.ExpiresAt });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = MostTokens });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public Task<bool> ExistsAsync(Guid token, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = new NpgsqlCommand("select exists (select from identity.access_tokens where id = $1)", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = token });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }, cancellationToken);

    /// <returns>False if it is no token of this person.</returns>
    public async Task<bool> RevokeAsync(Viewer viewer, Guid token, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand(RevokeSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = token });
        Add(command, viewer);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static void Add(NpgsqlCommand command, Viewer viewer)
    {
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = viewer.Person.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(viewer.Tenant) });
    }
}

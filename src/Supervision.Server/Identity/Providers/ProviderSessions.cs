using System.Security.Claims;
using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore;
using Supervision.Server.Access;
using Supervision.Server.Identity.Tokens;

namespace Supervision.Server.Identity.Providers;

/// <summary>Sessions that began at a provider. A cookie names its own by <see cref="Viewer.CredentialClaim"/>, and ends with it.</summary>
internal sealed class ProviderSessions(PostgresEventStore store, EndedAccess ended, TimeProvider time)
{
    // All of a person's at a provider, or those of one of its sessions.
    private const string EndSql =
        """
        update identity.provider_sessions set ended_at = $5
        where institute_id = $1 and issuer = $2 and ($3::text is null or subject = $3) and ($4::text is null or sid = $4) and ended_at is null
        returning id
        """;

    public async Task<Guid> BeginAsync(Provider provider, Guid account, string subject, string? sid, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await using var command = store.Database.CreateCommand(
            "insert into identity.provider_sessions (id, institute_id, account_id, issuer, subject, sid, began_at) values ($1, $2, $3, $4, $5, $6, $7)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = provider.Institute });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider.Issuer });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = subject });
        command.Parameters.Add(new() { Value = (object?)sid ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return id;
    }

    /// <summary>The person has shown there anew who they are, in the same session of the provider's or another.</summary>
    /// <returns>False if it has ended.</returns>
    public async Task<bool> ContinueAsync(Guid session, Guid account, string? sid, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand(
            "update identity.provider_sessions set sid = $3 where id = $1 and account_id = $2 and ended_at is null");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account });
        command.Parameters.Add(new() { Value = (object?)sid ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Whether the session has not been ended at the provider; one that did not begin there goes on.</summary>
    public async ValueTask<bool> GoesOnAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        user.FindFirstValue(Viewer.CredentialClaim) is not { } session
        || (Guid.TryParse(session, out var id) && await GoesOnAsync(id, Viewer.Of(user).Person.Value, cancellationToken));

    private Task<bool> GoesOnAsync(Guid session, Guid account, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(
            "select exists (select from identity.provider_sessions where id = $1 and account_id = $2 and ended_at is null)", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }, cancellationToken);

    /// <param name="institute">Whose people.</param>
    /// <param name="issuer">Where they signed in.</param>
    /// <param name="subject">Whose sessions there; null for everyone's.</param>
    /// <param name="sid">The provider's name of one session; null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task EndAsync(Guid institute, string issuer, string? subject, string? sid, CancellationToken cancellationToken)
    {
        var sessions = new List<Guid>();
        await using (var command = store.Database.CreateCommand(EndSql))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = institute });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = issuer });
            command.Parameters.Add(new() { Value = (object?)subject ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            command.Parameters.Add(new() { Value = (object?)sid ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                sessions.Add(reader.GetGuid(0));
            }
        }
        await ended.TellAsync(sessions, cancellationToken);
    }

    /// <returns>False if the logout token has been used before.</returns>
    public async Task<bool> UseLogoutTokenAsync(Provider provider, string jti, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand(
            """
            with old as (delete from identity.provider_logout_tokens where expires_at < $5)
            insert into identity.provider_logout_tokens (institute_id, issuer, jti, expires_at) values ($1, $2, $3, $4) on conflict do nothing
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = provider.Institute });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider.Issuer });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = jti });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = until });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}

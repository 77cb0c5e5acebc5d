using Microsoft.AspNetCore.Identity;
using Npgsql;
using Supervision.EventStore;

namespace Supervision.Server.Identity.Credentials;

/// <param name="Account">Whose password it would be; null if there is no such account, or it is locked.</param>
/// <param name="LockedUntil">Set if this attempt is the one that locked the account.</param>
internal sealed record PasswordAttempt(Guid? Account, bool IsRight, bool NeedsSecondFactor, DateTimeOffset? LockedUntil);

/// <summary>
/// Counts and verifies passwords. Each attempt is counted before the password is looked at, so that many at once are
/// counted too, and the same work is done whether there is such an account or not.
/// </summary>
internal sealed class PasswordCheck(PostgresEventStore store, IPasswordHasher<Account> passwords, TimeProvider time)
{
    private const int AttemptsBeforeLockout = 10;
    private static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);
    private static readonly Account Nobody = new() { InstituteId = Guid.Empty, Name = "", Initials = "" };
    private static readonly Lazy<string> NobodysHash = new(() => AccountPasswords.Hasher().HashPassword(Nobody, Guid.CreateVersion7().ToString()));

    private const string CountSql =
        """
        update identity.accounts set
            access_failed_count = case when lockout_end is null then access_failed_count + 1 else 1 end,
            lockout_end = case when lockout_end is null and access_failed_count + 1 >= $3 then $4 end
        where {0} = $1 and (lockout_end is null or lockout_end <= $2)
        returning id, password_hash, two_factor_enabled, lockout_end
        """;

    private static readonly string CountByEmailSql = CountSql.Replace("{0}", "normalized_email", StringComparison.Ordinal);
    private static readonly string CountByIdSql = CountSql.Replace("{0}", "id", StringComparison.Ordinal);

    public Task<PasswordAttempt> TryAsync(string normalizedEmail, string password, CancellationToken cancellationToken) =>
        TryAsync(CountByEmailSql, new NpgsqlParameter<string> { TypedValue = normalizedEmail }, password, cancellationToken);

    public Task<PasswordAttempt> TryAsync(Guid account, string password, CancellationToken cancellationToken) =>
        TryAsync(CountByIdSql, new NpgsqlParameter<Guid> { TypedValue = account }, password, cancellationToken);

    /// <summary>The whole sign-in worked: earlier failures no longer count.</summary>
    public Task ForgetAsync(Guid account, CancellationToken cancellationToken) => UpdateAsync(
        "update identity.accounts set access_failed_count = 0, lockout_end = null where id = $1", [new NpgsqlParameter<Guid> { TypedValue = account }], cancellationToken);

    /// <summary>
    /// This attempt was none, because it waits for the code. Earlier ones go on counting, and a lock that another set stays,
    /// or a known password would make guessing codes free.
    /// </summary>
    public Task TakeBackAsync(PasswordAttempt attempt, CancellationToken cancellationToken) => UpdateAsync(
        """
        update identity.accounts set access_failed_count = greatest(access_failed_count - 1, 0), lockout_end = case when lockout_end = $2 then null else lockout_end end
        where id = $1
        """,
        [new NpgsqlParameter<Guid> { TypedValue = attempt.Account!.Value }, new NpgsqlParameter<DateTimeOffset?> { TypedValue = attempt.LockedUntil }], cancellationToken);

    private async Task<PasswordAttempt> TryAsync(string sql, NpgsqlParameter who, string password, CancellationToken cancellationToken)
    {
        var (id, hash, secondFactor, lockedUntil) = await CountAsync(sql, who, cancellationToken);
        var verified = passwords.VerifyHashedPassword(Nobody, hash ?? NobodysHash.Value, password);
        return new(id, id is not null && hash is not null && verified is not PasswordVerificationResult.Failed, secondFactor, lockedUntil);
    }

    // Asked again after a broken connection, one attempt may count twice.
    private Task<(Guid? Id, string? Hash, bool SecondFactor, DateTimeOffset? LockedUntil)> CountAsync(
        string sql, NpgsqlParameter who, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        var now = time.GetUtcNow();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(who.Clone());
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AttemptsBeforeLockout });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now + Lockout });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetBoolean(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3))
            : default((Guid?, string?, bool, DateTimeOffset?));
    }, cancellationToken);

    private Task<int> UpdateAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters.Select(parameter => parameter.Clone()).ToArray());
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);
}

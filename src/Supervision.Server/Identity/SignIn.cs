using Microsoft.AspNetCore.Identity;
using Npgsql;
using Supervision.EventStore;

namespace Supervision.Server.Identity;

/// <summary>
/// Signing in with a password. Whether there is an account must not be told by the answer nor by how long it takes, so the
/// same work is done either way, and a failure takes a fixed time.
/// </summary>
internal sealed partial class SignIn(
    PostgresEventStore store, UserManager<Account> accounts, SignInManager<Account> session, IPasswordHasher<Account> passwords, TimeProvider time,
    ILogger<SignIn> logger)
{
    private const int AttemptsBeforeLockout = 10;
    private static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan FailureTakes = TimeSpan.FromMilliseconds(600);
    private static readonly Account Nobody = new() { InstituteId = Guid.Empty, Name = "", Initials = "" };
    private static readonly Lazy<string> NobodysHash = new(() => AccountPasswords.Hasher().HashPassword(Nobody, Guid.CreateVersion7().ToString()));

    // Counts the attempt before the password is looked at, so that many at once are counted too. No row: no such account,
    // or it is locked.
    private const string CountSql =
        """
        update identity.accounts set
            access_failed_count = case when lockout_end is null then access_failed_count + 1 else 1 end,
            lockout_end = case when lockout_end is null and access_failed_count + 1 >= $3 then $4 end
        where normalized_email = $1 and (lockout_end is null or lockout_end <= $2) and not two_factor_enabled
        returning id, password_hash
        """;

    private const string ResetSql = "update identity.accounts set access_failed_count = 0, lockout_end = null where id = $1";

    /// <summary>Issues the session cookie.</summary>
    /// <returns>The account; null if that did not work, for whatever reason.</returns>
    public async Task<Account?> TryAsync(string email, string password, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var (id, hash) = await CountAttemptAsync(accounts.NormalizeEmail(email)!, cancellationToken);
        var verified = passwords.VerifyHashedPassword(Nobody, hash ?? NobodysHash.Value, password);
        if (id is null || hash is null || verified is PasswordVerificationResult.Failed)
        {
            Log.Failed(logger, id);
            await DelayAsync(FailureTakes - time.GetElapsedTime(began), cancellationToken);
            return null;
        }
        await ForgetAttemptsAsync(id.Value, cancellationToken);
        var account = (await accounts.FindByIdAsync(id.Value.ToString()))!;
        await session.SignInAsync(account, isPersistent: false, authenticationMethod: "pwd");
        Log.SignedIn(logger, account.Id);
        return account;
    }

    // Asked again after a broken connection, one attempt may count twice.
    private Task<(Guid? Id, string? Hash)> CountAttemptAsync(string email, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        var now = time.GetUtcNow();
        await using var command = new NpgsqlCommand(CountSql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = email });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AttemptsBeforeLockout });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now + Lockout });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetString(1)) : default((Guid?, string?));
    }, cancellationToken);

    private Task<int> ForgetAttemptsAsync(Guid account, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(ResetSql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);

    private Task DelayAsync(TimeSpan rest, CancellationToken cancellationToken) =>
        rest > TimeSpan.Zero ? Task.Delay(rest, time, cancellationToken) : Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Account {Account} signed in")]
        public static partial void SignedIn(ILogger logger, Guid account);

        [LoggerMessage(2, LogLevel.Information, "An attempt to sign in failed, account {Account}")]
        public static partial void Failed(ILogger logger, Guid? account);
    }
}

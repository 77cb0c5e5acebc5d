using Microsoft.AspNetCore.Identity;
using Npgsql;
using Supervision.EventStore;
using Supervision.Server.Identity.SignedIn;
using Supervision.Server.Mailing;

namespace Supervision.Server.Identity.Credentials;

/// <summary>Changing a password that one knows, and replacing one that was forgotten. Either ends the account's other sessions.</summary>
internal sealed class Passwords(
    PostgresEventStore store, UserManager<Account> accounts, SignInManager<Account> session, OpenSessions sessions, PresentInstitutes institutes, Postman postman, Notices notices,
    TimeProvider time)
{
    /// <returns>What is wrong with it; null if it may be the account's.</returns>
    public async Task<string?> ProblemOfAsync(Account account, string password, CancellationToken cancellationToken) => PasswordRules.ProblemOf(
        password, account.Email!, (await institutes.OfAsync(account, cancellationToken)).Select(institute => institute.Name));

    /// <returns>What is wrong with it for whoever has the link; null if nothing is, or the link is not good.</returns>
    public async Task<string?> ProblemOfAsync(string token, string password, CancellationToken cancellationToken)
    {
        if (PasswordRules.ProblemOf(password) is { } problem)
        {
            return problem;
        }
        await using var command = store.Database.CreateCommand("select account_id from identity.mailed_tokens where hash = $1 and purpose = 'reset-password' and expires_at > $2");
        command.Parameters.AddRange(new NpgsqlParameter[] { Value(MailedTokens.HashOf(token)), Value(time.GetUtcNow()) });
        return await command.ExecuteScalarAsync(cancellationToken) is Guid id && await accounts.FindByIdAsync(id.ToString()) is { } account
            ? await ProblemOfAsync(account, password, cancellationToken)
            : null;
    }

    /// <summary>The present session goes on.</summary>
    public async Task ChangeAsync(Account account, string password, CancellationToken cancellationToken)
    {
        await using (var command = Command(
            "update identity.accounts set password_hash = $2, security_stamp = $3, concurrency_stamp = $4 where id = $1", Value(account.Id), password))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        await FinishAsync(account.Id, SessionClaims.SessionOf(session.Context.User), cancellationToken);
        await session.RefreshSignInAsync((await accounts.FindByIdAsync(account.Id.ToString()))!);
    }

    /// <summary>Sends a link to the address, if it is an account's. The caller learns nothing of it, nor waits for it.</summary>
    public void SendLink(string email, string address) => postman.Post(async (services, cancellationToken) =>
    {
        var (people, tokens) = (services.GetRequiredService<UserManager<Account>>(), services.GetRequiredService<MailedTokens>());
        if (await people.FindByEmailAsync(email) is not { } account
            || await tokens.MakeAsync(account.Id, MailedTokens.ResetPassword, account.Email!, cancellationToken) is not { } token)
        {
            return null;
        }
        return new(account.Email!, "Choose a new password",
            $"""
            Someone, most likely you, asked for a new password for Supervision. Choose it here within an hour:

            {address}/reset#{token}

            If it was not you, do nothing. Your password stays as it is.
            """);
    });

    /// <returns>False if the link is not, or no longer, good.</returns>
    public async Task<bool> ResetAsync(string token, string password, CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            with taken as (
                delete from identity.mailed_tokens where hash = $1 and purpose = 'reset-password' and expires_at > $5 returning account_id, email),
            others as (
                delete from identity.mailed_tokens t using taken where t.account_id = taken.account_id and t.purpose = 'reset-password' and t.hash <> $1)
            update identity.accounts a set
                password_hash = $2, security_stamp = $3, concurrency_stamp = $4, email_confirmed = true, access_failed_count = 0, lockout_end = null
            from taken where a.id = taken.account_id and a.email = taken.email
            returning a.id
            """, Value(MailedTokens.HashOf(token)), password);
        command.Parameters.Add(Value(time.GetUtcNow()));
        if (await command.ExecuteScalarAsync(cancellationToken) is not Guid account)
        {
            return false;
        }
        await FinishAsync(account, kept: null, cancellationToken);
        return true;
    }

    private async Task FinishAsync(Guid account, Guid? kept, CancellationToken cancellationToken)
    {
        await sessions.EndOthersAsync(account, kept, cancellationToken);
        notices.Tell(account, "Your password was changed", "The password of your account at Supervision was changed just now, and you were signed out everywhere else.");
    }

    private NpgsqlCommand Command(string sql, NpgsqlParameter which, string password)
    {
        var command = store.Database.CreateCommand(sql);
        var hash = accounts.PasswordHasher.HashPassword(new() { InstituteId = Guid.Empty, Name = "", Initials = "" }, password);
        command.Parameters.AddRange(new[] { which, Value(hash), Value(Guid.CreateVersion7().ToString()), Value(Guid.CreateVersion7().ToString()) });
        return command;
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}

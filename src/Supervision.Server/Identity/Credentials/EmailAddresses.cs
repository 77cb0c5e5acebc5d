using Npgsql;
using Supervision.EventStore;
using Supervision.Server.Mailing;

namespace Supervision.Server.Identity.Credentials;

/// <summary>What became of following the link to a new address.</summary>
internal enum EmailConfirmation
{
    Confirmed, LinkNotValid, Taken,
}

/// <summary>An address becomes an account's when whoever reads its mail says so.</summary>
internal sealed class EmailAddresses(PostgresEventStore store, Postman postman, TimeProvider time)
{
    public void SendLink(Account account, string email, string address)
    {
        postman.Post(async (services, cancellationToken) =>
            await services.GetRequiredService<MailedTokens>().MakeAsync(account.Id, MailedTokens.ConfirmEmail, email, cancellationToken) is { } token
                ? new(email, "Confirm your email address",
                    $"""
                    Follow this link within an hour, and you sign in to Supervision with this address from then on:

                    {address}/confirm-email#{token}

                    If you have no account there, do nothing.
                    """)
                : null);
    }

    public async Task<EmailConfirmation> ConfirmAsync(string token, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand(
            """
            with taken as (
                delete from identity.mailed_tokens where hash = $1 and purpose = 'confirm-email' and expires_at > $2 returning account_id, email),
            before as (select a.id, a.email from identity.accounts a join taken on a.id = taken.account_id for update)
            update identity.accounts a set
                email = taken.email, normalized_email = upper(taken.email), user_name = taken.email, normalized_user_name = upper(taken.email),
                email_confirmed = true, concurrency_stamp = $3
            from taken, before where a.id = taken.account_id and before.id = a.id
            returning before.email, taken.email
            """);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = MailedTokens.HashOf(token) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Guid.CreateVersion7().ToString() });
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
            {
                return EmailConfirmation.LinkNotValid;
            }
            TellFormer(reader.GetString(0), reader.GetString(1));
            return EmailConfirmation.Confirmed;
        }
        catch (PostgresException fault) when (
            fault.SqlState == PostgresErrorCodes.UniqueViolation && fault.ConstraintName is "ix_accounts_email" or "ix_accounts_user_name")
        {
            return EmailConfirmation.Taken;
        }
    }

    private void TellFormer(string former, string present)
    {
        if (!string.Equals(former, present, StringComparison.OrdinalIgnoreCase))
        {
            postman.Post((_, _) => Task.FromResult<Mail?>(new(former, "Your email address was changed",
                """
                Your account at Supervision now has another email address, and this one no longer signs in.

                If it was not you, tell your institute at once.
                """)));
        }
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Supervision.EventStore;

namespace Supervision.Server.Identity.Credentials;

/// <summary>Makes the secret part of links in letters. What they are good for takes them away in the statement that does it, so each works once.</summary>
internal sealed class MailedTokens(PostgresEventStore store, TimeProvider time)
{
    public const string ResetPassword = "reset-password";
    public const string ConfirmEmail = "confirm-email";

    /// <summary>Nobody's mailbox is to be filled.</summary>
    private const int MostInAnHour = 5;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <returns>Null if the account has had too many of them in the last hour.</returns>
    public Task<string?> MakeAsync(Guid account, string purpose, string email, CancellationToken cancellationToken)
    {
        var (token, now) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), time.GetUtcNow());
        return store.AskAsync(async connection =>
        {
            await using var command = new NpgsqlCommand(
                """
                with outlived as (delete from identity.mailed_tokens where account_id = $2 and created_at <= $6 and expires_at <= $5)
                insert into identity.mailed_tokens (hash, account_id, purpose, email, created_at, expires_at)
                select $1, $2, $3, $4, $5, $7
                where (select count(*) from identity.mailed_tokens where account_id = $2 and purpose = $3 and created_at > $6) < $8
                on conflict do nothing
                """, connection)
            {
                Parameters =
                {
                    Value(HashOf(token)), Value(account), Value(purpose), Value(email), Value(now), Value(now - TimeSpan.FromHours(1)), Value(now + Lifetime),
                    Value(MostInAnHour),
                },
            };
            return await command.ExecuteNonQueryAsync(cancellationToken) == 1 ? token : null;
        }, cancellationToken);
    }

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}

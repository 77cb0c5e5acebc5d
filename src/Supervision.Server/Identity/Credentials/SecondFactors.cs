using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using Supervision.EventStore;

namespace Supervision.Server.Identity.Credentials;

/// <param name="RecoveryCodesLeft">Of the ten; 0 when it is off.</param>
internal sealed record SecondFactorState(bool IsOn, int RecoveryCodesLeft);

/// <summary>
/// The authenticator app of an account and its recovery codes. Beside Identity's own tables, which keep both in clear and
/// take a code as often as it is shown: here the secret is encrypted, a recovery code is a hash, and each works once.
/// </summary>
internal sealed class SecondFactors(PostgresEventStore store, IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Supervision.SecondFactor");

    public Task<SecondFactorState> StateAsync(Guid account, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = Command(connection,
            """
            select two_factor_enabled, (select count(*) from identity.recovery_codes c where c.account_id = a.id)::integer
            from identity.accounts a where id = $1
            """, Value(account));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new SecondFactorState(reader.GetBoolean(0), reader.GetInt32(1)) : new(IsOn: false, 0);
    }, cancellationToken);

    /// <summary>Makes a secret, which counts only once it is confirmed. Begun again, the last one counts.</summary>
    /// <returns>Null if an app is set up already.</returns>
    public Task<byte[]?> BeginAsync(Guid account, CancellationToken cancellationToken)
    {
        var secret = Totp.NewSecret();
        return store.AskAsync(async connection =>
        {
            await using var command = Command(connection,
                """
                insert into identity.second_factors (account_id, secret) values ($1, $2)
                on conflict (account_id) do update set secret = excluded.secret, last_step = 0 where second_factors.confirmed_at is null
                """, Value(account), Value(_protector.Protect(Convert.ToBase64String(secret))));
            return await command.ExecuteNonQueryAsync(cancellationToken) == 1 ? secret : null;
        }, cancellationToken);
    }

    /// <summary>Turns it on, if the code is one of the app's.</summary>
    /// <returns>The recovery codes; null if the code is not right, or nothing has been begun.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(Guid account, string code, CancellationToken cancellationToken)
    {
        if (await FindAsync(account, confirmed: false, cancellationToken) is not { } secret || Totp.Find(secret, Digits(code), time.GetUtcNow()) is not { } step)
        {
            return null;
        }
        var codes = RecoveryCodes.Make();
        await using var command = store.Database.CreateCommand(
            """
            with confirmed as (
                update identity.second_factors set confirmed_at = $2, last_step = $3 where account_id = $1 and confirmed_at is null returning account_id),
            turned_on as (update identity.accounts set two_factor_enabled = true where id in (select account_id from confirmed))
            insert into identity.recovery_codes (account_id, hash) select account_id, unnest($4) from confirmed
            """);
        command.Parameters.AddRange(new NpgsqlParameter[] { Value(account), Value(time.GetUtcNow()), Value(step), Value(HashesOf(codes)) });
        return await command.ExecuteNonQueryAsync(cancellationToken) == codes.Count ? codes : null;
    }

    /// <summary>Takes a code of the app or a recovery code, each once.</summary>
    public async Task<bool> UseAsync(Guid account, string code, CancellationToken cancellationToken) =>
        Digits(code) is { Length: 6 } digits ? await UseAppCodeAsync(account, digits, cancellationToken) : await UseRecoveryCodeAsync(account, code, cancellationToken);

    /// <summary>Ten new ones; the old ones are worth nothing from then on.</summary>
    /// <returns>Null if no app is set up.</returns>
    public async Task<IReadOnlyList<string>?> RenewRecoveryCodesAsync(Guid account, CancellationToken cancellationToken)
    {
        var codes = RecoveryCodes.Make();
        await using var command = store.Database.CreateCommand(
            """
            with factor as (select account_id from identity.second_factors where account_id = $1 and confirmed_at is not null for update),
            old as (delete from identity.recovery_codes where account_id in (select account_id from factor))
            insert into identity.recovery_codes (account_id, hash) select account_id, unnest($2) from factor
            """);
        command.Parameters.AddRange(new NpgsqlParameter[] { Value(account), Value(HashesOf(codes)) });
        return await command.ExecuteNonQueryAsync(cancellationToken) == codes.Count ? codes : null;
    }

    /// <summary>Turns it off.</summary>
    /// <returns>False if it was off already.</returns>
    public async Task<bool> EndAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand(
            """
            with factor as (delete from identity.second_factors where account_id = $1),
            codes as (delete from identity.recovery_codes where account_id = $1)
            update identity.accounts set two_factor_enabled = false where id = $1 and two_factor_enabled returning id
            """);
        command.Parameters.Add(Value(account));
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private async Task<bool> UseAppCodeAsync(Guid account, string code, CancellationToken cancellationToken)
    {
        if (await FindAsync(account, confirmed: true, cancellationToken) is not { } secret || Totp.Find(secret, code, time.GetUtcNow()) is not { } step)
        {
            return false;
        }
        await using var command = store.Database.CreateCommand("update identity.second_factors set last_step = $2 where account_id = $1 and last_step < $2");
        command.Parameters.AddRange(new NpgsqlParameter[] { Value(account), Value(step) });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private async Task<bool> UseRecoveryCodeAsync(Guid account, string code, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand("delete from identity.recovery_codes where account_id = $1 and hash = $2");
        command.Parameters.AddRange(new NpgsqlParameter[] { Value(account), Value(RecoveryCodes.HashOf(code)) });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private Task<byte[]?> FindAsync(Guid account, bool confirmed, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = Command(connection,
            "select secret from identity.second_factors where account_id = $1 and (confirmed_at is not null) = $2", Value(account), Value(confirmed));
        return await command.ExecuteScalarAsync(cancellationToken) is string secret ? Convert.FromBase64String(_protector.Unprotect(secret)) : null;
    }, cancellationToken);

    private static string Digits(string code) =>
        new string([.. code.Where(letter => !char.IsWhiteSpace(letter))]) is var bare && bare.All(char.IsAsciiDigit) ? bare : "";

    private static byte[][] HashesOf(IReadOnlyList<string> codes) => [.. codes.Select(RecoveryCodes.HashOf)];

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        return command;
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}

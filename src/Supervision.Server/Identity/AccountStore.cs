using Npgsql;
using Supervision.Server.Features;

namespace Supervision.Server.Identity;

/// <summary>
/// Makes accounts in one statement, with the place in their institute, so that two nodes that make the same one do not collide.
/// What the person is there is for the person's stream.
/// </summary>
internal static class AccountStore
{
    private const string InsertSql =
        """
        with added as (
            insert into identity.accounts (
                id, institute_id, name, initials, user_name, normalized_user_name, email, normalized_email, email_confirmed, password_hash,
                security_stamp, concurrency_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            values ($1, $2, $3, $4, $5, $6, $5, $6, true, $7, $8, $9, false, false, true, 0)
            on conflict do nothing
            returning id, institute_id)
        insert into identity.memberships (account_id, institute_id) select id, institute_id from added
        """;

    /// <returns>False if the id or the email address is in use.</returns>
    public static async Task<bool> InsertAsync(
        NpgsqlDataSource database, Account account, string email, string passwordHash, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(InsertSql);
        object[] values =
        [
            account.Id, account.InstituteId, account.Name, account.Initials, email, email.ToUpperInvariant(), passwordHash,
            Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString(),
        ];
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>The account with this email address, at whatever institute.</summary>
    public static async Task<PersonId?> FindAsync(NpgsqlDataSource database, string email, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select id from identity.accounts where normalized_email = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = email.ToUpperInvariant() });
        return await command.ExecuteScalarAsync(cancellationToken) is Guid id ? new PersonId(id) : null;
    }
}

using System.Text.Json;
using Npgsql;

namespace Supervision.Server.Identity;

/// <summary>Makes accounts in one statement, so that two nodes that make the same one do not collide.</summary>
internal static class AccountStore
{
    private const string InsertSql =
        """
        insert into identity.accounts (
            id, institute_id, name, initials, roles, user_name, normalized_user_name, email, normalized_email, email_confirmed, password_hash,
            security_stamp, concurrency_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
        values ($1, $2, $3, $4, $5, $6, $7, $6, $7, true, $8, $9, $10, false, false, true, 0)
        on conflict do nothing
        """;

    /// <returns>False if the id or the email address is in use.</returns>
    public static async Task<bool> InsertAsync(
        NpgsqlDataSource database, Account account, string email, string passwordHash, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(InsertSql);
        object[] values =
        [
            account.Id, account.InstituteId, account.Name, account.Initials, account.Roles.Select(NameOf).ToArray(), email, email.ToUpperInvariant(), passwordHash,
            Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString(),
        ];
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public static InstituteRole RoleOf(string name) => Enum.Parse<InstituteRole>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    public static string NameOf(InstituteRole role) => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());
}

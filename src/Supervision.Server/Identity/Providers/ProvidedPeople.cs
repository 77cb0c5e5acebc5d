using Npgsql;
using Supervision.EventStore;
using Supervision.Server.Features;
using Supervision.Server.Features.People;

namespace Supervision.Server.Identity.Providers;

/// <summary>What a provider says of a person, once all of it has been checked.</summary>
/// <param name="Subject">The provider's name for the person, which never changes.</param>
/// <param name="Email">Null unless the provider says that it is the person's.</param>
/// <param name="Roles">Null when the provider does not speak of roles.</param>
internal sealed record ProvidedPerson(string Subject, string? Email, string? Name, IReadOnlyList<InstituteRole>? Roles)
{
    public override string ToString() => nameof(ProvidedPerson);
}

/// <summary>Makes people who come from a provider, and gives them their roles.</summary>
internal sealed class ProvidedPeople(PostgresEventStore store, PeopleJoining joining, PersonChanges changes, PeopleQueries people, TimeProvider time)
{
    private const string Reason = "As the institute's provider has it.";
    private const int MaxNameLength = 120;

    // The address counts as unconfirmed: a provider's word counts in its own institute only, and an account's address everywhere.
    private const string InsertSql =
        """
        insert into identity.accounts (
            id, institute_id, name, initials, user_name, normalized_user_name, email, normalized_email, email_confirmed,
            security_stamp, concurrency_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
        values ($1, $2, $3, $4, $5, $6, $5, $6, false, $7, $8, false, false, true, 0)
        on conflict do nothing
        """;

    private const string LinkSql =
        """
        insert into identity.provider_links (institute_id, issuer, subject, account_id, linked_at) values ($1, $2, $3, $4, $5)
        on conflict do nothing
        """;

    /// <summary>Makes the account and links it, both or neither, and lets the person into the institute.</summary>
    /// <returns>Null if the e-mail address is in use, or the subject has been linked at this moment.</returns>
    public async Task<Guid?> AddAsync(Provider provider, ProvidedPerson person, string email, CancellationToken cancellationToken)
    {
        var (now, id) = (time.GetUtcNow(), Guid.CreateVersion7(time.GetUtcNow()));
        var name = NameOf(person, email);
        await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        object[] account =
        [
            id, provider.Institute, name, InitialsOf(name), email, email.ToUpperInvariant(), Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString(),
        ];
        if (!await RunAsync(connection, InsertSql, account, cancellationToken)
            || !await RunAsync(connection, LinkSql, [provider.Institute, provider.Issuer, person.Subject, id, now], cancellationToken))
        {
            return null;
        }
        await transaction.CommitAsync(cancellationToken);
        await joining.JoinOnceAsync(provider.Institute.ToString(), new(id), [], cancellationToken);
        return id;
    }

    /// <summary>Makes the person's roles in the institute those that the provider has named; an institute keeps its last administrator.</summary>
    public async Task ApplyRolesAsync(Guid institute, Guid account, IReadOnlyList<InstituteRole> roles, CancellationToken cancellationToken)
    {
        var (tenant, person) = (institute.ToString(), new PersonId(account));
        var present = await people.RolesOfAsync(tenant, person, cancellationToken);
        var (give, take) = (roles.Except(present).ToList(), present.Except(roles).ToList());
        if (give.Count + take.Count > 0)
        {
            await changes.ExecuteAsync(
                tenant, person, Guid.CreateVersion7(time.GetUtcNow()),
                others => new PersonCommand.ChangeRoles(give, others == 0 ? [.. take.Where(role => role is not InstituteRole.Administrator)] : take, others, By: null, time.GetUtcNow(), Reason),
                cancellationToken);
        }
    }

    private static async Task<bool> RunAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static string NameOf(ProvidedPerson person, string email)
    {
        var given = string.Concat((person.Name ?? "").Where(each => !char.IsControl(each))).Trim();
        var name = given.Length > 0 ? given : email[..email.LastIndexOf('@')];
        return name.Length <= MaxNameLength ? name : name[..MaxNameLength];
    }

    // Of the first and the last word.
    private static string InitialsOf(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] ends = words.Length > 1 ? [words[0], words[^1]] : [words[0]];
        return string.Concat(ends.Select(word => char.ConvertFromUtf32(char.ConvertToUtf32(word, 0)))).ToUpperInvariant();
    }
}

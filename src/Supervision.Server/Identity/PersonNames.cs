using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore;
using Supervision.Server.Features;

namespace Supervision.Server.Identity;

/// <summary>How a person is named to the others of the institute.</summary>
internal sealed record PersonName(PersonId Person, string Name, string Initials)
{
    /// <summary>In one line, and not too long.</summary>
    public static bool IsName(string text) => text.Trim().Length is > 0 and <= 120 && !text.Any(char.IsControl);

    /// <summary>Of the first and the last word.</summary>
    public static string InitialsOf(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] ends = parts.Length == 1 ? [parts[0]] : [parts[0], parts[^1]];
        return string.Concat(ends.Select(part => part.EnumerateRunes().First().ToString())).ToUpperInvariant();
    }
}

/// <summary>Names stand beside the accounts and nowhere else, so that they can be changed and forgotten.</summary>
internal sealed class PersonNames(PostgresEventStore store)
{
    // Someone whose account is gone keeps a place in the history, without a name.
    private static readonly (string Name, string Initials) Former = ("Former member", "–");

    public Task<PersonId?> FindAsync(string tenant, string email, CancellationToken cancellationToken) => store.AskAsync<PersonId?>(async connection =>
    {
        await using var command = new NpgsqlCommand("""
            select a.id from identity.accounts a join identity.memberships m on m.account_id = a.id
            where m.institute_id = $1 and a.normalized_email = upper($2)
            """, connection)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(tenant) }, new NpgsqlParameter<string> { TypedValue = email } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is Guid id ? new PersonId(id) : null;
    }, cancellationToken);

    /// <summary>A name for each of them, whether there is an account or not.</summary>
    public Task<IReadOnlyDictionary<PersonId, PersonName>> NamesOfAsync(
        string tenant, IReadOnlyCollection<PersonId> people, CancellationToken cancellationToken) =>
        store.AskAsync(connection => NamesOfAsync(connection, tenant, people, cancellationToken), cancellationToken);

    /// <summary>The addresses of everyone who belongs, or has belonged, to the institute.</summary>
    public Task<IReadOnlyDictionary<PersonId, string>> EmailsOfAsync(string tenant, CancellationToken cancellationToken) =>
        store.AskAsync<IReadOnlyDictionary<PersonId, string>>(async connection =>
        {
            await using var command = new NpgsqlCommand(
                """
                select a.id, a.email from identity.accounts a join identity.memberships m on m.account_id = a.id
                where m.institute_id = $1 and a.email is not null
                """,
                connection);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(tenant) });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var emails = new Dictionary<PersonId, string>();
            while (await reader.ReadAsync(cancellationToken))
            {
                emails.Add(new(reader.GetGuid(0)), reader.GetString(1));
            }
            return emails;
        }, cancellationToken);

    private static async Task<IReadOnlyDictionary<PersonId, PersonName>> NamesOfAsync(
        NpgsqlConnection connection, string tenant, IReadOnlyCollection<PersonId> people, CancellationToken cancellationToken)
    {
        var names = people.Distinct().ToDictionary(person => person, person => new PersonName(person, Former.Name, Former.Initials));
        await using var command = new NpgsqlCommand("""
            select a.id, a.name, a.initials from identity.accounts a join identity.memberships m on m.account_id = a.id
            where m.institute_id = $1 and a.id = any ($2)
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(tenant) });
        command.Parameters.Add(new() { Value = names.Keys.Select(person => person.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var person = new PersonId(reader.GetGuid(0));
            names[person] = new(person, reader.GetString(1), reader.GetString(2));
        }
        return names;
    }
}

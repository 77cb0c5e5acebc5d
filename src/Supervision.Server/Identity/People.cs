using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore;
using Supervision.Server.Features;

namespace Supervision.Server.Identity;

/// <summary>How a person is named to the others of the institute.</summary>
internal sealed record PersonName(PersonId Person, string Name, string Initials);

/// <summary>Names stand beside the accounts and nowhere else, so that they can be changed and forgotten.</summary>
internal sealed class People(PostgresEventStore store)
{
    // Someone whose account is gone keeps a place in the history, without a name.
    private static readonly (string Name, string Initials) Former = ("Former member", "–");

    public Task<PersonId?> FindAsync(string tenant, string email, CancellationToken cancellationToken) => store.AskAsync<PersonId?>(async connection =>
    {
        await using var command = new NpgsqlCommand("select id from identity.accounts where institute_id = $1 and normalized_email = upper($2)", connection)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(tenant) }, new NpgsqlParameter<string> { TypedValue = email } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is Guid id ? new PersonId(id) : null;
    }, cancellationToken);

    /// <summary>What the person is in the institute; nothing if there is no such person.</summary>
    public Task<IReadOnlyList<InstituteRole>> RolesOfAsync(string tenant, PersonId person, CancellationToken cancellationToken) =>
        store.AskAsync<IReadOnlyList<InstituteRole>>(async connection =>
        {
            await using var command = new NpgsqlCommand("select roles from identity.accounts where institute_id = $1 and id = $2", connection)
            {
                Parameters = { new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(tenant) }, new NpgsqlParameter<Guid> { TypedValue = person.Value } },
            };
            return await command.ExecuteScalarAsync(cancellationToken) is string[] names ? [.. names.Select(AccountStore.RoleOf)] : [];
        }, cancellationToken);

    /// <summary>A name for each of them, whether there is an account or not.</summary>
    public Task<IReadOnlyDictionary<PersonId, PersonName>> NamesOfAsync(
        string tenant, IReadOnlyCollection<PersonId> people, CancellationToken cancellationToken) =>
        store.AskAsync(connection => NamesOfAsync(connection, tenant, people, cancellationToken), cancellationToken);

    private static async Task<IReadOnlyDictionary<PersonId, PersonName>> NamesOfAsync(
        NpgsqlConnection connection, string tenant, IReadOnlyCollection<PersonId> people, CancellationToken cancellationToken)
    {
        var names = people.Distinct().ToDictionary(person => person, person => new PersonName(person, Former.Name, Former.Initials));
        await using var command = new NpgsqlCommand("select id, name, initials from identity.accounts where institute_id = $1 and id = any ($2)", connection);
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

using Npgsql;
using Supervision.EventStore;

namespace Supervision.Server.Identity;

internal sealed record InvitedPerson(Guid Invitation, Guid Institute, string Email, string Name)
{
    public override string ToString() => $"{nameof(InvitedPerson)} {Invitation}";
}

/// <summary>To whom invitations went, and the hash of the token that proves that one reached them.</summary>
internal sealed class InvitedPeople(PostgresEventStore store)
{
    private const string Select = "select id, institute_id, email, name from identity.invitations where ";

    /// <returns>False if the id, or the address at this institute, is in use.</returns>
    public async Task<bool> AddAsync(InvitedPerson person, byte[] tokenHash, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand(
            "insert into identity.invitations (id, institute_id, email, normalized_email, name, token_hash) values ($1, $2, $3, $4, $5, $6) on conflict do nothing");
        foreach (var value in new object[] { person.Invitation, person.Institute, person.Email, person.Email.ToUpperInvariant(), person.Name, tokenHash })
        {
            command.Parameters.Add(new() { Value = value });
        }
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task<InvitedPerson?> FindAsync(byte[] tokenHash, CancellationToken cancellationToken) =>
        (await ReadAsync($"{Select} token_hash = $1", [tokenHash], cancellationToken)) is [var only] ? only : null;

    public async Task<InvitedPerson?> FindAsync(Guid institute, Guid invitation, CancellationToken cancellationToken) =>
        (await ReadAsync($"{Select} institute_id = $1 and id = $2", [institute, invitation], cancellationToken)) is [var only] ? only : null;

    public Task<List<InvitedPerson>> AllAsync(Guid institute, CancellationToken cancellationToken) =>
        ReadAsync($"{Select} institute_id = $1", [institute], cancellationToken);

    public async Task ReplaceTokenAsync(Guid invitation, byte[] tokenHash, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand("update identity.invitations set token_hash = $2 where id = $1");
        command.Parameters.Add(new() { Value = invitation });
        command.Parameters.Add(new() { Value = tokenHash });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task RemoveAsync(Guid invitation, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand("delete from identity.invitations where id = $1");
        command.Parameters.Add(new() { Value = invitation });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private Task<List<InvitedPerson>> ReadAsync(string sql, object[] values, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var people = new List<InvitedPerson>();
        while (await reader.ReadAsync(cancellationToken))
        {
            people.Add(new(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3)));
        }
        return people;
    }, cancellationToken);
}

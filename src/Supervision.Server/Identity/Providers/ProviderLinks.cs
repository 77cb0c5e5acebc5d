using Npgsql;
using Supervision.EventStore;

namespace Supervision.Server.Identity.Providers;

/// <summary>Which account a provider's subject is. Never found by an e-mail address.</summary>
internal sealed class ProviderLinks(PostgresEventStore store, TimeProvider time)
{
    public Task<Guid?> FindAsync(Provider provider, string subject, CancellationToken cancellationToken) => store.AskAsync<Guid?>(async connection =>
    {
        await using var command = new NpgsqlCommand(
            """
            select l.account_id from identity.provider_links l join identity.memberships m on m.account_id = l.account_id and m.institute_id = l.institute_id
            where l.institute_id = $1 and l.issuer = $2 and l.subject = $3
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = provider.Institute });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider.Issuer });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = subject });
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }, cancellationToken);

    /// <returns>Null if the account is not linked.</returns>
    public Task<DateTimeOffset?> LinkedAtAsync(Provider provider, Guid account, CancellationToken cancellationToken) => store.AskAsync<DateTimeOffset?>(async connection =>
    {
        await using var command = new NpgsqlCommand(
            "select min(linked_at) from identity.provider_links where institute_id = $1 and issuer = $2 and account_id = $3", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = provider.Institute });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider.Issuer });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !await reader.IsDBNullAsync(0, cancellationToken) ? reader.GetFieldValue<DateTimeOffset>(0) : null;
    }, cancellationToken);

    /// <returns>The provider's names of the person, who is nobody's from now on.</returns>
    public async Task<IReadOnlyList<string>> RemoveAsync(Provider provider, Guid account, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand(
            "delete from identity.provider_links where institute_id = $1 and issuer = $2 and account_id = $3 returning subject");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = provider.Institute });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider.Issuer });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var subjects = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            subjects.Add(reader.GetString(0));
        }
        return subjects;
    }

    /// <summary>For an account that has itself signed in and asked for it.</summary>
    /// <returns>False if the subject is linked to another account, or the account is not of this institute.</returns>
    public async Task<bool> AddAsync(Provider provider, string subject, Guid account, CancellationToken cancellationToken)
    {
        await using (var command = store.Database.CreateCommand(
            """
            insert into identity.provider_links (institute_id, issuer, subject, account_id, linked_at)
            select $1, $2, $3, $4, $5 where exists (select from identity.memberships where account_id = $4 and institute_id = $1)
            on conflict do nothing
            """))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = provider.Institute });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider.Issuer });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = subject });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        return await FindAsync(provider, subject, cancellationToken) == account;
    }
}

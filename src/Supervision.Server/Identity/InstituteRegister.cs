using Npgsql;
using Supervision.EventStore;

namespace Supervision.Server.Identity;

/// <summary>The tenants there are. What an institute is and how it is set stands in its stream; the name here is for finding it.</summary>
internal sealed class InstituteRegister(PostgresEventStore store, TimeProvider time)
{
    public Task<string> NameOfAsync(Guid institute, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = new NpgsqlCommand("select name from identity.institutes where id = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = institute });
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }, cancellationToken);

    public Task<Guid?> FindAsync(string name, CancellationToken cancellationToken) => store.AskAsync<Guid?>(async connection =>
    {
        await using var command = new NpgsqlCommand("select id from identity.institutes where name = $1 order by id limit 1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }, cancellationToken);

    public async Task<Guid> FindOrAddAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand(
            """
            with known as (select id from identity.institutes where name = $2 order by id limit 1),
            added as (insert into identity.institutes (id, name) select $1, $2 where not exists (select from known) returning id)
            select id from known union all select id from added
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(time.GetUtcNow()) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return (Guid)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public Task<int> RenameAsync(Guid institute, string name, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = new NpgsqlCommand("update identity.institutes set name = $2 where id = $1 and name <> $2", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = institute });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);

    public Task<IReadOnlyList<Guid>> AllAsync(CancellationToken cancellationToken) => store.AskAsync<IReadOnlyList<Guid>>(async connection =>
    {
        await using var command = new NpgsqlCommand("select id from identity.institutes order by id", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var institutes = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            institutes.Add(reader.GetGuid(0));
        }
        return institutes;
    }, cancellationToken);
}

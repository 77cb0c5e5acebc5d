using Npgsql;
using Supervision.EventStore;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Features.People;

/// <summary>
/// Changes for which it matters who else is administrator. They take turns in an institute, on all nodes, so that no two
/// administrators take each other's role away at the same moment.
/// </summary>
internal sealed class PersonChanges(
    PostgresEventStore store, Decider<PersonState, PersonCommand, PersonEvent> people, PeopleQueries queries,
    Decider<GroupState, GroupCommand, GroupEvent> groups, GroupQueries groupQueries) : IDisposable
{
    // One connection of this node waits for its turn, not all.
    private readonly SemaphoreSlim _turn = new(1);

    /// <param name="command">Made from the number of administrators besides the person.</param>
    public async Task<Outcome> ExecuteAsync(
        string tenant, PersonId person, Guid commandId, Func<int, PersonCommand> command, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
            await using var turn = await connection.BeginTransactionAsync(cancellationToken);
            await using var wait = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('administrators ' || $1, 0))", connection, turn)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = tenant } },
            };
            await wait.ExecuteNonQueryAsync(cancellationToken);
            var others = (await queries.AdministratorsAsync(tenant, cancellationToken)).Count(each => each != person);
            return await people.ExecuteAsync(PersonStream.Of(tenant, person), commandId, command(others), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Whoever leaves the institute leaves its groups: access ends with it, also for connections that are open.</summary>
    public async Task<Outcome> LeaveAsync(
        string tenant, PersonId person, Guid commandId, Func<int, PersonCommand.Leave> command, CancellationToken cancellationToken)
    {
        PersonCommand.Leave? leave = null;
        var outcome = await ExecuteAsync(tenant, person, commandId, others => leave = command(others), cancellationToken);
        if (outcome is Outcome.Accepted && await queries.FindAsync(tenant, person, cancellationToken) is { IsPresent: false })
        {
            foreach (var group in await groupQueries.OfPersonAsync(tenant, person, cancellationToken))
            {
                var id = NamedIds.Of("left with the institute", commandId, group.Id.Value);
                await groups.ExecuteAsync(new(tenant, group.Id.Value), id, new GroupCommand.Leave(person, leave!.At), cancellationToken);
            }
        }
        return outcome;
    }

    public void Dispose() => _turn.Dispose();
}

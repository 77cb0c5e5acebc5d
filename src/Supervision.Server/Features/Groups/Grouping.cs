using System.Collections.Frozen;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.People;

namespace Supervision.Server.Features.Groups;

/// <summary>Carries out what is asked of a group, with what its decider cannot know.</summary>
internal sealed class Grouping(
    Decider<GroupState, GroupCommand, GroupEvent> groups, PeopleQueries people, Colleagues colleagues, CachedAccess access)
{
    private static readonly Refusal UnknownPerson = new("unknown-person", "There is nobody of this name in the institute.");

    /// <summary>Somebody comes: they must be of the institute, and may be in conflict with somebody who is there.</summary>
    /// <param name="command">Given those with whom the person is in conflict.</param>
    /// <param name="asSupervisor">Whether they must be a supervisor in the institute.</param>
    public async Task<Outcome> LetInAsync(
        string tenant, GroupId group, Guid commandId, PersonId person, Func<FrozenSet<PersonId>, GroupCommand> command, bool asSupervisor,
        CancellationToken cancellationToken)
    {
        if (await colleagues.FindAsync(tenant, person, cancellationToken) is not { } colleague)
        {
            return new Outcome.Refused(UnknownPerson);
        }
        if (asSupervisor && !colleague.Roles.Contains(Identity.InstituteRole.Supervisor))
        {
            return new Outcome.Refused(new("no-supervisor", "Only somebody who is a supervisor in the institute supervises a group."));
        }
        var conflicts = await people.ConflictsAsync(tenant, person, cancellationToken);
        return await ExecuteAsync(tenant, group, commandId, command(conflicts.Select(conflict => conflict.With).ToFrozenSet()), cancellationToken);
    }

    public async Task<Outcome> ExecuteAsync(string tenant, GroupId group, Guid commandId, GroupCommand command, CancellationToken cancellationToken)
    {
        var outcome = await groups.ExecuteAsync(new(tenant, group.Value), commandId, command, cancellationToken);
        // This node need not wait for the log to tell it.
        access.Forget();
        return outcome;
    }
}

using Supervision.EventStore.Deciding;

namespace Supervision.Server.Features.Groups;

/// <summary>Somebody watches only if every member has consented; members who come meanwhile are asked too.</summary>
internal static class Observers
{
    private static readonly Refusal NotProposed = new("not-proposed", "Nobody proposes this person as an observer.");

    private static readonly Refusal NotAsked = new("not-asked", "Only the members of the group are asked.");

    public static Decision<GroupEvent> Propose(GroupState state, PersonId person, PersonId by, DateTimeOffset at)
    {
        if (state.Proposals.ContainsKey(person.Value))
        {
            return [];
        }
        var proposed = new GroupEvent.ObserverProposed(person, by, at);
        return IsAgreed(state, new(by, [by.Value], at)) ? [proposed, Joined(person, by, at)] : [proposed];
    }

    public static Decision<GroupEvent> Consent(GroupState state, GroupCommand.ConsentToObserver consent)
    {
        if (!state.Present.Contains(consent.By.Value))
        {
            return NotAsked;
        }
        if (state.RoleOf(consent.Person) is GroupRole.Observer)
        {
            return [];
        }
        if (!state.Proposals.TryGetValue(consent.Person.Value, out var proposal))
        {
            return NotProposed;
        }
        if (proposal.Consents.Contains(consent.By.Value))
        {
            return [];
        }
        if (Membership.IsInConflict(state, consent.Conflicts))
        {
            return Membership.Conflict;
        }
        var consented = new GroupEvent.ObserverConsented(consent.Person, consent.By, consent.At);
        return IsAgreed(state, With(proposal, consent.By)) ? [consented, Joined(consent.Person, proposal.By, consent.At)] : [consented];
    }

    public static Decision<GroupEvent> Decline(GroupState state, GroupCommand.DeclineObserver decline)
    {
        if (!state.Present.Contains(decline.By.Value))
        {
            return NotAsked;
        }
        return state.Proposals.ContainsKey(decline.Person.Value) ? [new GroupEvent.ObserverDeclined(decline.Person, decline.By, decline.At)] : [];
    }

    /// <summary>Whom the others have all consented to, once this member has gone.</summary>
    public static IEnumerable<GroupEvent> AgreedWithout(GroupState state, PersonId gone, DateTimeOffset at)
    {
        var rest = state with { Members = state.Members.Remove(gone.Value) };
        return rest.Present.Any()
            ? state.Proposals.Where(each => IsAgreed(rest, each.Value)).Select(each => Joined(new(each.Key), each.Value.By, at))
            : [];
    }

    public static ObserverProposal With(ObserverProposal proposal, PersonId by) => proposal with { Consents = proposal.Consents.Add(by.Value) };

    private static bool IsAgreed(GroupState state, ObserverProposal proposal) => state.Present.All(proposal.Consents.Contains);

    private static GroupEvent.MemberJoined Joined(PersonId person, PersonId by, DateTimeOffset at) => new(person, GroupRole.Observer, at, by);
}

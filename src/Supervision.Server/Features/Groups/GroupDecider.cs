using System.Diagnostics;
using Supervision.EventStore.Deciding;

namespace Supervision.Server.Features.Groups;

internal static class GroupDecider
{
    public const int MaxNameLength = 120;

    public static Decision<GroupEvent> Decide(GroupState state, GroupCommand command) => command switch
    {
        GroupCommand.Form form => Form(state, form),
        _ when state.Id is null => new Refusal("unknown-group", "There is no such group."),
        GroupCommand.Leave leave => Membership.Leave(state, leave),
        GroupCommand.Close close => Close(state, close),
        _ when state.ClosedAt is not null => new Refusal("group-closed", "The group is closed. What is in it can be read, and nothing is changed any more."),
        GroupCommand.Rename rename => Rename(state, rename),
        GroupCommand.Join join => Membership.Join(state, join),
        GroupCommand.ChangeRole change => Membership.ChangeRole(state, change),
        GroupCommand.NameSupervisor name => Membership.NameSupervisor(state, name),
        GroupCommand.Remove remove => Membership.Remove(state, remove),
        GroupCommand.ConsentToObserver consent => Observers.Consent(state, consent),
        GroupCommand.DeclineObserver decline => Observers.Decline(state, decline),
        GroupCommand.WriteContract write => Contracts.Write(state, write),
        GroupCommand.SignContract sign => Contracts.Sign(state, sign),
        _ => throw new UnreachableException(),
    };

    public static GroupState Evolve(GroupState state, GroupEvent @event) => @event switch
    {
        GroupEvent.Formed formed => state with { Id = formed.Group, Name = formed.Name },
        GroupEvent.Renamed renamed => state with { Name = renamed.Name },
        GroupEvent.Closed closed => state with { ClosedAt = closed.At, Proposals = state.Proposals.Clear() },
        GroupEvent.MemberJoined joined => state with
        {
            Members = state.Members.SetItem(joined.Person.Value, joined.Role),
            Proposals = state.Proposals.Remove(joined.Person.Value),
        },
        GroupEvent.RoleChanged changed => state with { Members = state.Members.SetItem(changed.Person.Value, changed.Role) },
        GroupEvent.MemberLeft left => Without(state, left.Person),
        GroupEvent.MemberRemoved removed => Without(state, removed.Person),
        GroupEvent.ObserverProposed proposed => state with
        {
            Proposals = state.Proposals.SetItem(proposed.Person.Value, new(proposed.By, [proposed.By.Value], proposed.At)),
        },
        GroupEvent.ObserverConsented consented => state with
        {
            Proposals = state.Proposals.SetItem(consented.Person.Value, Observers.With(state.Proposals[consented.Person.Value], consented.By)),
        },
        GroupEvent.ObserverDeclined declined => state with { Proposals = state.Proposals.Remove(declined.Person.Value) },
        GroupEvent.ContractWritten written => state with
        {
            Contract = state.Contract.Add(new(written.Version, written.Terms, written.By, written.At)),
        },
        GroupEvent.ContractSigned signed => state with { Signatures = state.Signatures.SetItem(signed.By.Value, new(signed.Version, signed.At)) },
        _ => throw new UnreachableException(),
    };

    // Whoever comes back reads the contract anew, and signs it anew.
    private static GroupState Without(GroupState state, PersonId person) => state with
    {
        Members = state.Members.Remove(person.Value),
        Signatures = state.Signatures.Remove(person.Value),
    };

    private static Decision<GroupEvent> Form(GroupState state, GroupCommand.Form form)
    {
        if (state.Id is not null)
        {
            return state.Name == form.Name ? [] : new Refusal("id-taken", "There is a group with this id already.");
        }
        if (RefusalOfName(form.Name) is { } refusal)
        {
            return refusal;
        }
        var formed = new GroupEvent.Formed(form.Group, form.Name, form.At, form.By);
        return form.Supervisor is { } supervisor
            ? [formed, new GroupEvent.MemberJoined(supervisor, GroupRole.Supervisor, form.At, form.By)]
            : [formed];
    }

    private static Decision<GroupEvent> Rename(GroupState state, GroupCommand.Rename rename)
    {
        if (RefusalOfName(rename.Name) is { } refusal)
        {
            return refusal;
        }
        return rename.Name == state.Name ? [] : [new GroupEvent.Renamed(rename.Name, rename.By, rename.At)];
    }

    private static Decision<GroupEvent> Close(GroupState state, GroupCommand.Close close)
    {
        if (state.ClosedAt is not null)
        {
            return [];
        }
        return Judgement.RefusalOf(close.Why) is { } refusal ? refusal : [new GroupEvent.Closed(close.By, close.Why, close.At)];
    }

    private static Refusal? RefusalOfName(string name) =>
        name.Length is > 0 and <= MaxNameLength ? null : new("name-too-long", $"A group has a name of at most {MaxNameLength} characters.");
}

/// <summary>The reason that some changes ask for.</summary>
internal static class Judgement
{
    public const int MaxLength = 500;

    public static Refusal? RefusalOf(string why) => why.Length switch
    {
        0 => new("reason-missing", "Say why, in a few words."),
        > MaxLength => new("reason-too-long", $"A reason holds at most {MaxLength} characters."),
        _ => null,
    };
}

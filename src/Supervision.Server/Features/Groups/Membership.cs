using System.Collections.Frozen;
using Supervision.EventStore.Deciding;

namespace Supervision.Server.Features.Groups;

/// <summary>Who is in a group, and as what.</summary>
internal static class Membership
{
    // Whose conflict with whom, and of which kind, is nobody's business here.
    public static readonly Refusal Conflict =
        new("conflict", "This person may not be in one group with somebody who is in it. Ask the training lead.");

    private static readonly Refusal NeedsSupervisor =
        new("needs-supervisor", "A group has a supervisor. Make somebody else the supervisor first, or close the group.");

    private static readonly Refusal NotAMember = new("not-a-member", "This person is not in the group.");

    public static Decision<GroupEvent> Join(GroupState state, GroupCommand.Join join)
    {
        if (state.RoleOf(join.Person) is { } role)
        {
            return role == join.Role ? [] : new Refusal("already-member", "This person is in the group with another role.");
        }
        if (IsInConflict(state, join.Conflicts))
        {
            return Conflict;
        }
        return join.Role is GroupRole.Observer && join.By is { } by
            ? Observers.Propose(state, join.Person, by, join.At)
            : [new GroupEvent.MemberJoined(join.Person, join.Role, join.At, join.By)];
    }

    public static Decision<GroupEvent> ChangeRole(GroupState state, GroupCommand.ChangeRole change)
    {
        if (state.RoleOf(change.Person) is not { } role)
        {
            return NotAMember;
        }
        if (role == change.Role)
        {
            return [];
        }
        if (change.Role is GroupRole.Observer)
        {
            return new Refusal("observers-by-consent", "Who is to observe leaves the group first, and is then proposed to all as an observer.");
        }
        if (state.IsOnlySupervisor(change.Person))
        {
            return NeedsSupervisor;
        }
        return Judgement.RefusalOf(change.Why) is { } refusal
            ? refusal
            : [new GroupEvent.RoleChanged(change.Person, change.Role, change.By, change.Why, change.At)];
    }

    public static Decision<GroupEvent> NameSupervisor(GroupState state, GroupCommand.NameSupervisor name)
    {
        if (state.RoleOf(name.Person) is GroupRole.Supervisor)
        {
            return [];
        }
        if (name.Person == name.By)
        {
            return new Refusal("not-yourself", "Nobody lets themselves into a group. Ask another training lead or administrator.");
        }
        if (IsInConflict(state, name.Conflicts))
        {
            return Conflict;
        }
        if (Judgement.RefusalOf(name.Why) is { } refusal)
        {
            return refusal;
        }
        return state.RoleOf(name.Person) is null
            ? [new GroupEvent.MemberJoined(name.Person, GroupRole.Supervisor, name.At, name.By)]
            : [new GroupEvent.RoleChanged(name.Person, GroupRole.Supervisor, name.By, name.Why, name.At)];
    }

    public static Decision<GroupEvent> Leave(GroupState state, GroupCommand.Leave leave)
    {
        if (state.RoleOf(leave.Person) is null)
        {
            return [];
        }
        return state.ClosedAt is null && state.IsOnlySupervisor(leave.Person)
            ? NeedsSupervisor
            : [new GroupEvent.MemberLeft(leave.Person, leave.At), .. Observers.AgreedWithout(state, leave.Person, leave.At)];
    }

    public static Decision<GroupEvent> Remove(GroupState state, GroupCommand.Remove remove)
    {
        if (state.RoleOf(remove.Person) is null)
        {
            return [];
        }
        if (state.IsOnlySupervisor(remove.Person))
        {
            return NeedsSupervisor;
        }
        return Judgement.RefusalOf(remove.Why) is { } refusal
            ? refusal
            :
            [
                new GroupEvent.MemberRemoved(remove.Person, remove.By, remove.Why, remove.At),
                .. Observers.AgreedWithout(state, remove.Person, remove.At),
            ];
    }

    public static bool IsInConflict(GroupState state, FrozenSet<PersonId> conflicts) =>
        conflicts.Count > 0 && conflicts.Any(person => state.RoleOf(person) is not null);
}

using System.Diagnostics;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Access;

/// <summary>The answer to whether someone may.</summary>
internal abstract record Answer<T>
{
    private Answer()
    {
    }

    internal sealed record Granted(T To) : Answer<T>;

    /// <summary>Theirs to see, but not to do this with.</summary>
    internal sealed record Refused(Refusal Refusal) : Answer<T>;

    /// <summary>Not theirs: to be answered as if it did not exist.</summary>
    internal sealed record NoSuchThing : Answer<T>;
}

/// <summary>The one place where it is decided who may do what; pure.</summary>
internal static class AccessRules
{
    public static Answer<GroupAccess> ToGroup(GroupView? group, PersonId person, Act act) =>
        group?.RoleOf(person) is { } role ? Decide(act, role, group.ClosedAt is not null, new GroupAccess(group, role)) : new Answer<GroupAccess>.NoSuchThing();

    public static Answer<CaseAccess> ToCase(CaseHeader? @case, GroupView? group, PersonId person, Act act)
    {
        if (@case is null || group is null || @case.Group != group.Id || group.RoleOf(person) is not { } inGroup || @case.HasSteppedOut(person))
        {
            return new Answer<CaseAccess>.NoSuchThing();
        }

        var role = RoleIn(@case, person, inGroup);
        if (@case.ClosedAt is not null && AccessTable.Of(act) is { OnceCaseClosed: { } closed } row && row.GroupRoles.Contains(role))
        {
            return new Answer<CaseAccess>.Refused(closed);
        }
        return Decide(act, role, group.ClosedAt is not null, new CaseAccess(@case, group, role));
    }

    public static GroupRole RoleIn(CaseHeader @case, PersonId person, GroupRole inGroup) =>
        @case.OpenedBy == person && inGroup is GroupRole.Member ? GroupRole.Presenter : inGroup;

    private static Answer<T> Decide<T>(Act act, GroupRole role, bool isClosed, T access)
    {
        var row = AccessTable.Of(act);
        if (isClosed && row.OnceClosed is { } closed && row.GroupRoles.Contains(role))
        {
            return new Answer<T>.Refused(closed);
        }
        return row.GroupRoles.Contains(role)
            ? new Answer<T>.Granted(access)
            : new Answer<T>.Refused(row.Otherwise ?? throw new UnreachableException($"{act} does not say what a member is told who may not."));
    }
}

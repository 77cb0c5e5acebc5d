using Supervision.Server.Features;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Access;

/// <summary>What a member may do in a group. Whoever is no member has none, and is told that the group does not exist.</summary>
internal sealed record GroupAccess(GroupView Group, GroupRole Role)
{
    public bool MayOpenCases => Role is not GroupRole.Observer;
}

/// <summary>What a member may do with a case. Roles in the institute give no access: auditors and administrators see no case.</summary>
/// <param name="Role">In this case: who brought it is its presenter, unless that is the supervisor.</param>
internal sealed record CaseAccess(CaseHeader Case, GroupView Group, GroupRole Role)
{
    public bool MayAnnotate => Role is not GroupRole.Observer;
}

/// <summary>The one place where it is decided who may do what; pure.</summary>
internal static class AccessRules
{
    public static GroupAccess? ToGroup(GroupView? group, PersonId person) =>
        group?.RoleOf(person) is { } role ? new(group, role) : null;

    public static CaseAccess? ToCase(CaseHeader? @case, GroupView? group, PersonId person) =>
        @case is not null && group is not null && @case.Group == group.Id && group.RoleOf(person) is { } role
            ? new(@case, group, RoleIn(@case, person, role))
            : null;

    public static GroupRole RoleIn(CaseHeader @case, PersonId person, GroupRole inGroup) =>
        @case.OpenedBy == person && inGroup is GroupRole.Member ? GroupRole.Presenter : inGroup;
}

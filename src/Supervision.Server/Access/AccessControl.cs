using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.People;

namespace Supervision.Server.Access;

/// <summary>Asks for the roles as they are now, and has <see cref="AccessRules"/> decide.</summary>
internal sealed class AccessControl(GroupQueries groups, CaseQueries cases, PeopleQueries people)
{
    public async Task<bool> ToInstituteAsync(Viewer viewer, Act act, CancellationToken cancellationToken)
    {
        var roles = await people.RolesOfAsync(viewer.Tenant, viewer.Person, cancellationToken);
        return AccessTable.Of(act).InstituteRoles.Intersect(roles).Any();
    }

    public async Task<Answer<GroupAccess>> ToGroupAsync(Viewer viewer, GroupId group, Act act, CancellationToken cancellationToken) =>
        AccessRules.ToGroup(await groups.FindAsync(viewer.Tenant, group, cancellationToken), viewer.Person, act);

    /// <summary>All groups that the viewer is a member of.</summary>
    public async Task<IReadOnlyList<GroupAccess>> ToGroupsAsync(Viewer viewer, CancellationToken cancellationToken) =>
    [
        .. from @group in await groups.OfPersonAsync(viewer.Tenant, viewer.Person, cancellationToken)
           let role = @group.RoleOf(viewer.Person)
           where role is not null
           select new GroupAccess(@group, role.Value),
    ];

    public async Task<Answer<CaseAccess>> ToCaseAsync(Viewer viewer, CaseId @case, Act act, CancellationToken cancellationToken)
    {
        var (header, group) = await FindAsync(viewer.Tenant, @case, cancellationToken);
        return AccessRules.ToCase(header, group, viewer.Person, act);
    }

    public async Task<(CaseHeader? Case, GroupView? Group)> FindAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        var header = await cases.FindAsync(tenant, @case, cancellationToken);
        return (header, header is null ? null : await groups.FindAsync(tenant, header.Group, cancellationToken));
    }
}

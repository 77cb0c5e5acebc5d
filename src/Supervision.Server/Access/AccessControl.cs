using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Access;

/// <summary>Asks the memberships as they are now. Null means: answer as if there were no such thing.</summary>
internal sealed class AccessControl(GroupQueries groups, CaseQueries cases)
{
    public async Task<GroupAccess?> ToGroupAsync(Viewer viewer, GroupId group, CancellationToken cancellationToken) =>
        AccessRules.ToGroup(await groups.FindAsync(viewer.Tenant, group, cancellationToken), viewer.Person);

    public async Task<IReadOnlyList<GroupAccess>> ToGroupsAsync(Viewer viewer, CancellationToken cancellationToken) =>
    [
        .. (await groups.OfPersonAsync(viewer.Tenant, viewer.Person, cancellationToken))
            .Select(group => AccessRules.ToGroup(group, viewer.Person)).OfType<GroupAccess>(),
    ];

    public async Task<CaseAccess?> ToCaseAsync(Viewer viewer, CaseId @case, CancellationToken cancellationToken)
    {
        var header = await cases.FindAsync(viewer.Tenant, @case, cancellationToken);
        var group = header is null ? null : await groups.FindAsync(viewer.Tenant, header.Group, cancellationToken);
        return AccessRules.ToCase(header, group, viewer.Person);
    }
}

using Supervision.Server.Access;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Readers;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Cases;

/// <summary>Cases as one viewer sees them.</summary>
internal sealed class CaseReading(AccessControl access, CaseQueries cases, CaseSealing sealing, PersonNames people, Openings openings)
{
    public async Task<CaseList> ListAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var groups = (await access.ToGroupsAsync(viewer, cancellationToken)).ToDictionary(found => found.Group.Id, found => found.Group);
        var found = (await cases.OfGroupsAsync(viewer.Tenant, groups.Keys, cancellationToken))
            .Where(each => AccessRules.ToCase(each.Header, groups[each.Header.Group], viewer.Person, Act.ReadCase) is Answer<CaseAccess>.Granted).ToList();
        var names = await people.NamesOfAsync(viewer.Tenant, [.. found.Select(each => each.Header.OpenedBy)], cancellationToken);
        var summaries = new List<CaseSummary>();
        foreach (var (header, activity) in found)
        {
            var title = await sealing.TitleAsync(viewer.Tenant, header, cancellationToken);
            summaries.Add(Summary(header, title, activity, groups[header.Group], names[header.OpenedBy].Name));
        }
        return new(summaries);
    }

    public async Task<CaseView?> FindAsync(Viewer viewer, CaseAccess granted, CancellationToken cancellationToken)
    {
        var recorded = openings.RecordAsync(viewer, granted.Case.Case, OpeningKind.Text, cancellationToken);
        var opened = await cases.ReadTextAsync(viewer.Tenant, granted.Case.Case, cancellationToken);
        await recorded;
        if (opened is null)
        {
            return null;
        }
        var members = await PeopleOfAsync(viewer.Tenant, granted.Case, granted.Group, cancellationToken);
        var (title, content) = await sealing.OpenAsync(viewer.Tenant, opened, cancellationToken) ?? ("", new("", [], Source: null, Kept: []));
        return new(
            granted.Case.Case.Value, title, granted.Group.Id.Value, granted.Group.Name, opened.By.Value, opened.At, content.Text, content.Blocks,
            members, viewer.Person.Value, content.Source, await SteppedOutAsync(viewer.Tenant, granted, cancellationToken), title.Length == 0,
            CaseEnd.Of(granted.Case, granted.Group)?.At);
    }

    /// <summary>The members of the case's group, and its opener if no longer among them.</summary>
    public async Task<IReadOnlyList<Person>> PeopleOfAsync(string tenant, CaseHeader @case, GroupView group, CancellationToken cancellationToken)
    {
        var roles = group.Members.ToDictionary(member => member.Person, member => AccessRules.RoleIn(@case, member.Person, member.Role));
        roles.TryAdd(@case.OpenedBy, GroupRole.Presenter);
        var names = await people.NamesOfAsync(tenant, roles.Keys, cancellationToken);
        return
        [
            .. roles.Select(each => new Person(each.Key.Value, names[each.Key].Name, names[each.Key].Initials, each.Value))
                .OrderBy(person => person.Role).ThenBy(person => person.Name, StringComparer.Ordinal),
        ];
    }

    private async Task<IReadOnlyList<SteppedOutPerson>?> SteppedOutAsync(string tenant, CaseAccess granted, CancellationToken cancellationToken)
    {
        if (granted.Role is not GroupRole.Supervisor || granted.Case.SteppedOut is not { Count: > 0 } steppedOut)
        {
            return null;
        }
        var names = await people.NamesOfAsync(tenant, [.. steppedOut.Select(each => each.Person)], cancellationToken);
        return [.. steppedOut.Select(each => new SteppedOutPerson(names[each.Person].Name, each.At))];
    }

    private static CaseSummary Summary(CaseHeader header, string? title, CaseActivity activity, GroupView group, string openedBy) => new(
        header.Case.Value, title ?? "", header.Group.Value, group.Name, openedBy, header.OpenedAt, header.Characters, activity.Annotations, activity.LastAt, title is null,
        CaseEnd.Of(header, group)?.At);
}

using Supervision.Server.Access;
using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.People;

/// <summary>The people of an institute as one viewer sees them.</summary>
internal sealed class PeopleReading(PeopleQueries people, GroupQueries groups, PersonNames names)
{
    public async Task<PeopleList> ListAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var everyone = await people.AllAsync(viewer.Tenant, cancellationToken);
        var all = await groups.AllAsync(viewer.Tenant, cancellationToken);
        var mentioned = everyone.Select(person => person.Id).Concat(everyone.SelectMany(person => person.Conflicts.Select(conflict => conflict.With)));
        var known = await names.NamesOfAsync(viewer.Tenant, [.. mentioned], cancellationToken);
        var isAdministrator = everyone.Any(person => person.Id == viewer.Person && person.Roles.Contains(InstituteRole.Administrator));
        var emails = isAdministrator ? await names.EmailsOfAsync(viewer.Tenant, cancellationToken) : null;
        return new(
        [
            .. everyone.Select(person => new PersonEntry(
                    person.Id.Value, known[person.Id].Name, known[person.Id].Initials, person.Roles, GroupsOf(person.Id, all),
                    [.. person.Accreditations.Select(each => new AccreditationEntry(each.Id.Value, each.Body, each.From, each.Until))], person.JoinedAt,
                    emails?.GetValueOrDefault(person.Id), isAdministrator ? [.. person.Conflicts.Select(each => Entry(person.Id, each, known, all))] : null))
                .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).ThenBy(entry => entry.Id),
        ]);
    }

    private static IReadOnlyList<GroupMembership> GroupsOf(PersonId person, IReadOnlyList<GroupView> all) =>
    [
        .. from each in all
           let role = each.RoleOf(person)
           where role is not null
           orderby each.Name
           select new GroupMembership(each.Id.Value, each.Name, role.Value),
    ];

    private static ConflictEntry Entry(
        PersonId person, Conflict conflict, IReadOnlyDictionary<PersonId, PersonName> known, IReadOnlyList<GroupView> all) =>
        new(conflict.Kind, conflict.With.Value, known[conflict.With].Name,
            [.. all.Where(each => each.RoleOf(person) is not null && each.RoleOf(conflict.With) is not null).Select(each => each.Name).Order(StringComparer.Ordinal)]);
}

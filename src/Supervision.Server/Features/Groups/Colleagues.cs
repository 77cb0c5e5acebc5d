using Supervision.Server.Features.People;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Groups;

/// <summary>Somebody who could be in a group.</summary>
internal sealed record Colleague(Guid Id, string Name, string Initials, IReadOnlyList<InstituteRole> Roles);

/// <summary>The people of the institute, to choose from.</summary>
internal sealed class Colleagues(PeopleQueries people, PersonNames names)
{
    public async Task<IReadOnlyList<Colleague>> AllAsync(string tenant, CancellationToken cancellationToken)
    {
        var all = await people.AllAsync(tenant, cancellationToken);
        var named = await names.NamesOfAsync(tenant, [.. all.Select(person => person.Id)], cancellationToken);
        return
        [
            .. all.Select(person => new Colleague(person.Id.Value, named[person.Id].Name, named[person.Id].Initials, person.Roles))
                .OrderBy(colleague => colleague.Name, StringComparer.Ordinal).ThenBy(colleague => colleague.Id),
        ];
    }

    /// <summary>Null for whoever is not, or no longer, of the institute.</summary>
    public async Task<Colleague?> FindAsync(string tenant, PersonId person, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(tenant, person, cancellationToken) is not { IsPresent: true } found)
        {
            return null;
        }
        var name = (await names.NamesOfAsync(tenant, [person], cancellationToken))[person];
        return new(person.Value, name.Name, name.Initials, found.Roles);
    }
}

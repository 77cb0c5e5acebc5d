using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Erasures;

internal sealed record FindHoldingsRequest(string Alias)
{
    public override string ToString() => nameof(FindHoldingsRequest);
}

internal sealed record HoldingList(IReadOnlyList<Holding> Holdings);

/// <summary>That something is held about somebody, and how much; none of its words, not even the title it was found by.</summary>
/// <param name="OpenedBy">A name.</param>
internal sealed record Holding(
    Guid CaseId, string GroupName, string OpenedBy, DateTimeOffset OpenedAt, int Characters, ErasureScope Scope, IReadOnlyList<ContributionView> Contributions);

/// <summary>Finds what is held under the name that a therapist gave a client, for an access request. Titles are opened here, and go nowhere.</summary>
internal sealed class Holdings(CaseQueries cases, CaseSealing sealing, GroupQueries groups, ErasureScopes scopes, PersonNames people)
{
    public async Task<HoldingList> FindAsync(string tenant, string alias, CancellationToken cancellationToken)
    {
        var found = new List<CaseHeader>();
        foreach (var header in await cases.AllAsync(tenant, cancellationToken))
        {
            if (await sealing.TitleAsync(tenant, header, cancellationToken) is { } title && title.Contains(alias, StringComparison.InvariantCultureIgnoreCase))
            {
                found.Add(header);
            }
        }
        var groupNames = (await groups.AllAsync(tenant, cancellationToken)).ToDictionary(group => group.Id, group => group.Name);
        var holdings = new List<Holding>();
        foreach (var header in found.OrderByDescending(each => each.OpenedAt))
        {
            var (scope, by) = await scopes.OfAsync(tenant, header.Case, cancellationToken);
            var names = await people.NamesOfAsync(tenant, [header.OpenedBy, .. by.Select(each => each.Person)], cancellationToken);
            holdings.Add(new(
                header.Case.Value, groupNames.GetValueOrDefault(header.Group) ?? "", names[header.OpenedBy].Name, header.OpenedAt, header.Characters, scope,
                [.. by.Select(each => new ContributionView(names[each.Person].Name, each.Annotations, each.Replies))]));
        }
        return new(holdings);
    }
}

using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Readers;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Erasures;

/// <param name="Reason">Why, in the officer's words and without the alias: it is kept.</param>
internal sealed record FindHoldingsRequest(string Alias, string Reason)
{
    public override string ToString() => nameof(FindHoldingsRequest);
}

internal sealed record SearchList(IReadOnlyList<SearchEntry> Searches);

/// <summary>That somebody looked for what is held; under which alias is not kept.</summary>
/// <param name="By">A name.</param>
/// <param name="Found">How many cases.</param>
internal sealed record SearchEntry(Guid Id, string By, DateTimeOffset At, string Reason, int Found)
{
    public override string ToString() => $"{nameof(SearchEntry)} {Id}";
}

internal sealed record HoldingList(IReadOnlyList<Holding> Holdings);

/// <summary>That something is held about somebody, and how much; none of its words, not even the title it was found by.</summary>
/// <param name="OpenedBy">A name.</param>
internal sealed record Holding(
    Guid CaseId, string GroupName, string OpenedBy, DateTimeOffset OpenedAt, int Characters, ErasureScope Scope, IReadOnlyList<ContributionView> Contributions);

/// <summary>Finds what is held under the name that a therapist gave a client, for an access request. Titles are opened here, and go nowhere.</summary>
internal sealed class Holdings(
    CaseQueries cases, CaseSealing sealing, GroupQueries groups, ErasureScopes scopes, SearchStore searches, PersonNames people, TimeProvider time)
{
    private const int MostShown = 1_000;

    public async Task<SearchList> SearchesAsync(string tenant, CancellationToken cancellationToken)
    {
        var all = await searches.AllAsync(tenant, MostShown, cancellationToken);
        var names = await people.NamesOfAsync(tenant, [.. all.Select(search => search.Person)], cancellationToken);
        return new([.. all.Select(search => new SearchEntry(search.Id, names[search.Person].Name, search.At, search.Reason, search.Found))]);
    }

    public async Task<HoldingList> FindAsync(Viewer viewer, string alias, string reason, CancellationToken cancellationToken)
    {
        var tenant = viewer.Tenant;
        var found = new List<CaseHeader>();
        foreach (var header in await cases.AllAsync(tenant, cancellationToken))
        {
            if (await sealing.TitleAsync(tenant, header, cancellationToken) is { } title && title.Contains(alias, StringComparison.InvariantCultureIgnoreCase))
            {
                found.Add(header);
            }
        }
        var now = time.GetUtcNow();
        await searches.AddAsync(tenant, new(Guid.CreateVersion7(now), viewer.Person, reason, found.Count, now), cancellationToken);
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

using Supervision.EventStore;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Identity;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Erasures;

/// <summary>Erasures and keys as they are shown: names, dates and counts.</summary>
internal sealed class ErasureReading(
    PostgresEventStore store, KeyTable keys, CaseQueries cases, GroupQueries groups, InstituteQueries institutes, ErasureScopes scopes, HeldCases held, PersonNames people)
{
    /// <returns>Null if there is no such case.</returns>
    public async Task<ErasureView?> OfCaseAsync(Viewer viewer, CaseId id, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(viewer.Tenant, id, cancellationToken) is not { } @case)
        {
            return null;
        }
        var (scope, by) = await scopes.OfAsync(viewer.Tenant, @case.Case, cancellationToken);
        var days = await institutes.ErasureDaysAsync(viewer.Tenant, cancellationToken);
        var names = await people.NamesOfAsync(viewer.Tenant, [.. by.Select(each => each.Person), .. PeopleIn(@case.Erasure)], cancellationToken);
        return new(
            @case.Erasure?.State is ErasureState.Erased, @case.Characters, scope,
            [.. by.Select(each => new ContributionView(names[each.Person].Name, each.Annotations, each.Replies))], days,
            await held.CoveringAsync(viewer.Tenant, @case, cancellationToken) is not null, Shown(@case.Erasure, viewer, names));
    }

    public async Task<KeyList> KeysAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var headers = await cases.AllAsync(viewer.Tenant, cancellationToken);
        var byCase = (await keys.AllAsync(viewer.Tenant, KeyKind.Case, cancellationToken))
            .GroupBy(row => row.Scope.Id).ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => row.Generation)!);
        var groupNames = (await groups.AllAsync(viewer.Tenant, cancellationToken)).ToDictionary(group => group.Id, group => group.Name);
        var activities = (await store.Documents.FindAsync(
            viewer.Tenant, CaseActivity.Kind, [.. headers.Where(each => each.Erasure is { IsOpen: true }).Select(each => each.Case.Value)], CaseJson.Default.CaseActivity, cancellationToken))
            .ToDictionary(activity => activity.Id, activity => activity.Data.Annotations);
        var holds = (await held.OfAsync(viewer.Tenant, headers, cancellationToken)).Keys.ToHashSet();
        var names = await people.NamesOfAsync(
            viewer.Tenant, [.. headers.Select(each => each.OpenedBy).Concat(headers.SelectMany(each => PeopleIn(each.Erasure))).Distinct()], cancellationToken);
        return new(
        [
            .. headers.OrderByDescending(each => each.Erasure is { IsOpen: true }).ThenByDescending(each => each.OpenedAt).Select(each => new KeyStatus(
                each.Case.Value, groupNames.GetValueOrDefault(each.Group) ?? "", names[each.OpenedBy].Name, each.OpenedAt,
                each.Erasure is { IsOpen: true } ? activities.GetValueOrDefault(each.Case.Value) : null, byCase.GetValueOrDefault(each.Case.Value)?.CreatedAt,
                byCase.GetValueOrDefault(each.Case.Value)?.DestroyedAt, Shown(each.Erasure, viewer, names),
                holds.Contains(each.Case) ? true : null)),
        ]);
    }

    private static IEnumerable<PersonId> PeopleIn(CaseErasure? erasure) =>
        new[] { erasure?.RequestedBy, erasure?.DecidedBy }.Where(person => person is not null).Select(person => person!.Value);

    private static ErasureProgress? Shown(CaseErasure? erasure, Viewer viewer, IReadOnlyDictionary<PersonId, PersonName> names) => erasure is null ? null : new(
        erasure.State, erasure.RequestedBy is { } requested ? names[requested].Name : null, erasure.Why, erasure.RequestedAt, erasure.DueAt, erasure.RequestedBy == viewer.Person,
        erasure.DecidedBy is { } decided ? names[decided].Name : null, erasure.DecidedAt, erasure.KeyDestroyedAt, erasure.ErasedAt, erasure.Scope);
}

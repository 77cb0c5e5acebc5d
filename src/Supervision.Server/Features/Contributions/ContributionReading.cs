using Supervision.Server.Access;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Contributions;

/// <summary>What erasing one's own notes and replies takes away, and how far the last request for it has come.</summary>
/// <param name="Scope">Of what can still be read.</param>
/// <param name="Groups">In whose cases it stands, also those that one has left.</param>
/// <param name="WaitingDays">How long a request waits for a decision.</param>
/// <param name="IsHeld">Whether a legal hold keeps some of it: then that waits for the hold to be lifted, and nobody is shown it meanwhile.</param>
internal sealed record OwnErasureView(ContributionScope Scope, IReadOnlyList<string> Groups, int WaitingDays, bool IsHeld, ContributionErasureProgress? Progress = null);

/// <summary>Each step with its date.</summary>
/// <param name="Person">Whose words they are.</param>
/// <param name="Name">Theirs.</param>
/// <param name="IsYours">Whether it was asked for by whoever looks: then another person decides.</param>
/// <param name="DecidedBy">A name; null while it waits, and when the waiting time decided.</param>
/// <param name="Scope">As it was when it was decided.</param>
internal sealed record ContributionErasureProgress(
    Guid Person, string Name, ErasureState State, DateTimeOffset RequestedAt, DateTimeOffset DueAt, bool IsYours,
    string? DecidedBy = null, DateTimeOffset? DecidedAt = null, DateTimeOffset? ErasedAt = null, ContributionScope? Scope = null);

internal sealed record ContributionErasureList(IReadOnlyList<ContributionErasureProgress> Erasures);

/// <summary>Erasures of what people wrote as they are shown: names, dates and counts.</summary>
internal sealed class ContributionReading(
    ErasingContributions erasing, WrittenBySomebody written, InstituteQueries institutes, GroupQueries groups, HeldCases held, PersonNames people)
{
    public async Task<OwnErasureView> OfPersonAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var headers = await written.CasesAsync(viewer.Tenant, viewer.Person, cancellationToken);
        var scope = await written.ScopeAsync(viewer.Tenant, viewer.Person, headers, cancellationToken);
        var isHeld = scope.Cases > 0 && (await held.OfAsync(viewer.Tenant, headers, cancellationToken)).Count > 0;
        var names = (await groups.AllAsync(viewer.Tenant, cancellationToken)).ToDictionary(group => group.Id, group => group.Name);
        var days = await institutes.ErasureDaysAsync(viewer.Tenant, cancellationToken);
        var last = await erasing.FindAsync(viewer.Tenant, viewer.Person, cancellationToken);
        return new(
            scope, [.. headers.Select(header => names.GetValueOrDefault(header.Group)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], days, isHeld,
            last is null ? null : (await ShownAsync(viewer, [last], cancellationToken))[0]);
    }

    /// <summary>Those that wait for a decision, the first due first.</summary>
    public async Task<ContributionErasureList> WaitingAsync(Viewer viewer, CancellationToken cancellationToken) =>
        new(await ShownAsync(viewer, [.. (await erasing.InAsync(viewer.Tenant, ErasureState.Requested, cancellationToken)).OrderBy(each => each.DueAt)], cancellationToken));

    private async Task<IReadOnlyList<ContributionErasureProgress>> ShownAsync(Viewer viewer, IReadOnlyList<ContributionErasure> erasures, CancellationToken cancellationToken)
    {
        var names = await people.NamesOfAsync(viewer.Tenant, [.. erasures.SelectMany(each => new[] { each.Person, each.DecidedBy ?? each.Person }).Distinct()], cancellationToken);
        return
        [
            .. erasures.Select(each => new ContributionErasureProgress(
                each.Person.Value, names[each.Person].Name, each.State, each.RequestedAt, each.DueAt, each.RequestedBy == viewer.Person,
                each.DecidedBy is { } by ? names[by].Name : null, each.DecidedAt, each.ErasedAt, each.Scope)),
        ];
    }
}

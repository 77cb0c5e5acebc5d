using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Holds;
using Supervision.Server.Features.Institutes;

namespace Supervision.Server.Features.Retentions;

/// <summary>What is to become of a closed case.</summary>
/// <param name="DueAt">When its time is over by the settings.</param>
/// <param name="Warned">The warnings given for that time.</param>
/// <param name="Hold">What keeps it; null for nothing.</param>
internal sealed record CasePlan(CaseHeader Case, GroupView? Group, CaseEnd End, int Months, DateTimeOffset DueAt, IReadOnlyList<Warning> Warned, Hold? Hold);

/// <summary>What is to become of the closed cases of an institute, as its settings are now.</summary>
internal sealed class RetentionPlans(CaseQueries cases, GroupQueries groups, InstituteQueries institutes, HeldCases held, RetentionStore store)
{
    /// <returns>The plans, and warnings that are no longer true.</returns>
    public async Task<(IReadOnlyList<CasePlan> Plans, IReadOnlyList<Warning> Untrue)> OfAsync(string tenant, CancellationToken cancellationToken)
    {
        var byGroup = (await groups.AllAsync(tenant, cancellationToken)).ToDictionary(group => group.Id);
        var ended = (await cases.AllAsync(tenant, cancellationToken))
            .Where(header => !header.IsGoing)
            .Select(header => (Header: header, Group: byGroup.GetValueOrDefault(header.Group), End: CaseEnd.Of(header, byGroup.GetValueOrDefault(header.Group))))
            .Where(each => each.End is not null).ToList();
        var months = (await institutes.FindAsync(tenant, cancellationToken))?.Retention.CaseDiscussion ?? Retention.Default.CaseDiscussion;
        var holds = await held.OfAsync(tenant, ended.Select(each => each.Header), cancellationToken);
        var warnings = (await store.WarningsAsync(tenant, cancellationToken)).ToLookup(warning => (warning.Case, warning.DueAt));
        var plans = ended.ConvertAll(each =>
        {
            var dueAt = ToStored(each.End!.At.AddMonths(months));
            return new CasePlan(each.Header, each.Group, each.End, months, dueAt, [.. warnings[(each.Header.Case, dueAt)]], holds.GetValueOrDefault(each.Header.Case));
        });
        var standing = plans.Where(plan => plan.Hold is null).Select(plan => (plan.Case.Case, plan.DueAt)).ToHashSet();
        return (plans, [.. warnings.Where(of => !standing.Contains(of.Key)).Select(of => of.First())]);
    }

    // The database keeps microseconds, and a time must be found again as it was.
    private static DateTimeOffset ToStored(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}

using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Holds;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Erasures;

/// <summary>Asks for, decides and carries out the erasure of cases. Carrying out may be broken off anywhere, and done again.</summary>
internal sealed class Erasing(
    Decider<CaseState, CaseCommand, CaseEvent> cases, CaseQueries known, InstituteQueries institutes, ErasureScopes scopes, LegalHolds legalHolds, TextKeys keys, TimeProvider time)
{
    public async Task<Outcome> RequestAsync(Viewer viewer, Guid commandId, CaseId @case, ErasureReason why, CancellationToken cancellationToken)
    {
        var days = await institutes.ErasureDaysAsync(viewer.Tenant, cancellationToken);
        var now = time.GetUtcNow();
        return await ExecuteAsync(viewer.Tenant, @case, commandId, new CaseCommand.RequestErasure(viewer.Person, why, now, now.AddDays(days)), cancellationToken);
    }

    public Task<Outcome> WithdrawAsync(Viewer viewer, Guid commandId, CaseId @case, CancellationToken cancellationToken) =>
        ExecuteAsync(viewer.Tenant, @case, commandId, new CaseCommand.WithdrawErasure(viewer.Person, time.GetUtcNow()), cancellationToken);

    public Task<Outcome> DeclineAsync(Viewer viewer, Guid commandId, CaseId @case, CancellationToken cancellationToken) =>
        ExecuteAsync(viewer.Tenant, @case, commandId, new CaseCommand.DeclineErasure(viewer.Person, time.GetUtcNow()), cancellationToken);

    /// <summary>Once this has answered, the case is erased; unless it is held, then it waits for that to be lifted.</summary>
    public async Task<Outcome> ApproveAsync(Viewer viewer, Guid commandId, CaseId @case, CancellationToken cancellationToken)
    {
        var outcome = await ExecuteAsync(viewer.Tenant, @case, commandId, new CaseCommand.ApproveErasure(viewer.Person, time.GetUtcNow()), cancellationToken);
        if (outcome is Outcome.Accepted)
        {
            await CarryOutAsync(viewer.Tenant, @case, cancellationToken);
        }
        return outcome;
    }

    /// <summary>Erases a case that has been kept for as long as the institute keeps it.</summary>
    /// <returns>False if it is not over after all, or is held.</returns>
    public async Task<bool> EndRetentionAsync(string tenant, CaseId @case, CaseEnd end, int months, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var outcome = await ExecuteAsync(tenant, @case, Guid.CreateVersion7(now), new CaseCommand.EndRetention(end.At, end.IsByGroup, months, now), cancellationToken);
        return outcome is Outcome.Accepted && await CarryOutAsync(tenant, @case, cancellationToken);
    }

    /// <summary>Carries out what has been decided, or has waited long enough, and is not held.</summary>
    /// <returns>How many cases.</returns>
    public async Task<int> CarryOutDueAsync(string tenant, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var due in (await known.InErasureAsync(tenant, ErasureState.Requested, cancellationToken)).Where(each => each.Erasure!.DueAt <= now))
        {
            await ExecuteAsync(tenant, due.Case, Guid.CreateVersion7(now), new CaseCommand.ApproveErasure(By: null, now), cancellationToken);
        }
        var approved = await known.InErasureAsync(tenant, ErasureState.Approved, cancellationToken);
        var erased = 0;
        foreach (var each in approved)
        {
            erased += await CarryOutAsync(tenant, each.Case, cancellationToken) ? 1 : 0;
        }
        return erased;
    }

    // The key goes first: what is said to be erased is.
    private async Task<bool> CarryOutAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        if (await known.FindAsync(tenant, @case, cancellationToken) is not { Erasure.State: ErasureState.Approved } header)
        {
            return false;
        }
        var (scope, by) = await scopes.OfAsync(tenant, @case, cancellationToken);
        if (!await legalHolds.ClearAsync(tenant, @case, [header.OpenedBy, .. by.Select(each => each.Person)], cancellationToken))
        {
            return false;
        }
        var destroyedAt = await keys.DestroyAsync(tenant, CaseSealing.ScopeOf(@case), cancellationToken);
        var now = time.GetUtcNow();
        var outcome = await ExecuteAsync(
            tenant, @case, NamedIds.Of("case erased", @case.Value), new CaseCommand.CompleteErasure(destroyedAt ?? now, scope, now), cancellationToken);
        return outcome is Outcome.Accepted { Repeated: false };
    }

    private Task<Outcome> ExecuteAsync(string tenant, CaseId @case, Guid commandId, CaseCommand command, CancellationToken cancellationToken) =>
        cases.ExecuteAsync(new(tenant, @case.Value), commandId, command, cancellationToken);
}

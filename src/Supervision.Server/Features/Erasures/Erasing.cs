using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Erasures;

/// <summary>Asks for, decides and carries out the erasure of cases. Carrying out may be broken off anywhere, and done again.</summary>
internal sealed class Erasing(
    Decider<CaseState, CaseCommand, CaseEvent> cases, CaseQueries known, InstituteQueries institutes, ErasureScopes scopes, TextKeys keys, TimeProvider time)
{
    public async Task<Outcome> RequestAsync(Viewer viewer, Guid commandId, CaseId @case, ErasureReason why, CancellationToken cancellationToken)
    {
        var days = (await institutes.FindAsync(viewer.Tenant, cancellationToken))?.Retention.ErasureDays ?? Retention.UsualErasureDays;
        var now = time.GetUtcNow();
        return await ExecuteAsync(viewer.Tenant, @case, commandId, new CaseCommand.RequestErasure(viewer.Person, why, now, now.AddDays(days)), cancellationToken);
    }

    public Task<Outcome> WithdrawAsync(Viewer viewer, Guid commandId, CaseId @case, CancellationToken cancellationToken) =>
        ExecuteAsync(viewer.Tenant, @case, commandId, new CaseCommand.WithdrawErasure(viewer.Person, time.GetUtcNow()), cancellationToken);

    public Task<Outcome> DeclineAsync(Viewer viewer, Guid commandId, CaseId @case, CancellationToken cancellationToken) =>
        ExecuteAsync(viewer.Tenant, @case, commandId, new CaseCommand.DeclineErasure(viewer.Person, time.GetUtcNow()), cancellationToken);

    /// <summary>Once this has answered, the case is erased.</summary>
    public async Task<Outcome> ApproveAsync(Viewer viewer, Guid commandId, CaseId @case, CancellationToken cancellationToken)
    {
        var outcome = await ExecuteAsync(viewer.Tenant, @case, commandId, new CaseCommand.ApproveErasure(viewer.Person, time.GetUtcNow()), cancellationToken);
        if (outcome is Outcome.Accepted)
        {
            await CarryOutAsync(viewer.Tenant, @case, cancellationToken);
        }
        return outcome;
    }

    /// <summary>Carries out what has been decided, or has waited long enough.</summary>
    /// <returns>How many cases.</returns>
    public async Task<int> CarryOutDueAsync(string tenant, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var due in (await known.InErasureAsync(tenant, ErasureState.Requested, cancellationToken)).Where(each => each.Erasure!.DueAt <= now))
        {
            await ExecuteAsync(tenant, due.Case, Guid.CreateVersion7(now), new CaseCommand.ApproveErasure(By: null, now), cancellationToken);
        }
        var approved = await known.InErasureAsync(tenant, ErasureState.Approved, cancellationToken);
        foreach (var each in approved)
        {
            await CarryOutAsync(tenant, each.Case, cancellationToken);
        }
        return approved.Count;
    }

    // The key goes first: what is said to be erased is.
    private async Task CarryOutAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        var (scope, _) = await scopes.OfAsync(tenant, @case, cancellationToken);
        var destroyedAt = await keys.DestroyAsync(tenant, CaseSealing.ScopeOf(@case), cancellationToken);
        var now = time.GetUtcNow();
        await ExecuteAsync(
            tenant, @case, NamedIds.Of("case erased", @case.Value), new CaseCommand.CompleteErasure(destroyedAt ?? now, scope, now), cancellationToken);
    }

    private Task<Outcome> ExecuteAsync(string tenant, CaseId @case, Guid commandId, CaseCommand command, CancellationToken cancellationToken) =>
        cases.ExecuteAsync(new(tenant, @case.Value), commandId, command, cancellationToken);
}

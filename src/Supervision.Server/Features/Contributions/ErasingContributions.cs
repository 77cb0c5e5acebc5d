using System.Text.Json;
using Supervision.EventStore;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Features.Redactions;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Contributions;

/// <summary>
/// Asks for, decides and carries out the erasure of what one person wrote beside cases, of which nothing else goes: it is removed
/// from every screen, and then destroyed as a removed passage is. Carrying out may be broken off anywhere, and done again.
/// </summary>
internal sealed class ErasingContributions(
    PostgresEventStore store, Decider<ContributionState, ContributionCommand, ContributionEvent> contributions, WrittenBySomebody written, InstituteQueries institutes,
    Decider<AnnotationsState, AnnotationCommand, AnnotationEvent> annotations, KnownRedactions redactions, Resealing resealing, TimeProvider time)
{
    private static readonly Refusal Nothing = new("nothing-written", "You have written no note and no reply at this institute that could be erased.");

    public async Task<Outcome> RequestAsync(Viewer viewer, Guid commandId, CancellationToken cancellationToken)
    {
        var headers = await written.CasesAsync(viewer.Tenant, viewer.Person, cancellationToken);
        if ((await written.ScopeAsync(viewer.Tenant, viewer.Person, headers, cancellationToken)).Cases == 0)
        {
            return new Outcome.Refused(Nothing);
        }
        var days = await institutes.ErasureDaysAsync(viewer.Tenant, cancellationToken);
        var now = time.GetUtcNow();
        return await ExecuteAsync(viewer.Tenant, viewer.Person, commandId, new ContributionCommand.Request(viewer.Person, now, now.AddDays(days)), cancellationToken);
    }

    public Task<Outcome> WithdrawAsync(Viewer viewer, Guid commandId, CancellationToken cancellationToken) =>
        ExecuteAsync(viewer.Tenant, viewer.Person, commandId, new ContributionCommand.Withdraw(viewer.Person, time.GetUtcNow()), cancellationToken);

    public Task<Outcome> DeclineAsync(Viewer viewer, Guid commandId, PersonId person, CancellationToken cancellationToken) =>
        ExecuteAsync(viewer.Tenant, person, commandId, new ContributionCommand.Decline(viewer.Person, time.GetUtcNow()), cancellationToken);

    /// <summary>Once this has answered, nobody is shown it and no key opens it; what is held waits for that to be lifted.</summary>
    public async Task<Outcome> ApproveAsync(Viewer viewer, Guid commandId, PersonId person, CancellationToken cancellationToken)
    {
        var outcome = await ApproveAsync(viewer.Tenant, person, commandId, viewer.Person, cancellationToken);
        if (outcome is Outcome.Accepted)
        {
            await CarryOutAsync(viewer.Tenant, person, cancellationToken);
        }
        return outcome;
    }

    /// <summary>Carries out what has been decided, or has waited long enough, and is not held.</summary>
    /// <returns>Of how many people.</returns>
    public async Task<int> CarryOutDueAsync(string tenant, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var due in (await InAsync(tenant, ErasureState.Requested, cancellationToken)).Where(each => each.DueAt <= now))
        {
            await ApproveAsync(tenant, due.Person, Guid.CreateVersion7(now), by: null, cancellationToken);
        }
        var erased = 0;
        foreach (var each in await InAsync(tenant, ErasureState.Approved, cancellationToken))
        {
            erased += await CarryOutAsync(tenant, each.Person, cancellationToken) ? 1 : 0;
        }
        return erased;
    }

    public async Task<IReadOnlyList<ContributionErasure>> InAsync(string tenant, ErasureState state, CancellationToken cancellationToken) =>
    [
        .. (await store.Documents.ListAsync(
            tenant, ContributionErasure.Kind, JsonSerializer.Serialize(new(state), ContributionJson.Default.ErasuresIn), ContributionJson.Default.ContributionErasure, cancellationToken))
            .Select(found => found.Data),
    ];

    public async Task<ContributionErasure?> FindAsync(string tenant, PersonId person, CancellationToken cancellationToken) =>
        (await store.Documents.FindAsync(
            tenant, ContributionErasure.Kind, ContributionStream.Of(tenant, person).Id, ContributionJson.Default.ContributionErasure, cancellationToken))?.Data;

    private async Task<Outcome> ApproveAsync(string tenant, PersonId person, Guid commandId, PersonId? by, CancellationToken cancellationToken)
    {
        var headers = await written.CasesAsync(tenant, person, cancellationToken);
        var scope = await written.ScopeAsync(tenant, person, headers, cancellationToken);
        return await ExecuteAsync(tenant, person, commandId, new ContributionCommand.Approve(by, scope, time.GetUtcNow()), cancellationToken);
    }

    private async Task<bool> CarryOutAsync(string tenant, PersonId person, CancellationToken cancellationToken)
    {
        // Whoever decides is answered when it is done, also if the work of some node has just begun on it.
        await using var alone = await SealingLock.TakeAsync(store, tenant, new(KeyKind.Author, person.Value), cancellationToken);
        if (await FindAsync(tenant, person, cancellationToken) is not { State: ErasureState.Approved })
        {
            return false;
        }
        var headers = await written.CasesAsync(tenant, person, cancellationToken);
        foreach (var header in headers)
        {
            await RemoveAsync(tenant, header, person, cancellationToken);
        }
        // Only when nobody is shown any of it: destroying takes longer.
        var isDone = true;
        foreach (var header in headers)
        {
            await resealing.DestroyConfirmedAsync(tenant, header.Case, cancellationToken);
            isDone &= !await WaitsAsync(tenant, header.Case, person, cancellationToken);
        }
        var now = time.GetUtcNow();
        return isDone && await ExecuteAsync(tenant, person, Guid.CreateVersion7(now), new ContributionCommand.Complete(now), cancellationToken) is Outcome.Accepted;
    }

    private async Task RemoveAsync(string tenant, CaseHeader header, PersonId person, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var all = await written.PassagesAsync(tenant, await written.InAsync(tenant, header, person, cancellationToken), cancellationToken);
        foreach (var passages in all.Chunk(RedactionRules.MaxPassages))
        {
            await annotations.ExecuteAsync(
                AnnotationStream.Of(tenant, header.Case), Guid.CreateVersion7(now), new AnnotationCommand.EraseWords(new(Guid.CreateVersion7(now)), passages, person, now), cancellationToken);
        }
        redactions.Forget(tenant, header.Case);
    }

    private async Task<bool> WaitsAsync(string tenant, CaseId @case, PersonId person, CancellationToken cancellationToken) =>
        (await redactions.AllAsync(AnnotationStream.Of(tenant, @case), cancellationToken)).Redactions
            .Any(each => each is { Kind: RedactionKind.OwnWords, State: RedactionState.Confirmed } && each.By == person);

    private Task<Outcome> ExecuteAsync(string tenant, PersonId person, Guid commandId, ContributionCommand command, CancellationToken cancellationToken) =>
        contributions.ExecuteAsync(ContributionStream.Of(tenant, person), commandId, command, cancellationToken);
}

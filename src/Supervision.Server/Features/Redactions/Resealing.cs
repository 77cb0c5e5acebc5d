using Supervision.EventStore;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Redactions;

/// <summary>
/// Destroys passages for good. The case gets another key; all that stays of it is sealed anew under that one; the key before,
/// which alone opens what lies in the events, is destroyed. Broken off anywhere, it is done again. What is under a legal hold
/// waits for that to be lifted; nobody is shown it meanwhile.
/// </summary>
internal sealed class Resealing(
    PostgresEventStore store, Decider<AnnotationsState, AnnotationCommand, AnnotationEvent> annotations, CaseSealedTexts all, TextKeys keys,
    KnownRedactions redactions, CaseQueries cases, HeldCases held, TimeProvider time)
{
    /// <returns>Whether something was destroyed.</returns>
    public async Task<bool> DestroyConfirmedAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        await using var alone = await SealingLock.TakeAsync(store, tenant, CaseSealing.ScopeOf(@case), cancellationToken);
        var stream = AnnotationStream.Of(tenant, @case);
        // What is confirmed from here on has been written, perhaps, under the new key: it waits for the next.
        var confirmed = await ConfirmedAsync(stream, cancellationToken);
        if (confirmed is not [var first, ..] || await IsHeldAsync(tenant, @case, cancellationToken))
        {
            return false;
        }
        var by = first.DecidedBy!.Value;
        // Broken off before: that other key may be older than what has been confirmed now.
        if (await keys.AreBeingRenewedAsync(tenant, CaseSealing.ScopeOf(@case), cancellationToken))
        {
            await RenewAsync(tenant, @case, by, cancellationToken);
        }
        await RenewAsync(tenant, @case, by, cancellationToken);
        await annotations.ExecuteAsync(
            stream, Guid.CreateVersion7(time.GetUtcNow()), new AnnotationCommand.CompleteRedactions([.. confirmed.Select(each => each.Id)], by, time.GetUtcNow()), cancellationToken);
        redactions.Forget(tenant, @case);
        return true;
    }

    private async Task<bool> IsHeldAsync(string tenant, CaseId @case, CancellationToken cancellationToken) =>
        await cases.FindAsync(tenant, @case, cancellationToken) is { } header && await held.CoveringAsync(tenant, header, cancellationToken) is not null;

    private async Task RenewAsync(string tenant, CaseId @case, PersonId by, CancellationToken cancellationToken)
    {
        var (scope, stream) = (CaseSealing.ScopeOf(@case), AnnotationStream.Of(tenant, @case));
        var known = await redactions.AllAsync(stream, cancellationToken);
        if (await keys.RenewAsync(tenant, scope, cancellationToken) is not { } key)
        {
            // The case has been erased.
            return;
        }
        // From this event on the stream refuses whatever is sealed under another key: nothing is written that would be lost.
        await annotations.ExecuteAsync(stream, NamedIds.Of("sealed anew", key.Id), new AnnotationCommand.SealAnew(key.Id, by), cancellationToken);
        var gone = new Redacted(known.Redactions.Where(each => each.State is RedactionState.Confirmed or RedactionState.Destroyed), known.Changes);
        await keys.EndRenewalAsync(tenant, scope, await all.SealAnewAsync(tenant, @case, key, gone, cancellationToken), cancellationToken);
    }

    private async Task<List<Redaction>> ConfirmedAsync(StreamKey stream, CancellationToken cancellationToken) =>
        [.. (await redactions.AllAsync(stream, cancellationToken)).Redactions.Where(each => each.State is RedactionState.Confirmed)];
}

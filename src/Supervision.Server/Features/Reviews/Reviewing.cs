using Supervision.EventStore;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Redactions;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Reviews;

/// <summary>Asks whether a case may go beyond its group, and carries it there.</summary>
internal sealed class Reviewing(
    PostgresEventStore store, Decider<ReviewState, ReviewCommand, ReviewEvent> reviews, KnownRedactions redactions, CaseQueries cases, CaseSealing sealing, CaseOpening opening,
    TextKeys keys, TimeProvider time)
{
    private static readonly Refusal Erased = new("case-erased", "This case has been erased.");

    public async Task<Outcome> AnswerAsync(Viewer viewer, CaseId @case, Guid commandId, ReviewId id, ReviewAnswers answers, DateTimeOffset againAt, CancellationToken cancellationToken)
    {
        if (answers.Fault() is { } fault)
        {
            return new Outcome.Refused(fault);
        }
        var stream = ReviewStream.Of(viewer.Tenant, @case);
        return await UnderKeyAsync(
            viewer.Tenant, @case, commandId,
            async key => new ReviewCommand.Answer(
                id, key.Seal(ReviewStream.AnswersOf(stream, id), answers.Tidied(), ReviewJson.Default.ReviewAnswers),
                await RemovalsAsync(viewer.Tenant, @case, cancellationToken), againAt, viewer.Person, time.GetUtcNow()),
            cancellationToken);
    }

    public Task<Outcome> AgreeAsync(Viewer viewer, CaseId @case, Guid commandId, ReviewId id, CancellationToken cancellationToken) =>
        ExecuteAsync(ReviewStream.Of(viewer.Tenant, @case), commandId, new ReviewCommand.Agree(id, viewer.Person, time.GetUtcNow()), cancellationToken);

    public async Task<Outcome> DeclineAsync(Viewer viewer, CaseId @case, Guid commandId, ReviewId id, string? reason, CancellationToken cancellationToken)
    {
        if (ReviewAnswers.FaultIn(reason) is { } fault)
        {
            return new Outcome.Refused(fault);
        }
        var stream = ReviewStream.Of(viewer.Tenant, @case);
        return await UnderKeyAsync(
            viewer.Tenant, @case, commandId,
            key => Task.FromResult<ReviewCommand>(
                new ReviewCommand.Decline(id, key.Seal(ReviewStream.ReasonOf(stream, id), reason!.Trim(), ReviewJson.Default.String), viewer.Person, time.GetUtcNow())),
            cancellationToken);
    }

    /// <summary>Opens a case of its own in the other group, with the text as it stands now. Broken off, the same command finishes it.</summary>
    public async Task<Outcome> CarryAsync(Viewer viewer, CaseAccess access, Guid commandId, CaseId to, GroupId group, CancellationToken cancellationToken)
    {
        var @case = access.Case.Case;
        if (group == access.Group.Id)
        {
            return new Outcome.Refused(new("same-group", "The case is in this group already."));
        }
        if (await opening.RefusalAsync(viewer.Tenant, group, cancellationToken) is { } waiting)
        {
            return new Outcome.Refused(waiting);
        }
        if (await cases.ReadTextAsync(viewer.Tenant, @case, cancellationToken) is not { } opened
            || await sealing.OpenAsync(viewer.Tenant, opened, cancellationToken) is not var (title, content))
        {
            return new Outcome.Refused(Erased);
        }
        var carry = new ReviewCommand.Carry(group, to, await RemovalsAsync(viewer.Tenant, @case, cancellationToken), viewer.Person, time.GetUtcNow());
        var outcome = await ExecuteAsync(ReviewStream.Of(viewer.Tenant, @case), commandId, carry, cancellationToken);
        if (outcome is not Outcome.Accepted)
        {
            return outcome;
        }
        var text = new NewCase(title, new(content.Text, [.. content.Blocks]), content.Source, GatePass.Again(opened.Check, content.Kept), content.Memory);
        return await opening.OpenAsync(viewer.Tenant, NamedIds.Of("carried", to.Value), to, group, viewer.Person, text, cancellationToken) is Outcome.Refused refused ? refused : outcome;
    }

    /// <summary>How often something was removed from a case, or put back.</summary>
    public async Task<int> RemovalsAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        var all = (await redactions.AllAsync(AnnotationStream.Of(tenant, @case), cancellationToken)).Redactions;
        return all.Count + all.Count(each => each.State is RedactionState.Restored);
    }

    public async Task<ReviewState> StateAsync(string tenant, CaseId @case, CancellationToken cancellationToken) =>
        (await store.Documents.FindAsync(tenant, ReviewState.Kind, ReviewStream.Of(tenant, @case).Id, ReviewJson.Default.ReviewState, cancellationToken))?.Data ?? ReviewState.Initial;

    // Meanwhile the case is given no other key, so what is sealed here is there when everything is sealed anew.
    private async Task<Outcome> UnderKeyAsync(string tenant, CaseId @case, Guid commandId, Func<TextKey, Task<ReviewCommand>> command, CancellationToken cancellationToken)
    {
        var scope = CaseSealing.ScopeOf(@case);
        await using var alone = await SealingLock.TakeAsync(store, tenant, scope, cancellationToken);
        // Another node may have given it one a moment ago.
        keys.Forget(tenant, scope);
        return await keys.FindAsync(tenant, scope, cancellationToken) is { } key
            ? await ExecuteAsync(ReviewStream.Of(tenant, @case), commandId, await command(key), cancellationToken)
            : new Outcome.Refused(Erased);
    }

    private async Task<Outcome> ExecuteAsync(StreamKey stream, Guid commandId, ReviewCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return await reviews.ExecuteAsync(stream, commandId, command, cancellationToken);
        }
        catch (CommandIdTakenException)
        {
            return new Outcome.Refused(new("id-taken", "This command's id is in use elsewhere. Make a new one."));
        }
    }
}

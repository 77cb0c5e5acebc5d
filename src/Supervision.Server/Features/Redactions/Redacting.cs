using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Features.Redactions;

/// <summary>Removes passages that name someone, at once and for everyone; puts them back; has them destroyed.</summary>
internal sealed class Redacting(
    Decider<AnnotationsState, AnnotationCommand, AnnotationEvent> annotations, RedactionPlaces places, KnownRedactions redactions, Resealing resealing, TimeProvider time)
{
    public async Task<Outcome> RedactAsync(
        Viewer viewer, CaseId @case, Guid commandId, RedactionId id, RedactionKind kind, IReadOnlyList<Passage> passages, CancellationToken cancellationToken) =>
        await places.FaultInAsync(viewer.Tenant, @case, passages, cancellationToken) is { } fault
            ? new Outcome.Refused(fault)
            : await ExecuteAsync(viewer, @case, commandId, new AnnotationCommand.Redact(id, kind, passages, viewer.Person, time.GetUtcNow()), cancellationToken);

    public Task<Outcome> RestoreAsync(Viewer viewer, CaseAccess access, Guid commandId, RedactionId id, CancellationToken cancellationToken) => ExecuteAsync(
        viewer, access.Case.Case, commandId,
        new AnnotationCommand.RestoreRedaction(id, viewer.Person, access.Role is GroupRole.Supervisor, time.GetUtcNow()), cancellationToken);

    /// <summary>Once this has answered, the passages are destroyed, as a rule; else <see cref="RedactionWork"/> finishes it.</summary>
    public async Task<Outcome> ConfirmAsync(Viewer viewer, CaseAccess access, Guid commandId, RedactionId id, CancellationToken cancellationToken)
    {
        var outcome = await ExecuteAsync(
            viewer, access.Case.Case, commandId,
            new AnnotationCommand.ConfirmRedaction(id, viewer.Person, IsOnlySupervisor(access, viewer.Person), time.GetUtcNow()), cancellationToken);
        if (outcome is Outcome.Accepted)
        {
            await resealing.DestroyConfirmedAsync(viewer.Tenant, access.Case.Case, cancellationToken);
        }
        return outcome;
    }

    public static bool IsOnlySupervisor(CaseAccess access, PersonId person) => !access.Group.Members.Any(member =>
        member.Role is GroupRole.Supervisor && member.Person != person && !access.Case.HasSteppedOut(member.Person));

    private async Task<Outcome> ExecuteAsync(Viewer viewer, CaseId @case, Guid commandId, AnnotationCommand command, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await annotations.ExecuteAsync(AnnotationStream.Of(viewer.Tenant, @case), commandId, command, cancellationToken);
            // This node need not wait for the log to tell it.
            redactions.Forget(viewer.Tenant, @case);
            return outcome;
        }
        catch (CommandIdTakenException)
        {
            return new Outcome.Refused(new("id-taken", "This command's id is in use elsewhere. Make a new one."));
        }
    }
}

using Supervision.Server.Access;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Redactions;

/// <summary>What was removed from a case, as one viewer sees it.</summary>
internal sealed class RedactionReading(KnownRedactions redactions, PersonNames people, TimeProvider time)
{
    public async Task<RedactionList> ListAsync(Viewer viewer, CaseAccess access, CancellationToken cancellationToken)
    {
        var all = (await redactions.AllAsync(AnnotationStream.Of(viewer.Tenant, access.Case.Case), cancellationToken)).Redactions;
        var names = await people.NamesOfAsync(viewer.Tenant, [.. all.Select(each => each.By).Concat(all.Select(each => each.DecidedBy).OfType<PersonId>()).Distinct()], cancellationToken);
        return new([.. all.Select(each => Shown(each, viewer, access, names))]);
    }

    private RedactionView Shown(Redaction redaction, Viewer viewer, CaseAccess access, IReadOnlyDictionary<PersonId, PersonName> names)
    {
        var (isHeld, isSupervisor, isOwn) = (redaction.State is RedactionState.Held, access.Role is GroupRole.Supervisor, redaction.By == viewer.Person);
        var reviews = isHeld && isSupervisor && (!isOwn || Redacting.IsOnlySupervisor(access, viewer.Person));
        var from = isOwn ? redaction.At + RedactionRules.Waiting : redaction.At;
        return new(
            redaction.Id.Value, redaction.Kind, redaction.Passages, names[redaction.By].Name, redaction.At, redaction.State,
            reviews && from <= time.GetUtcNow(), isHeld && access.Role is not GroupRole.Observer && (isSupervisor || isOwn), reviews && from > time.GetUtcNow() ? from : null,
            redaction.DecidedBy is { } decided ? names[decided].Name : null, redaction.DecidedAt, redaction.DestroyedAt);
    }
}

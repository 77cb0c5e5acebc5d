using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Redactions;

namespace Supervision.Server.Features.Annotations;

/// <summary>The part of <see cref="AnnotationDecider"/> that is about passages which name someone.</summary>
internal static class RedactionRules
{
    /// <summary>In one act.</summary>
    public const int MaxPassages = 200;

    /// <summary>How long whoever removed a passage waits before they confirm it themselves, where nobody else may.</summary>
    public static readonly TimeSpan Waiting = TimeSpan.FromDays(1);

    private const int MaxInCase = 5_000;

    // As far as an annotation quotes beside its span.
    private const int ContextLength = 32;

    private static readonly Refusal Unknown = new("unknown-redaction", "Nothing was removed under this id.");
    private static readonly Refusal Restored = new("redaction-restored", "The passage has been put back. Remove it again if it names someone.");
    private static readonly Refusal Confirmed = new("redaction-confirmed", "This has been confirmed, and the passage cannot be put back any more.");

    public static Decision<AnnotationEvent> Decide(AnnotationsState state, AnnotationCommand command)
    {
        var found = command switch
        {
            AnnotationCommand.RestoreRedaction restore => Find(state, restore.Id),
            AnnotationCommand.ConfirmRedaction confirm => Find(state, confirm.Id),
            _ => null,
        };
        return (command, found) switch
        {
            (AnnotationCommand.Redact redact, _) => Redact(state, redact),
            (AnnotationCommand.EraseWords erase, _) =>
            [
                new AnnotationEvent.PassagesRedacted(erase.Id, RedactionKind.OwnWords, erase.Passages, erase.By, erase.At),
                new AnnotationEvent.RedactionConfirmed(erase.Id, erase.By, erase.At),
            ],
            (AnnotationCommand.SealAnew anew, _) => state.Key == anew.Key ? [] : [new AnnotationEvent.SealedAnew(anew.Key, anew.By)],
            (AnnotationCommand.CompleteRedactions complete, _) => Complete(state, complete),
            (_, null) => Unknown,
            (AnnotationCommand.RestoreRedaction restore, { State: RedactionState.Held }) => restore.IsSupervisor || found.By == restore.By
                ? [new AnnotationEvent.RedactionRestored(restore.Id, restore.By, restore.At)]
                : new Refusal("not-yours", "Whoever removed the passage puts it back, or the supervisor does."),
            (AnnotationCommand.RestoreRedaction, { State: RedactionState.Restored }) => [],
            (AnnotationCommand.RestoreRedaction, _) => Confirmed,
            (AnnotationCommand.ConfirmRedaction confirm, { State: RedactionState.Held }) => Confirm(found, confirm),
            (AnnotationCommand.ConfirmRedaction, { State: RedactionState.Restored }) => Restored,
            (AnnotationCommand.ConfirmRedaction, _) => [],
            _ => throw new UnreachableException(),
        };
    }

    public static CaseRedactions Evolve(CaseRedactions before, AnnotationEvent @event) => @event switch
    {
        AnnotationEvent.PassagesRedacted e => Changed(before, [.. before.Redactions, new(e.Redaction, e.Kind, e.Passages, e.By, e.At)]),
        AnnotationEvent.RedactionRestored e => With(before, [e.Redaction], old => old with { State = RedactionState.Restored, DecidedBy = e.By, DecidedAt = e.At }),
        AnnotationEvent.RedactionConfirmed e => With(before, [e.Redaction], old => old with { State = RedactionState.Confirmed, DecidedBy = e.By, DecidedAt = e.At }),
        AnnotationEvent.PassagesDestroyed e => With(before, e.Redactions, old => old with { State = RedactionState.Destroyed, DestroyedAt = e.At }),
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether an annotation may quote what has been removed since its words were taken from the text.</summary>
    public static bool QuotesWhatIsGone(CaseRedactions redactions, SealedAnnotation annotation, int changes) =>
        changes < redactions.Changes && redactions.Redactions.Any(each => each.State is not RedactionState.Restored && each.Passages.Any(passage =>
            passage.In is PassageIn.Text && passage.Start < annotation.End + ContextLength && passage.End > annotation.Start - ContextLength));

    private static Decision<AnnotationEvent> Redact(AnnotationsState state, AnnotationCommand.Redact redact)
    {
        if (Find(state, redact.Id) is not null)
        {
            return new Refusal("id-taken", "This id is in use. Make a new one.");
        }
        return state.Redactions.Redactions.Where(each => each.Kind is not RedactionKind.OwnWords).Sum(each => each.Passages.Count) + redact.Passages.Count > MaxInCase
            ? new Refusal("too-many-passages", "Too many passages have been removed from this case. Ask for its erasure.")
            : [new AnnotationEvent.PassagesRedacted(redact.Id, redact.Kind, redact.Passages, redact.By, redact.At)];
    }

    private static Decision<AnnotationEvent> Confirm(Redaction redaction, AnnotationCommand.ConfirmRedaction confirm) => (redaction.By == confirm.By, confirm.IsOnlySupervisor) switch
    {
        (true, false) => new Refusal("second-person-needed", "Another supervisor of the group confirms what you have removed yourself."),
        (true, true) when confirm.At < redaction.At + Waiting => new Refusal("waiting-time", "You have removed this yourself, and nobody else can confirm it: wait a day from then."),
        _ => [new AnnotationEvent.RedactionConfirmed(confirm.Id, confirm.By, confirm.At)],
    };

    private static Decision<AnnotationEvent> Complete(AnnotationsState state, AnnotationCommand.CompleteRedactions complete)
    {
        var done = complete.Redactions.Where(id => Find(state, id) is { State: RedactionState.Confirmed }).ToList();
        return done.Count == 0 ? [] : [new AnnotationEvent.PassagesDestroyed(done, complete.By, complete.At)];
    }

    private static Redaction? Find(AnnotationsState state, RedactionId id) => state.Redactions.Redactions.FirstOrDefault(each => each.Id == id);

    private static CaseRedactions With(CaseRedactions before, IReadOnlyList<RedactionId> ids, Func<Redaction, Redaction> change) =>
        Changed(before, [.. before.Redactions.Select(each => ids.Contains(each.Id) ? change(each) : each)]);

    private static CaseRedactions Changed(CaseRedactions before, ImmutableArray<Redaction> redactions) => new(redactions, before.Changes + 1);
}

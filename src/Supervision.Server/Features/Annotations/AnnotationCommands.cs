using Supervision.Server.Features.Redactions;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Annotations;

/// <summary>What a member asks for. Spans and codes have been checked against the text and the codebooks, and all words are sealed.</summary>
internal abstract record AnnotationCommand(PersonId By)
{
    /// <param name="Changes">How many changes to the case's redactions are in what it quotes.</param>
    internal sealed record Annotate(SealedAnnotation Annotation, PersonId By, int Changes = 0) : AnnotationCommand(By);

    /// <param name="Changes">How many changes to the case's redactions are in what it quotes.</param>
    internal sealed record Replace(AnnotationId Old, SealedAnnotation Annotation, PersonId By, int Changes = 0) : AnnotationCommand(By);

    internal sealed record Withdraw(AnnotationId Annotation, PersonId By) : AnnotationCommand(By);

    internal sealed record Reply(AnnotationId Annotation, ReplyId Id, SealedText Text, PersonId By) : AnnotationCommand(By);

    internal sealed record WithdrawReply(AnnotationId Annotation, ReplyId Id, PersonId By) : AnnotationCommand(By);

    internal sealed record Resolve(AnnotationId Annotation, PersonId By) : AnnotationCommand(By);

    internal sealed record Reopen(AnnotationId Annotation, PersonId By) : AnnotationCommand(By);

    /// <summary>The passages have been found to be there.</summary>
    internal sealed record Redact(RedactionId Id, RedactionKind Kind, IReadOnlyList<Passage> Passages, PersonId By, DateTimeOffset At) : AnnotationCommand(By);

    /// <summary>Whoever wrote something has had it erased. The passages are removed, and that is decided.</summary>
    internal sealed record EraseWords(RedactionId Id, IReadOnlyList<Passage> Passages, PersonId By, DateTimeOffset At) : AnnotationCommand(By);

    internal sealed record RestoreRedaction(RedactionId Id, PersonId By, bool IsSupervisor, DateTimeOffset At) : AnnotationCommand(By);

    /// <param name="IsOnlySupervisor">Nobody else could.</param>
    internal sealed record ConfirmRedaction(RedactionId Id, PersonId By, bool IsOnlySupervisor, DateTimeOffset At) : AnnotationCommand(By);

    internal sealed record SealAnew(Guid Key, PersonId By) : AnnotationCommand(By);

    /// <summary>The key is destroyed.</summary>
    internal sealed record CompleteRedactions(IReadOnlyList<RedactionId> Redactions, PersonId By, DateTimeOffset At) : AnnotationCommand(By);
}

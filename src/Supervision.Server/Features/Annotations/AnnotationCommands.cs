using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Annotations;

/// <summary>What a member asks for. Spans and codes have been checked against the text and the codebooks, and all words are sealed.</summary>
internal abstract record AnnotationCommand(PersonId By)
{
    internal sealed record Annotate(SealedAnnotation Annotation, PersonId By) : AnnotationCommand(By);

    internal sealed record Replace(AnnotationId Old, SealedAnnotation Annotation, PersonId By) : AnnotationCommand(By);

    internal sealed record Withdraw(AnnotationId Annotation, PersonId By) : AnnotationCommand(By);

    internal sealed record Reply(AnnotationId Annotation, ReplyId Id, SealedText Text, PersonId By) : AnnotationCommand(By);

    internal sealed record WithdrawReply(AnnotationId Annotation, ReplyId Id, PersonId By) : AnnotationCommand(By);

    internal sealed record Resolve(AnnotationId Annotation, PersonId By) : AnnotationCommand(By);

    internal sealed record Reopen(AnnotationId Annotation, PersonId By) : AnnotationCommand(By);
}

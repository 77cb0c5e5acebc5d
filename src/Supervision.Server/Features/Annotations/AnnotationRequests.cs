using System.Text.Json.Serialization;
using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Codebooks;
using Supervision.Server.Features.Redactions;

namespace Supervision.Server.Features.Annotations;

/// <summary>What a member asks for, as it stands on the wire; the same by hub and by HTTP.</summary>
/// <remarks>Kept are passages of the note or the text that may identify someone, and why they do not.</remarks>
/// <param name="CommandId">Made by the client. The same one again returns the first receipt and writes nothing.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Annotate), "annotate")]
[JsonDerivedType(typeof(Replace), "replace")]
[JsonDerivedType(typeof(Withdraw), "withdraw")]
[JsonDerivedType(typeof(Reply), "reply")]
[JsonDerivedType(typeof(WithdrawReply), "withdraw-reply")]
[JsonDerivedType(typeof(Resolve), "resolve")]
[JsonDerivedType(typeof(Reopen), "reopen")]
internal abstract record AnnotationRequest(Guid CommandId)
{
    internal sealed record Annotate(Guid CommandId, Annotation Annotation, IReadOnlyList<KeptPassage>? Kept = null) : AnnotationRequest(CommandId);

    internal sealed record Replace(Guid CommandId, AnnotationId AnnotationId, Annotation Annotation, IReadOnlyList<KeptPassage>? Kept = null)
        : AnnotationRequest(CommandId);

    internal sealed record Withdraw(Guid CommandId, AnnotationId AnnotationId) : AnnotationRequest(CommandId);

    internal sealed record Reply(Guid CommandId, AnnotationId AnnotationId, ReplyId ReplyId, string Text, IReadOnlyList<KeptPassage>? Kept = null)
        : AnnotationRequest(CommandId)
    {
        public override string ToString() => $"{nameof(Reply)} {ReplyId}";
    }

    internal sealed record WithdrawReply(Guid CommandId, AnnotationId AnnotationId, ReplyId ReplyId) : AnnotationRequest(CommandId);

    internal sealed record Resolve(Guid CommandId, AnnotationId AnnotationId) : AnnotationRequest(CommandId);

    internal sealed record Reopen(Guid CommandId, AnnotationId AnnotationId) : AnnotationRequest(CommandId);
}

/// <summary>An annotation, as one viewer may see it.</summary>
/// <param name="IsErased">True once its words have been made unreadable for good; they are empty then, and its note is left out.</param>
internal sealed record ShownAnnotation(AnnotationId Id, Span Span, IReadOnlyList<CodeRef> Codes, string? Note = null, bool? IsErased = null)
{
    public override string ToString() => $"{nameof(ShownAnnotation)} {Id}";
}

/// <summary>What happened, as one viewer may see it. Versions of one case are 1, 2, 3 … without a gap.</summary>
/// <param name="By">The person who did it.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Annotated), "annotated")]
[JsonDerivedType(typeof(Replaced), "replaced")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(Replied), "replied")]
[JsonDerivedType(typeof(ReplyWithdrawn), "reply-withdrawn")]
[JsonDerivedType(typeof(Resolved), "resolved")]
[JsonDerivedType(typeof(Reopened), "reopened")]
[JsonDerivedType(typeof(PassagesRedacted), "passages-redacted")]
[JsonDerivedType(typeof(RedactionRestored), "redaction-restored")]
[JsonDerivedType(typeof(RedactionConfirmed), "redaction-confirmed")]
[JsonDerivedType(typeof(SealedAnew), "sealed-anew")]
[JsonDerivedType(typeof(PassagesDestroyed), "passages-destroyed")]
internal abstract record Change(long Version, Guid CommandId, DateTimeOffset At, PersonId By)
{
    internal sealed record Annotated(long Version, Guid CommandId, DateTimeOffset At, PersonId By, ShownAnnotation Annotation) : Change(Version, CommandId, At, By);

    internal sealed record Replaced(long Version, Guid CommandId, DateTimeOffset At, PersonId By, AnnotationId AnnotationId, ShownAnnotation Annotation)
        : Change(Version, CommandId, At, By);

    internal sealed record Withdrawn(long Version, Guid CommandId, DateTimeOffset At, PersonId By, AnnotationId AnnotationId) : Change(Version, CommandId, At, By);

    /// <param name="IsErased">True once its text has been made unreadable for good; it is empty then.</param>
    internal sealed record Replied(
        long Version, Guid CommandId, DateTimeOffset At, PersonId By, AnnotationId AnnotationId, ReplyId ReplyId, string Text, bool? IsErased = null)
        : Change(Version, CommandId, At, By)
    {
        public override string ToString() => $"{nameof(Replied)} {ReplyId}";
    }

    internal sealed record ReplyWithdrawn(long Version, Guid CommandId, DateTimeOffset At, PersonId By, AnnotationId AnnotationId, ReplyId ReplyId)
        : Change(Version, CommandId, At, By);

    internal sealed record Resolved(long Version, Guid CommandId, DateTimeOffset At, PersonId By, AnnotationId AnnotationId) : Change(Version, CommandId, At, By);

    internal sealed record Reopened(long Version, Guid CommandId, DateTimeOffset At, PersonId By, AnnotationId AnnotationId) : Change(Version, CommandId, At, By);

    /// <param name="Identifies">What the passages give away.</param>
    internal sealed record PassagesRedacted(
        long Version, Guid CommandId, DateTimeOffset At, PersonId By, RedactionId RedactionId, RedactionKind Identifies, IReadOnlyList<Passage> Passages)
        : Change(Version, CommandId, At, By);

    internal sealed record RedactionRestored(long Version, Guid CommandId, DateTimeOffset At, PersonId By, RedactionId RedactionId) : Change(Version, CommandId, At, By);

    internal sealed record RedactionConfirmed(long Version, Guid CommandId, DateTimeOffset At, PersonId By, RedactionId RedactionId) : Change(Version, CommandId, At, By);

    internal sealed record SealedAnew(long Version, Guid CommandId, DateTimeOffset At, PersonId By) : Change(Version, CommandId, At, By);

    internal sealed record PassagesDestroyed(long Version, Guid CommandId, DateTimeOffset At, PersonId By, IReadOnlyList<RedactionId> RedactionIds)
        : Change(Version, CommandId, At, By);
}

/// <summary>A case's annotations since a version.</summary>
internal sealed record ChangesSince(long Version, IReadOnlyList<Change> Changes);

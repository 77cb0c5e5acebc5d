using System.Text.Json.Serialization;
using Supervision.Server.Features.Codebooks;
using Supervision.Server.Features.Redactions;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Annotations;

[JsonConverter(typeof(IdentifierJson<AnnotationId>))]
internal readonly record struct AnnotationId(Guid Value) : IIdentifier<AnnotationId>
{
    public static AnnotationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(IdentifierJson<ReplyId>))]
internal readonly record struct ReplyId(Guid Value) : IIdentifier<ReplyId>
{
    public static ReplyId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>
/// A part of a case's text: half-open <c>[Start, End)</c> in UTF-16 units, and what stands there and beside it, so that it
/// is found again in a later version (the position and quotation selectors of the W3C Web Annotation model).
/// </summary>
/// <param name="Quote">The text of the span.</param>
/// <param name="Prefix">Up to 32 units before it.</param>
/// <param name="Suffix">Up to 32 units after it.</param>
internal sealed record Span(int Start, int End, string Quote, string Prefix, string Suffix)
{
    public override string ToString() => $"[{Start}, {End})";
}

/// <summary>Codes put on a span by one person. Never edited: withdrawn, or replaced by another.</summary>
internal sealed record Annotation(AnnotationId Id, Span Span, IReadOnlyList<CodeRef> Codes, string? Note = null)
{
    public bool Equals(Annotation? other) =>
        other is not null && Id == other.Id && Span == other.Span && Note == other.Note && Codes.SequenceEqual(other.Codes);

    // Notes and quotations must not end up in a log or a test's output.
    public override string ToString() => $"{nameof(Annotation)} {Id}";

    public override int GetHashCode() => Id.GetHashCode();
}

/// <summary>An annotation as it is kept: where and which codes, and its words sealed with the case's key.</summary>
/// <param name="Start">In UTF-16 units, as <paramref name="End"/>, half-open.</param>
/// <param name="Words">Sealed <see cref="AnnotationWords"/>.</param>
internal sealed record SealedAnnotation(AnnotationId Id, int Start, int End, IReadOnlyList<CodeRef> Codes, SealedText Words)
{
    public bool Equals(SealedAnnotation? other) =>
        other is not null && Id == other.Id && Start == other.Start && End == other.End && Words == other.Words && Codes.SequenceEqual(other.Codes);

    public override int GetHashCode() => Id.GetHashCode();
}

/// <summary>
/// What happens on the margin of one case; the stored contract. The stream is the case's own for this (see
/// <see cref="AnnotationStream"/>), the time is the stored event's.
/// </summary>
internal abstract record AnnotationEvent(PersonId By)
{
    internal sealed record Added(SealedAnnotation Annotation, PersonId By) : AnnotationEvent(By);

    /// <summary>The old one is gone from view and the new one stands in its place, with its thread.</summary>
    internal sealed record Replaced(AnnotationId Old, SealedAnnotation Annotation, PersonId By) : AnnotationEvent(By);

    internal sealed record Withdrawn(AnnotationId Annotation, PersonId By) : AnnotationEvent(By);

    /// <param name="Text">Sealed with the case's key: <see cref="ReplyWords"/>.</param>
    internal sealed record ReplyAdded(AnnotationId Annotation, ReplyId Reply, SealedText Text, PersonId By) : AnnotationEvent(By);

    internal sealed record ReplyWithdrawn(AnnotationId Annotation, ReplyId Reply, PersonId By) : AnnotationEvent(By);

    internal sealed record Resolved(AnnotationId Annotation, PersonId By) : AnnotationEvent(By);

    internal sealed record Reopened(AnnotationId Annotation, PersonId By) : AnnotationEvent(By);

    /// <summary>Passages name someone: from now on nobody is shown them, and whatever quotes them is shown without.</summary>
    internal sealed record PassagesRedacted(RedactionId Redaction, RedactionKind Kind, IReadOnlyList<Passage> Passages, PersonId By, DateTimeOffset At) : AnnotationEvent(By);

    /// <summary>It was a mistake: they are shown again.</summary>
    internal sealed record RedactionRestored(RedactionId Redaction, PersonId By, DateTimeOffset At) : AnnotationEvent(By);

    /// <summary>They will be destroyed, and cannot be put back any more.</summary>
    internal sealed record RedactionConfirmed(RedactionId Redaction, PersonId By, DateTimeOffset At) : AnnotationEvent(By);

    /// <summary>From here on nothing is written under another key than this one of the case's: what came before is sealed anew, without what was confirmed.</summary>
    internal sealed record SealedAnew(Guid Key, PersonId By) : AnnotationEvent(By);

    /// <summary>The key that opened them is destroyed: they are unreadable, in every copy of the database.</summary>
    internal sealed record PassagesDestroyed(IReadOnlyList<RedactionId> Redactions, PersonId By, DateTimeOffset At) : AnnotationEvent(By);
}

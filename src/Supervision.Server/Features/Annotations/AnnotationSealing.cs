using Supervision.EventStore.Appending;
using Supervision.EventStore.Events;
using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Cases;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Annotations;

/// <summary>What is sealed of an annotation, as one.</summary>
/// <param name="Kept">Why passages of the note that may identify someone were left as they are; null for none.</param>
internal sealed record AnnotationWords(string Quote, string Prefix, string Suffix, string? Note, IReadOnlyList<string>? Kept = null)
{
    public static readonly AnnotationWords None = new("", "", "", Note: null);

    public override string ToString() => nameof(AnnotationWords);
}

/// <summary>What is sealed of a reply, as one.</summary>
/// <param name="Kept">Why passages that may identify someone were left as they are; null for none.</param>
internal sealed record ReplyWords(string Text, IReadOnlyList<string>? Kept = null)
{
    public override string ToString() => nameof(ReplyWords);
}

/// <summary>Seals what members write about a case and opens it, with the case's key.</summary>
internal static class AnnotationSealing
{
    public static SealedAnnotation Seal(TextKey key, StreamKey stream, Annotation annotation, IReadOnlyList<KeptPassage>? kept = null)
    {
        var (id, span, codes, note) = (annotation.Id, annotation.Span, annotation.Codes, annotation.Note);
        var words = new AnnotationWords(span.Quote, span.Prefix, span.Suffix, note, Reasons(kept));
        return new(id, span.Start, span.End, codes, key.Seal(WordsOf(stream, id), words, AnnotationJson.Default.AnnotationWords));
    }

    public static SealedText Seal(TextKey key, StreamKey stream, ReplyId reply, string text, IReadOnlyList<KeptPassage>? kept = null) =>
        key.Seal(TextOf(stream, reply), new(text, Reasons(kept)), AnnotationJson.Default.ReplyWords);

    /// <summary>As it was written, but for passages that nobody is shown; without words once they are erased.</summary>
    public static ShownAnnotation Open(CaseOpener opener, StreamKey stream, SealedAnnotation annotation)
    {
        var words = opener.Texts.Open(annotation.Words, WordsOf(stream, annotation.Id), AnnotationJson.Default.AnnotationWords);
        var (quote, prefix, suffix, note, _) = words is null ? AnnotationWords.None : opener.Redacted.Words(annotation, words);
        return new(annotation.Id, new(annotation.Start, annotation.End, quote, prefix, suffix), annotation.Codes, note, words is null ? true : null);
    }

    /// <returns>Null once it is erased.</returns>
    public static string? Open(CaseOpener opener, StreamKey stream, ReplyId reply, SealedText text) =>
        opener.Texts.Open(text, TextOf(stream, reply), AnnotationJson.Default.ReplyWords) is { } words ? opener.Redacted.Reply(reply, words.Text) : null;

    /// <summary>What is sealed of a contribution, and where it belongs; null for what has no words.</summary>
    public static (SealedText Text, SealedField Field)? SealedOf(StoredEvent stored) => stored.Data switch
    {
        AnnotationEvent.Added e => (e.Annotation.Words, WordsOf(stored.Stream, e.Annotation.Id)),
        AnnotationEvent.Replaced e => (e.Annotation.Words, WordsOf(stored.Stream, e.Annotation.Id)),
        AnnotationEvent.ReplyAdded e => (e.Text, TextOf(stored.Stream, e.Reply)),
        _ => null,
    };

    private static string[]? Reasons(IReadOnlyList<KeptPassage>? kept) => kept is { Count: > 0 } ? [.. kept.Select(each => each.Because.Trim()).Distinct(StringComparer.Ordinal)] : null;

    public static SealedField WordsOf(StreamKey stream, AnnotationId annotation) => new(stream, $"annotation/{annotation.Value:n}");

    public static SealedField TextOf(StreamKey stream, ReplyId reply) => new(stream, $"reply/{reply.Value:n}");
}

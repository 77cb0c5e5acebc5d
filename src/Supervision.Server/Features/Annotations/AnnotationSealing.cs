using Supervision.EventStore.Appending;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Annotations;

/// <summary>What is sealed of an annotation, as one.</summary>
internal sealed record AnnotationWords(string Quote, string Prefix, string Suffix, string? Note)
{
    public static readonly AnnotationWords None = new("", "", "", Note: null);

    public override string ToString() => nameof(AnnotationWords);
}

/// <summary>Seals what members write about a case and opens it, with the case's key.</summary>
internal static class AnnotationSealing
{
    public static SealedAnnotation Seal(TextKey key, StreamKey stream, Annotation annotation)
    {
        var (id, span, codes, note) = (annotation.Id, annotation.Span, annotation.Codes, annotation.Note);
        var words = new AnnotationWords(span.Quote, span.Prefix, span.Suffix, note);
        return new(id, span.Start, span.End, codes, key.Seal(WordsOf(stream, id), words, AnnotationJson.Default.AnnotationWords));
    }

    public static SealedText Seal(TextKey key, StreamKey stream, ReplyId reply, string text) => key.Seal(TextOf(stream, reply), text, AnnotationJson.Default.String);

    /// <summary>As it was written; without words once they are erased.</summary>
    public static ShownAnnotation Open(TextOpener opener, StreamKey stream, SealedAnnotation annotation)
    {
        var words = opener.Open(annotation.Words, WordsOf(stream, annotation.Id), AnnotationJson.Default.AnnotationWords);
        var (quote, prefix, suffix, note) = words ?? AnnotationWords.None;
        return new(annotation.Id, new(annotation.Start, annotation.End, quote, prefix, suffix), annotation.Codes, note, words is null ? true : null);
    }

    /// <returns>Null once it is erased.</returns>
    public static string? Open(TextOpener opener, StreamKey stream, ReplyId reply, SealedText text) =>
        opener.Open(text, TextOf(stream, reply), AnnotationJson.Default.String);

    private static SealedField WordsOf(StreamKey stream, AnnotationId annotation) => new(stream, $"annotation/{annotation.Value:n}");

    private static SealedField TextOf(StreamKey stream, ReplyId reply) => new(stream, $"reply/{reply.Value:n}");
}

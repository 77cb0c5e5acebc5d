using System.Text.Json.Serialization.Metadata;
using Supervision.EventStore;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Events;
using Supervision.EventStore.Reading;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Reviews;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Redactions;

/// <summary>
/// Everything that is sealed under a case's key. An event that seals something more under it has to be here: once a key is
/// renewed, what is not sealed anew is lost.
/// </summary>
internal sealed class CaseSealedTexts(PostgresEventStore store, TextKeys keys)
{
    public async Task<IReadOnlyList<KeptText>> SealAnewAsync(string tenant, CaseId @case, TextKey key, Redacted gone, CancellationToken cancellationToken)
    {
        var kept = new List<KeptText>();
        using var opener = await keys.OpenerAsync(tenant, CaseSealing.ScopeOf(@case), cancellationToken);
        foreach (var stream in (StreamKey[])[new(tenant, @case.Value), AnnotationStream.Of(tenant, @case), ReviewStream.Of(tenant, @case)])
        {
            await foreach (var stored in store.ReadStreamAsync(stream, StreamPart.Whole, cancellationToken))
            {
                kept.AddRange(Anew(stored, opener, key, gone));
            }
        }
        return kept;
    }

    private static IEnumerable<KeptText> Anew(StoredEvent stored, TextOpener opener, TextKey key, Redacted gone) => stored.Data switch
    {
        CaseEvent.Opened e => Opened(stored.Stream, e, opener, key, gone),
        AnnotationEvent.Added e => Words(stored.Stream, e.Annotation, opener, key, gone),
        AnnotationEvent.Replaced e => Words(stored.Stream, e.Annotation, opener, key, gone),
        AnnotationEvent.ReplyAdded e => Reply(stored.Stream, e, opener, key, gone),
        ReviewEvent.Answered e => As(ReviewStream.AnswersOf(stored.Stream, e.Review), e.Answers, opener, key, ReviewJson.Default.ReviewAnswers),
        ReviewEvent.Declined e => As(ReviewStream.ReasonOf(stored.Stream, e.Review), e.Reason, opener, key, ReviewJson.Default.String),
        _ => [],
    };

    private static IEnumerable<KeptText> Opened(StreamKey stream, CaseEvent.Opened opened, TextOpener opener, TextKey key, Redacted gone)
    {
        var (titleField, contentField) = (CaseSealing.TitleOf(stream), CaseSealing.ContentOf(stream));
        if (opener.Open(opened.Title, titleField, CaseJson.Default.String) is { } title)
        {
            yield return Kept(titleField, key.Seal(titleField, gone.Title(title), CaseJson.Default.String));
        }
        if (opener.Open(opened.Content, contentField, CaseJson.Default.CaseContent) is { } content)
        {
            // A reason for keeping a passage may name what is to go now.
            var words = gone.TakenFrom(content.Text).ToList();
            var reasons = content.Kept.Where(each => !words.Exists(taken => each.Because.Contains(taken, StringComparison.OrdinalIgnoreCase)));
            yield return Kept(contentField, key.Seal(contentField, gone.Content(content) with { Kept = [.. reasons] }, CaseJson.Default.CaseContent));
        }
    }

    private static IEnumerable<KeptText> Words(StreamKey stream, SealedAnnotation annotation, TextOpener opener, TextKey key, Redacted gone)
    {
        var field = AnnotationSealing.WordsOf(stream, annotation.Id);
        if (opener.Open(annotation.Words, field, AnnotationJson.Default.AnnotationWords) is { } words)
        {
            var left = gone.Words(annotation, words) with { Kept = gone.Touches(annotation.Id) ? null : words.Kept };
            yield return Kept(field, key.Seal(field, left, AnnotationJson.Default.AnnotationWords));
        }
    }

    private static IEnumerable<KeptText> Reply(StreamKey stream, AnnotationEvent.ReplyAdded reply, TextOpener opener, TextKey key, Redacted gone)
    {
        var field = AnnotationSealing.TextOf(stream, reply.Reply);
        if (opener.Open(reply.Text, field, AnnotationJson.Default.ReplyWords) is { } words)
        {
            var left = new ReplyWords(gone.Reply(reply.Reply, words.Text), gone.Touches(reply.Reply) ? null : words.Kept);
            yield return Kept(field, key.Seal(field, left, AnnotationJson.Default.ReplyWords));
        }
    }

    private static IEnumerable<KeptText> As<T>(SealedField field, SealedText text, TextOpener opener, TextKey key, JsonTypeInfo<T> json)
        where T : class =>
        opener.Open(text, field, json) is { } words ? [Kept(field, key.Seal(field, words, json))] : [];

    private static KeptText Kept(SealedField field, SealedText text) => new(field.Stream.Id, field.Name, text);
}

using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;

namespace Supervision.Server.Features.Redactions;

/// <summary>
/// Takes passages out of what is shown of a case. What stands instead is as long as they were, so that every other place in
/// the text stays where it is; line ends stay, as they part its blocks.
/// </summary>
/// <param name="redactions">Those that are applied.</param>
/// <param name="changes">Counts what has happened to the case's redactions; two with the same count are the same.</param>
internal sealed class Redacted(IEnumerable<Redaction> redactions, int changes)
{
    public const char Filler = '\u2588';

    public static readonly Redacted Nothing = new([], 0);

    private readonly Passage[] _passages = [.. redactions.SelectMany(redaction => redaction.Passages)];

    public int Changes => changes;

    /// <summary>Everything that nobody is shown.</summary>
    public static Redacted FromView(CaseRedactions known) => new(known.Redactions.Where(each => each.State is not RedactionState.Restored), known.Changes);

    public string Title(string title) => Masked(title, PassageIn.Title);

    public CaseContent Content(CaseContent content) => content with { Text = Masked(content.Text, PassageIn.Text), Blocks = Labelled(content.Blocks) };

    /// <summary>Who speaks where a passage begins; null where no turn does.</summary>
    public static string? SpeakerAt(IEnumerable<Block> blocks, int start) => blocks.FirstOrDefault(block => block.Start == start)?.Speaker;

    /// <summary>What stands in the text, beginning at a place.</summary>
    public string Text(string words, int at) => Masked(words, Of(PassageIn.Text), at);

    public AnnotationWords Words(SealedAnnotation annotation, AnnotationWords words) => _passages.Length == 0 ? words : words with
    {
        Quote = Text(words.Quote, annotation.Start),
        Prefix = Text(words.Prefix, annotation.Start - words.Prefix.Length),
        Suffix = Text(words.Suffix, annotation.End),
        Note = words.Note is { } note ? Masked(note, _passages.Where(each => each.In is PassageIn.Note && each.AnnotationId == annotation.Id)) : null,
    };

    public string Reply(ReplyId reply, string text) => Masked(text, _passages.Where(each => each.In is PassageIn.Reply && each.ReplyId == reply));

    /// <summary>Whether a contribution has lost something of its own.</summary>
    public bool Touches(AnnotationId annotation) => _passages.Any(each => each.In is PassageIn.Note && each.AnnotationId == annotation);

    public bool Touches(ReplyId reply) => _passages.Any(each => each.In is PassageIn.Reply && each.ReplyId == reply);

    /// <summary>The words that are taken out of a text.</summary>
    public IEnumerable<string> TakenFrom(string text) =>
        Of(PassageIn.Text).Where(each => each.End <= text.Length).Select(each => text[each.Start..each.End]).Where(words => !string.IsNullOrWhiteSpace(words));

    private IReadOnlyList<Block> Labelled(IReadOnlyList<Block> blocks)
    {
        var gone = Of(PassageIn.Speaker).Select(each => SpeakerAt(blocks, each.Start)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return gone.Count == 0
            ? blocks
            : [.. blocks.Select(block => block.Speaker is { } label && gone.Contains(label) ? block with { Speaker = new(Filler, label.Length) } : block)];
    }

    private string Masked(string words, PassageIn @in) => Masked(words, Of(@in));

    private IEnumerable<Passage> Of(PassageIn @in) => _passages.Where(each => each.In == @in);

    private static string Masked(string words, IEnumerable<Passage> passages, int at = 0)
    {
        char[]? masked = null;
        foreach (var passage in passages)
        {
            var (from, to) = (Math.Max(0, passage.Start - at), Math.Min(words.Length, passage.End - at));
            for (var i = from; i < to; i++)
            {
                masked ??= words.ToCharArray();
                masked[i] = words[i] == '\n' ? '\n' : Filler;
            }
        }
        return masked is null ? words : new(masked);
    }
}

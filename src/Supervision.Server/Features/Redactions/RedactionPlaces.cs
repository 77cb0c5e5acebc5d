using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;

namespace Supervision.Server.Features.Redactions;

/// <summary>Looks whether passages lie in what they are said to stand in.</summary>
internal sealed class RedactionPlaces(Sayings sayings, CaseQueries cases, CaseSealing sealing)
{
    private static readonly Refusal Outside = new("passage-outside", "The passage does not lie in the text. Load the case again and select it anew.");
    private static readonly Refusal Erased = new("case-erased", "This case has been erased. There is nothing left in it to remove.");

    /// <returns>Null if they all do.</returns>
    public async Task<Refusal?> FaultInAsync(string tenant, CaseId @case, IReadOnlyList<Passage> passages, CancellationToken cancellationToken)
    {
        if (await cases.ReadTextAsync(tenant, @case, cancellationToken) is not { } opened
            || await sealing.OpenAsync(tenant, opened, cancellationToken) is not var (title, content))
        {
            return Erased;
        }
        var said = passages.Any(each => each.In is PassageIn.Note or PassageIn.Reply) ? await SaidAsync(tenant, @case, cancellationToken) : [];
        return passages.All(each => WordsOf(each) is { } words && LiesIn(each, words)) ? null : Outside;

        string? WordsOf(Passage passage) => passage.In switch
        {
            PassageIn.Title => title,
            PassageIn.Text => content.Text,
            PassageIn.Speaker => Redacted.SpeakerAt(content.Blocks, passage.Start) is null ? null : content.Text,
            PassageIn.Note => passage.AnnotationId is { } annotation ? said.GetValueOrDefault(annotation.Value) : null,
            PassageIn.Reply => passage.ReplyId is { } reply ? said.GetValueOrDefault(reply.Value) : null,
        };
    }

    // Notes by their annotation and replies by their own id.
    private async Task<Dictionary<Guid, string>> SaidAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        var said = new Dictionary<Guid, string>();
        foreach (var each in await sayings.InAsync(tenant, @case, cancellationToken))
        {
            said[each.Reply?.Value ?? each.Annotation.Value] = each.Words;
        }
        return said;
    }

    private static bool LiesIn(Passage passage, string words) =>
        passage.Start >= 0 && passage.Start < passage.End && passage.End <= words.Length && !Splits(words, passage.Start) && !Splits(words, passage.End);

    private static bool Splits(string words, int at) => at > 0 && at < words.Length && char.IsLowSurrogate(words[at]) && char.IsHighSurrogate(words[at - 1]);
}

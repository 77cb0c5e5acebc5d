using System.Collections.Immutable;
using Supervision.Deidentification.Reading;
using Supervision.Deidentification.Recognising;

namespace Supervision.Deidentification.Disguising;

/// <summary>What could stand instead of each finding.</summary>
internal sealed class Disguise(ScannedText text, List<Candidate> kept, Entities entities, CaseMemory memory)
{
    private readonly RememberedWords? _remembered = memory.IsEmpty ? null : new(text, memory);
    private readonly Pseudonyms _pseudonyms = new(text, kept, entities, memory, memory.IsEmpty ? null : new(text, memory));

    public ImmutableArray<Suggestion> For(int finding)
    {
        var one = kept[finding];
        var known = _remembered?.Replacement(one.First, one.Past);
        var remove = new Suggestion(SuggestionKind.Remove, Generalised.MarkOf(one.Kind));
        if (known is not null && Kinds.IsName(one.Kind))
        {
            return [new(SuggestionKind.Pseudonym, known), remove];
        }
        return one.Kind switch
        {
            IdentifierKind.Person or IdentifierKind.Initials => [new(SuggestionKind.Pseudonym, _pseudonyms.For(finding)), remove],
            IdentifierKind.Name => [new(SuggestionKind.Pseudonym, _pseudonyms.For(finding)), new(SuggestionKind.Generalise, "someone or something"), remove],
            IdentifierKind.Date when DateDisguise.Shifted(text, one, memory.DaysShifted) is { } shifted =>
                [new(SuggestionKind.Shift, shifted), new(SuggestionKind.Generalise, Generalised.Of(text, one)!), remove],
            _ => Generalised.Of(text, one) is { } general ? [new(SuggestionKind.Generalise, Fitted(one.First, general)), remove] : [remove],
        };
    }

    /// <summary>Without an article where the text has one already.</summary>
    private string Fitted(int first, string general)
    {
        var hasArticle = text.IsWord(first - 1) && text.Of(first - 1) is "a" or "an" or "the" or "A" or "An" or "The" or "his" or "her" or "my" or "their";
        var space = general.IndexOf(' ', StringComparison.Ordinal);
        return hasArticle && space > 0 && general[..space] is "a" or "an" or "the" ? general[(space + 1)..] : general;
    }
}

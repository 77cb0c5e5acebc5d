using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>What the words before a name say of it.</summary>
internal static class Contexts
{
    private static readonly ulong Name = Folding.Hash("name");

    /// <param name="IsSure">Even a common word is a name here.</param>
    internal sealed record Context(Rule Rule, bool IsSure);

    private static readonly Context Titled = new(Rule.Titled, true);
    private static readonly Context Kin = new(Rule.KinName, false);
    private static readonly Context Introduced = new(Rule.Introduced, false);
    private static readonly Context Named = new(Rule.Introduced, true);

    public static Context? Before(ScannedText text, int first)
    {
        var before = first - 1;
        if (text.IsSign(before, '.') && text.Touches(before))
        {
            before--;
        }
        if (before < 0 || text.Tokens[first].Gap > 2)
        {
            return null;
        }
        if (text.Has(before, TermFlags.Courtesy))
        {
            return Titled;
        }
        if (text.IsSign(before, ',') || text.IsSign(before, '(') || text.IsSign(before, '\u201C') || text.IsSign(before, '"'))
        {
            before--;
        }
        if (text.Tokens[first].Opens && before == first - 1)
        {
            return null;
        }
        if (text.Has(before, TermFlags.Kin | TermFlags.Near | TermFlags.Title) && text.IsWord(before))
        {
            return Kin;
        }
        if (text.IsWord(before) && text.Of(before) is "is" or "was" && text.Is(before - 1, Name))
        {
            return Named;
        }
        return text.Has(before, TermFlags.Introducer) ? text.Of(before) is "called" or "named" or "alias" or "née" ? Named : Introduced : null;
    }

    /// <summary>Whether a verb follows, as after a person's name.</summary>
    public static bool IsSubject(ScannedText text, int past) =>
        text.IsWord(past) && text.Follows(past) && text.Of(past) is "is" or "was" or "has" or "had" or "said" or "says" or "went" or "did" or "does" or "looks" or "looked" or "got" or "should" or "would" or "could" or "can" or "will" or "just" or "and"
            or "needs" or "wants" or "wanted" or "loves" or "loved" or "likes" or "liked" or "told" or "tells" or "asked" or "asks" or "came" or "comes" or "thinks" or "thought" or "knows" or "knew" or "felt" or "feels" or "made" or "makes" or "took" or "left" or "lives" or "lived" or "works" or "worked" or "seems" or "seemed" or "never" or "always" or "didn't" or "doesn't" or "isn't" or "wasn't" or "who";

    /// <summary>Whether the words around speak of theory: "Klein's concept of envy", "Bion (1962)".</summary>
    public static bool IsTheory(ScannedText text, int first, int past)
    {
        for (var i = Math.Max(0, first - 7); i < Math.Min(text.Count, past + 7); i++)
        {
            if ((i < first || i >= past) && text.Has(i, TermFlags.Theory))
            {
                return true;
            }
        }
        return (text.IsSign(past, '(') && text.IsNumber(past + 1) && text.LengthOf(past + 1) == 4) || (text.IsWord(past) && text.Of(past) is "and" && text.Has(past + 1, TermFlags.Theorist));
    }

    public static bool IsPlaceBefore(ScannedText text, int first) => text.Has(first - 1, TermFlags.Preposition) || text.Has(first - 1, TermFlags.PlaceHead | TermFlags.PlaceLead);
}

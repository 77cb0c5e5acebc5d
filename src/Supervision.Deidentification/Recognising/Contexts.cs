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

    public static bool IsPlaceBefore(ScannedText text, int first) => text.Has(first - 1, TermFlags.Preposition) || text.Has(first - 1, TermFlags.PlaceHead | TermFlags.PlaceLead);
}

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

    /// <summary>"my name is"</summary>
    public static bool IsNameGiven(ScannedText text, int first) => text.IsWord(first - 1) && text.Follows(first) && text.Of(first - 1) is "is" or "was" && text.Is(first - 2, Name);

    /// <summary>a, the, my, two: a thing follows, not a name.</summary>
    public static bool IsArticled(ScannedText text, int token) =>
        text.IsWord(token - 1) && text.Follows(token) && (text.Of(token - 1) is "a" or "an" or "the" or "A" or "An" or "The" or "this" or "that" or "these" or "those" or "my" or "your" or "his" or "her" or "its" or "our" or "their" or "no" or "some" or "any" or "every" or "each" or "more" or "of" or "very" or "so" or "too" or "not" or "to" or "can" or "could" or "will" or "would"
            || text.Has(token - 1, TermFlags.Number | TermFlags.Ordinal)) || text.IsNumber(token - 1);

    /// <summary>hey, thank you, love, with, about, than: someone is spoken to or of.</summary>
    public static bool IsAddressed(ScannedText text, int token) =>
        text.IsWord(token - 1) && text.Follows(token) && text.Of(token - 1) is "hey" or "hi" or "hello" or "Hey" or "Hi" or "Hello" or "love" or "miss" or "with" or "about" or "than" or "like" or "by" or "tell" or "told" or "ask" or "asked" or "met" or "call" or "and" or "when" or "from";

    /// <summary>Whether a verb follows that only a person does.</summary>
    public static bool IsPerson(ScannedText text, int past) =>
        text.IsWord(past) && text.Follows(past) && text.Of(past) is "said" or "says" or "told" or "tells" or "asked" or "asks" or "felt" or "thinks" or "thought" or "knows" or "knew" or "wants" or "wanted" or "loves" or "loved" or "likes" or "liked"
            or "hates" or "hated" or "went" or "came" or "lived" or "lives" or "married" or "cried" or "laughed" or "smiled" or "phoned" or "texted" or "stated" or "informed" or "answered" or "explained" or "claimed" or "replied" or "denied" or "denies" or "admitted" or "believed" or "believes"
            or "remembered" or "remembers" or "spoke" or "speaks" or "talks" or "talked" or "agreed" or "refused" or "became" or "died" or "arrived" or "attended" or "attends" or "reported" or "reports" or "describes" or "described" or "died" or "wrote" or "sings" or "sang" or "plays" or "played" or "looks" or "looked" or "got" or "did" or "does" or "just" or "who" or "didn't" or "doesn't" or "seems" or "seemed" or "needs" or "left" or "works" or "worked" or "never" or "always" or "should";

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

    /// <summary>"lives in", "grew up near", "moved to": what follows is a place whatever else it may name.</summary>
    public static bool IsWhere(ScannedText text, int first)
    {
        if (!text.IsWord(first - 1) || !text.Follows(first) || text.Of(first - 1) is not ("in" or "near" or "to" or "from" or "outside" or "around"))
        {
            return false;
        }
        for (var before = first - 2; before >= 0 && before > first - 5 && text.IsWord(before) && text.Follows(before + 1); before--)
        {
            if (text.Has(before, TermFlags.Live))
            {
                return true;
            }
        }
        return text.Of(first - 1) is "in" or "near" && text.Has(first, WordFlags.BigPlace);
    }

    /// <summary>Alone between quotation marks, and no short name that the text gives in brackets.</summary>
    public static bool IsQuoted(ScannedText text, int first, int past) => IsQuote(text, first - 1) && IsQuote(text, past) && !text.IsSign(first - 2, '(');

    private static bool IsQuote(ScannedText text, int token) =>
        token >= 0 && token < text.Count && text.Tokens[token].Kind is TokenKind.Sign && text.Text[text.Tokens[token].Start] is '"' or '\u201C' or '\u201D' or '\u2018' or '\u2019';

    public static bool IsPlaceBefore(ScannedText text, int first) => text.Has(first - 1, TermFlags.Preposition) || text.Has(first - 1, TermFlags.PlaceHead | TermFlags.PlaceLead);
}

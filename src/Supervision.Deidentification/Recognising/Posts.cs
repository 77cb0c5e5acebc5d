using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>What someone does or has, told by the words around and whatever its own words are: "works as a tram inspector", "a bell founder by trade".</summary>
internal static class Posts
{
    private const int Longest = 6;

    public static int Try(ScannedText text, int token, Candidates found)
    {
        if (text.Tokens[token].Shape is not Shape.Lower || !text.Follows(token))
        {
            return token;
        }
        if (Diagnoses(text, token - 1))
        {
            return Illness(text, token, found);
        }
        var before = text.IsWord(token - 1) && text.Of(token - 1) is "a" or "an" or "the" ? token - 2 : token - 1;
        if (text.IsWord(before) && text.Of(before) is "as" && IsDone(text, before - 1))
        {
            return Held(text, token, found);
        }
        return before == token - 2 && ByTrade(text, token) is var trade && trade > token ? found.Add(token, trade, IdentifierKind.Occupation, 0.5, Rule.Job) : token;
    }

    /// <summary>work as, employed as, trained as, the post of</summary>
    private static bool IsDone(ScannedText text, int token) =>
        text.IsWord(token) && text.Of(token) is "work" or "works" or "worked" or "working" or "employed" or "appointed" or "trained" or "training" or "qualified" or "living" or "job" or "jobs" or "career" or "post" or "position" or "served" or "serves" or "retired" or "practised" or "practises";

    /// <summary>suffers from, diagnosed with, diagnosis of; an article may stand between</summary>
    private static bool Diagnoses(ScannedText text, int token)
    {
        token = text.IsWord(token) && text.Of(token) is "a" or "an" or "the" ? token - 1 : token;
        return text.IsWord(token) && text.IsWord(token - 1)
            && (text.Of(token) is "from" ? text.Of(token - 1) is "suffer" or "suffers" or "suffered" or "suffering" : text.Of(token) is "with" ? text.Of(token - 1) is "diagnosed" : text.Of(token) is "of" && text.Of(token - 1) is "diagnosis" or "diagnoses");
    }

    /// <summary>Only an illness of the body: what a therapy is about tells nobody apart.</summary>
    private static int Illness(ScannedText text, int first, Candidates found)
    {
        var past = Phrase(text, first, first + Longest);
        var isIll = false;
        for (var token = first; token < past; token++)
        {
            if (text.Has(token, TermFlags.Mind))
            {
                return first;
            }
            isIll |= text.Has(token, WordFlags.Illness) || text.LexicalOf(token) == WordFlags.None;
        }
        return isIll ? found.Add(first, past, IdentifierKind.Health, 0.36, Rule.Illness) : first;
    }

    private static int Held(ScannedText text, int first, Candidates found)
    {
        var past = Phrase(text, first, first + Longest);
        return past > first ? found.Add(first, past, IdentifierKind.Occupation, 0.5, Rule.Job) : first;
    }

    private static int ByTrade(ScannedText text, int first)
    {
        var past = Phrase(text, first, first + 4);
        return past > first && text.IsWord(past) && text.Of(past) is "by" && text.IsWord(past + 1) && text.Of(past + 1) is "profession" or "trade" or "training" or "occupation" ? past : first;
    }

    /// <summary>Past small words that belong together: no sign but a hyphen, no function word but "of" between two.</summary>
    private static int Phrase(ScannedText text, int first, int limit)
    {
        var at = first;
        while (at < text.Count && at < limit && text.IsWord(at) && text.Follows(at) && text.Tokens[at].Shape is Shape.Lower && !text.Has(at, TermFlags.Function) && !text.Has(at, TermFlags.Preposition))
        {
            at++;
            if (text.IsDash(at) && text.Touches(at) && text.Touches(at + 1) && text.IsWord(at + 1))
            {
                at++;
            }
            else if (text.IsWord(at) && text.Of(at) is "of" && text.IsWord(at + 1) && text.Tokens[at + 1].Shape is Shape.Lower)
            {
                at += text.Of(at + 1) is "a" or "an" or "the" ? 2 : 1;
            }
        }
        return text.IsWord(at - 1) && text.Of(at - 1) is "of" or "a" or "an" or "the" ? first : at;
    }
}

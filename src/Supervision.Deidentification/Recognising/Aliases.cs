using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Short names that a text gives after the full one, as in Riverside Housing Trust ("the Trust"), wherever they stand afterwards.</summary>
internal static class Aliases
{
    private const int Longest = 4;

    public static void Add(ScannedText text, Candidates found)
    {
        var known = new Dictionary<ulong, (IdentifierKind Kind, int Words)>();
        var count = found.All.Count;
        for (var i = 0; i < count; i++)
        {
            var one = found.All[i];
            if (one.Score >= Deidentifier.MiddleScore && one.Kind is IdentifierKind.Organisation or IdentifierKind.Place or IdentifierKind.Person or IdentifierKind.Name)
            {
                Learn(text, one, known);
            }
        }
        for (var token = 0; token < text.Count && known.Count > 0; token++)
        {
            var past = Match(text, token, known, out var kind);
            if (past > token)
            {
                found.Add(token, past, kind, 0.4, Rule.Alias);
                token = past - 1;
            }
        }
    }

    private static void Learn(ScannedText text, in Candidate one, Dictionary<ulong, (IdentifierKind, int)> known)
    {
        var at = one.Past;
        var hasBracket = text.IsSign(at, '(');
        at += hasBracket ? 1 : 0;
        for (var limit = at + 8; hasBracket && at < limit && at < text.Count && !IsQuote(text, at) && !text.IsSign(at, ')'); at++)
        {
        }
        if (!hasBracket || !IsQuote(text, at))
        {
            return;
        }
        at++;
        at += text.IsWord(at) && text.Of(at) is "the" or "The" ? 1 : 0;
        var first = at;
        while (at < text.Count && at < first + Longest && CapitalRun.IsCapital(text, at))
        {
            at++;
        }
        if (at > first && IsQuote(text, at) && !IsShared(text, first, at))
        {
            known.TryAdd(HashOf(text, first, at), (one.Kind, at - first));
        }
    }

    // What every judgment or report calls so.
    private static bool IsShared(ScannedText text, int first, int past)
    {
        for (var token = first; token < past; token++)
        {
            if (!text.Has(token, TermFlags.Shared))
            {
                return false;
            }
        }
        return true;
    }

    private static int Match(ScannedText text, int token, Dictionary<ulong, (IdentifierKind Kind, int Words)> known, out IdentifierKind kind)
    {
        kind = default;
        for (var past = Math.Min(text.Count, token + Longest); past > token; past--)
        {
            if (IsAll(text, token, past) && known.TryGetValue(HashOf(text, token, past), out var alias))
            {
                kind = alias.Kind;
                return past;
            }
        }
        return token;
    }

    private static bool IsAll(ScannedText text, int first, int past)
    {
        for (var token = first; token < past; token++)
        {
            if (!CapitalRun.IsCapital(text, token) || (token > first && !text.Follows(token)))
            {
                return false;
            }
        }
        return true;
    }

    private static ulong HashOf(ScannedText text, int first, int past)
    {
        var hash = Folding.Start;
        for (var token = first; token < past; token++)
        {
            hash = Folding.Join(hash, text.Words[text.Tokens[token].Word].Hash);
        }
        return hash;
    }

    private static bool IsQuote(ScannedText text, int token) =>
        token < text.Count && text.Tokens[token].Kind is TokenKind.Sign && text.Text[text.Tokens[token].Start] is '"' or '\u201C' or '\u201D' or '\u2018' or '\u2019' or '\'';
}

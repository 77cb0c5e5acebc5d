using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Capitalised words that belong together, and how many of each sort they are.</summary>
internal ref struct CapitalRun
{
    private const int MostTokens = 40;
    private const TermFlags Harmless = TermFlags.Safe | TermFlags.Legal | TermFlags.Function | TermFlags.Filler | TermFlags.Drug | TermFlags.Learnt | TermFlags.Month | TermFlags.Weekday | TermFlags.Ordinal | TermFlags.Number;

    public int First { get; private set; }

    public int Past { get; private set; }

    /// <summary>Words without connectors.</summary>
    public int Words { get; private set; }

    /// <summary>Words in no English dictionary and on no list of ours.</summary>
    public int Unknown { get; private set; }

    /// <summary>Unknown, and on a list of names or places.</summary>
    public int Listed { get; private set; }

    public int FirstNames { get; private set; }

    public int Places { get; private set; }

    public int Countries { get; private set; }

    public int Demonyms { get; private set; }

    public int Heads { get; private set; }

    public int PlaceHeads { get; private set; }

    public int Acronyms { get; private set; }

    public int Initials { get; private set; }

    /// <summary>Dictionary words that are not common.</summary>
    public int Uncommon { get; private set; }

    public int Harmlesses { get; private set; }

    public int Theorists { get; private set; }

    public int Roles { get; private set; }

    public int Legals { get; private set; }

    public readonly bool IsEmpty => Past == First;

    /// <summary>The run that begins with a capitalised word.</summary>
    public static CapitalRun At(ScannedText text, int first, Candidates found)
    {
        var past = Extend(text, first, found);
        while (first < past && (!IsCapital(text, first) || Drops(text, first, past)))
        {
            first++;
        }
        var run = new CapitalRun { First = first, Past = past };
        for (var i = first; i < past; i++)
        {
            if (IsCapital(text, i) || (text.IsWord(i) && text.Tokens[i].Gap == 0 && i > first))
            {
                run.Count(text, i);
            }
        }
        return run;
    }

    public static bool IsCapital(ScannedText text, int token) =>
        token >= 0 && token < text.Count && text.Tokens[token].Kind is TokenKind.Word && text.Tokens[token].Shape is Shape.Capital or Shape.Upper or Shape.Single;

    private static int Extend(ScannedText text, int first, Candidates found)
    {
        var past = first + 1;
        for (var limit = Math.Min(text.Count, first + MostTokens); past < limit && !found.IsTaken(past);)
        {
            if (Next(text, past, limit) is var next && next > past && !found.IsTaken(next - 1))
            {
                past = next;
                continue;
            }
            break;
        }
        return past;
    }

    private static int Next(ScannedText text, int at, int limit)
    {
        ref var token = ref text.Tokens[at];
        if (token.Kind is TokenKind.Word)
        {
            if (IsCapital(text, at))
            {
                if (text.Tokens[at - 1].Core < text.Tokens[at - 1].End && text.Has(at, TermFlags.Safe | TermFlags.Function) && !text.Has(at, TermFlags.OrgHead))
                {
                    return at;
                }
                var isNear = token.Gap <= 1 || (token.Gap == 2 && !token.Opens);
                return isNear && !(token.Shape is Shape.Single && text.Of(at) is "I" && !text.IsSign(at + 1, '.')) && !text.Has(at, TermFlags.Courtesy) ? at + 1 : at;
            }
            return Connected(text, at, limit);
        }
        if (token.Kind is not TokenKind.Sign || token.Gap > 0 || at + 1 >= limit)
        {
            return token.Kind is TokenKind.Sign && text.Text[token.Start] == '&' && IsCapital(text, at + 1) && token.Gap == 1 ? at + 2 : at;
        }
        ref var next = ref text.Tokens[at + 1];
        switch (text.Text[token.Start])
        {
            case '.' when text.Tokens[at - 1].Shape is Shape.Single && text.IsDash(at + 1) && next.Gap == 0 && IsCapital(text, at + 2) && text.Touches(at + 2):
                return at + 3;
            case '.' when text.Tokens[at - 1].Shape is Shape.Single:
                return IsCapital(text, at + 1) && next.Gap <= 1 && !(next.Opens && text.Has(at + 1, TermFlags.Function)) ? at + 2 : at + 1;
            case '.' when text.LengthOf(at - 1) <= 2 && IsCapital(text, at + 1) && next.Gap == 1:
                return at + 2;
            case '-' or '\u2010' or '\u2011' or '\u2013' when next.Gap == 0 && next.Kind is TokenKind.Word:
                return at + 2;
            case '\'' or '\u2019' when IsCapital(text, at + 1) && (next.Gap == 0 || (next.Gap == 1 && text.Text[token.Start - 1] is 's')) && !text.Has(at + 1, TermFlags.Function):
                return at + 2;
            case '-' when next.Gap == 1 && text.IsWord(at + 1) && text.Of(at + 1) is "und" or "et" && IsCapital(text, at + 2):
                return at + 3;
            case '&' when next.Gap == 0 && IsCapital(text, at + 1):
                return at + 2;
            default:
                return at;
        }
    }

    private static int Connected(ScannedText text, int at, int limit)
    {
        var next = at;
        while (next < limit && next < at + 3 && text.IsWord(next) && text.Tokens[next].Gap <= 2 && text.Has(next, TermFlags.Connector) && text.Tokens[next].Shape is Shape.Lower)
        {
            next++;
        }
        if (next > at && text.IsSign(next, '.') && text.LengthOf(next - 1) == 1)
        {
            next++;
        }
        // A single small letter between two capitals joins them in other languages: w, i, z, e, y.
        if (next == at && text.LengthOf(at) == 1 && text.Of(at) is not "a" && text.Follows(at) && text.Follows(at + 1) && IsCapital(text, at + 1))
        {
            return at + 2;
        }
        if (next == at || !IsCapital(text, next) || text.Tokens[next].Gap > 2)
        {
            // Elisabeth v. R.
            return text.IsWord(at) && text.Of(at) is "v" or "d" && text.IsSign(at + 1, '.') && text.IsWord(at + 2) && text.Tokens[at + 2].Shape is Shape.Single ? at + 3 : at;
        }
        var word = text.Of(at);
        if (word is "in" or "on" or "the" or "under")
        {
            return at;
        }
        if (word is "and")
        {
            return text.Has(at - 1, TermFlags.OrgHead | TermFlags.Legal) && text.Has(next, TermFlags.OrgHead | TermFlags.Legal) ? next + 1 : at;
        }
        return next + 1;
    }

    private static bool Drops(ScannedText text, int token, int past)
    {
        if (text.Tokens[token].Shape is Shape.Upper && !text.Tokens[token].Shouted && !text.Tokens[token].Opens && past > token + 1 && text.LengthOf(token) == 2 && text.Tokens[token + 1].Shape is Shape.Capital && !text.Has(token, TermFlags.Courtesy))
        {
            // US Army, HM Prison: capitals that no small word has.
            return false;
        }
        if (text.IsContraction(token) || (text.Has(token, TermFlags.Filler) && (text.Tokens[token].Opens || past == token + 1 || !text.Has(token, WordFlags.Frequent) || text.Has(token, TermFlags.Function))))
        {
            return true;
        }
        if (text.Has(token, TermFlags.Courtesy | TermFlags.Function) && text.Tokens[token].Shape is not (Shape.Single))
        {
            return !text.Has(token, WordFlags.FirstName) || !text.Tokens[token].Opens || !IsCapital(text, token + 1) || text.Has(token, TermFlags.Courtesy);
        }
        if (!text.Tokens[token].Opens || text.Tokens[token].Shape is Shape.Single)
        {
            return text.Tokens[token].Shape is Shape.Single && !text.IsSign(token + 1, '.') && text.Of(token) is "A" or "I" && text.Follows(token + 1);
        }
        // A sentence begins with a capital whatever the word is.
        ref var word = ref text.Words[text.Tokens[token].Word];
        return (word.Lexical & WordFlags.Known) != WordFlags.None && word.Capital == 0 && (word.Terms & (TermFlags.Demonym | TermFlags.Country | TermFlags.PlaceLead)) == TermFlags.None
            && !((word.Lexical & WordFlags.FirstName) != WordFlags.None && (word.Lexical & WordFlags.Frequent) == WordFlags.None && (past > token + 1 || word.Lower == 0))
            && !((word.Terms & TermFlags.Legal) != TermFlags.None && (word.Lexical & WordFlags.FirstName) != WordFlags.None && past == token + 1 && word.Lower == 0 && Contexts.IsSubject(text, past))
            && !(past > token + 1 && (word.Terms & (TermFlags.OrgHead | TermFlags.PlaceHead)) != TermFlags.None);
    }

    private void Count(ScannedText text, int token)
    {
        ref var word = ref text.Words[text.Tokens[token].Word];
        var shape = text.Tokens[token].Shape;
        if (shape is Shape.Single)
        {
            Initials++;
            Words++;
            return;
        }
        if ((word.Terms & (TermFlags.Connector | TermFlags.Courtesy)) != TermFlags.None && shape is Shape.Lower)
        {
            return;
        }
        Words++;
        var isHarmless = (word.Terms & Harmless) != TermFlags.None && !((word.Terms & TermFlags.Safe) != TermFlags.None && shape is not Shape.Upper && (word.Lexical & WordFlags.FirstName) != WordFlags.None && (word.Lexical & WordFlags.Known) == WordFlags.None);
        // Bill came: no bill of law has a person's first name and stands without an article.
        isHarmless &= !((word.Terms & Harmless) == TermFlags.Legal && shape is Shape.Capital && (word.Lexical & WordFlags.FirstName) != WordFlags.None && Past == First + 1 && !(text.IsWord(token - 1) && text.Of(token - 1) is "the" or "a" or "this" or "The" or "A" or "This") && !text.IsNumber(token + 1) && !(text.IsWord(token + 1) && text.Of(token + 1) is "no" or "of"));
        var isHead = (word.Terms & (TermFlags.OrgHead | TermFlags.PlaceHead)) != TermFlags.None;
        var isTheorist = (word.Terms & TermFlags.Theorist) != TermFlags.None;
        var isKnown = (word.Lexical & WordFlags.Known) != WordFlags.None || isHarmless || isHead || (word.Terms & (TermFlags.Kin | TermFlags.Title | TermFlags.Role | TermFlags.Demonym | TermFlags.Faith)) != TermFlags.None;
        var isCountry = (word.Terms & TermFlags.Country) != TermFlags.None || ((word.Lexical & WordFlags.Country) != WordFlags.None && !isKnown);
        Heads += (word.Terms & TermFlags.OrgHead) != TermFlags.None ? 1 : 0;
        PlaceHeads += (word.Terms & (TermFlags.PlaceHead | TermFlags.PlaceLead)) != TermFlags.None ? 1 : 0;
        Legals += (word.Terms & TermFlags.Legal) != TermFlags.None ? 1 : 0;
        Roles += (word.Terms & TermFlags.Role) != TermFlags.None ? 1 : 0;
        Harmlesses += isHarmless || (word.Terms & (TermFlags.Kin | TermFlags.Title | TermFlags.Role)) != TermFlags.None ? 1 : 0;
        Theorists += isTheorist ? 1 : 0;
        Demonyms += (word.Terms & TermFlags.Demonym) != TermFlags.None ? 1 : 0;
        Countries += isCountry ? 1 : 0;
        if (isHarmless || isTheorist)
        {
            return;
        }
        var isAcronym = shape is Shape.Upper && text.LengthOf(token) <= 5 && !text.Tokens[token].Shouted && (!isKnown || (!isHarmless && !isHead && (word.Lexical & WordFlags.Common) == WordFlags.None && text.LengthOf(token) > 2));
        Acronyms += isAcronym && (word.Lexical & WordFlags.FirstName) == WordFlags.None ? 1 : 0;
        FirstNames += (word.Lexical & WordFlags.FirstName) != WordFlags.None ? 1 : 0;
        Places += (word.Lexical & WordFlags.AnyPlace) != WordFlags.None ? 1 : 0;
        if (!isKnown && !isAcronym)
        {
            Unknown++;
            Listed += (word.Lexical & WordFlags.Listed) != WordFlags.None ? 1 : 0;
        }
        Uncommon += isKnown && !isHead && (word.Lexical & WordFlags.Common) == WordFlags.None && (word.Terms & TermFlags.Demonym) == TermFlags.None ? 1 : 0;
    }
}

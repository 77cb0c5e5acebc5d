using Supervision.Deidentification.Lexicon;

namespace Supervision.Deidentification.Reading;

/// <summary>Marks where sentences begin, and where capitals are only loud.</summary>
internal static class Sentences
{
    public static void Mark(ScannedText text)
    {
        var tokens = text.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            ref var token = ref tokens[i];
            if (token.Kind is TokenKind.Sign)
            {
                continue;
            }
            token.Opens = Opens(text, i);
            token.Shouted = token.Shape is Shape.Upper && Neighbours(text, i) >= 2;
        }
    }

    private static bool Opens(ScannedText text, int token)
    {
        for (var before = token; before > 0; before--)
        {
            if (text.Tokens[before].Gap >= 2 && (text.Tokens[before].Gap == 3 || before - 1 < 0 || Ends(text, before - 1) || IsBullet(text, before)))
            {
                return true;
            }
            if (text.Tokens[before - 1].Kind is not TokenKind.Sign)
            {
                return false;
            }
            switch (text.Text[text.Tokens[before - 1].Start])
            {
                case '.':
                    return !Abbreviates(text, before - 1);
                case '!' or '?' or ':' or '\u2022' or '*' or '#' or '>' or '\u2026' or '|':
                    return true;
                case '"' or '\u201C' or '\u2018' or '(' or '[' or '\'' or '\u201D' or '\u2019' or ')' or ']':
                    continue;
                case '-' or '\u2013' or '\u2014' when text.Tokens[before - 1].Gap >= 2:
                    return true;
                default:
                    return false;
            }
        }
        return true;
    }

    private static bool Ends(ScannedText text, int token) => text.Tokens[token].Kind is TokenKind.Sign && text.Text[text.Tokens[token].Start] is '.' or '!' or '?' or ':' or ';' or '"' or '\u201D' or ')';

    private static bool IsBullet(ScannedText text, int token) => text.Tokens[token].Kind is TokenKind.Sign || text.Tokens[token].Kind is TokenKind.Number;

    /// <summary>A full stop after a title, an initial or a short form ends no sentence.</summary>
    private static bool Abbreviates(ScannedText text, int stop)
    {
        if (stop == 0 || text.Tokens[stop].Gap > 0)
        {
            return false;
        }
        ref var before = ref text.Tokens[stop - 1];
        return before.Shape is Shape.Single
            || (before.Kind is TokenKind.Word && text.LengthOf(stop - 1) <= 4 && text.Has(stop - 1, TermFlags.Courtesy | TermFlags.Title) && before.Shape is Shape.Capital)
            || (before.Kind is TokenKind.Word && text.Of(stop - 1) is "no" or "No" or "nos" or "Nos" or "nr" or "art" or "Art" or "vs" or "v" or "etc" or "cf" or "St" or "Mt" or "Ft" or "approx" or "g" or "e");
    }

    private static int Neighbours(ScannedText text, int token)
    {
        var loud = 0;
        for (var (i, seen) = (token - 1, 0); i >= 0 && seen < 2 && i > token - 5; i--)
        {
            if (text.Tokens[i].Kind is TokenKind.Word)
            {
                seen++;
                loud += IsLoud(text, i) ? 1 : 0;
            }
        }
        for (var (i, seen) = (token + 1, 0); i < text.Count && seen < 2 && i < token + 5; i++)
        {
            if (text.Tokens[i].Kind is TokenKind.Word)
            {
                seen++;
                loud += IsLoud(text, i) ? 1 : 0;
            }
        }
        return loud;
    }

    private static bool IsLoud(ScannedText text, int token) =>
        text.Tokens[token].Shape is Shape.Upper or Shape.Single && (text.LengthOf(token) > 3 || text.Has(token, WordFlags.Common));
}

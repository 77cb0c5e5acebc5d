using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Years, decades, centuries, feasts, seasons and times of day.</summary>
internal static class Years
{
    public static int Try(ScannedText text, int token, Candidates found)
    {
        if (text.IsNumber(token))
        {
            return Clock(text, token, found) is var clock && clock > token ? clock : Year(text, token, found);
        }
        if (text.Tokens[token].Kind is TokenKind.Mixed)
        {
            return Numbered(text, token, found);
        }
        if (text.IsSign(token, '\'') || text.IsSign(token, '\u2019') || text.IsSign(token, '\u2018'))
        {
            return Short(text, token, found);
        }
        if (text.Phrase(text.Terms, token, out var flags) is var phrase && phrase > token && (flags & TermFlags.Feast) != TermFlags.None)
        {
            return found.Take(token, Dates.YearAfter(text, phrase), IdentifierKind.Date, 0.45, Rule.Feast);
        }
        if (text.Has(token, TermFlags.Feast) && text.Tokens[token].Shape is Shape.Capital)
        {
            return found.Take(token, Dates.YearAfter(text, token + 1), IdentifierKind.Date, Dates.YearAfter(text, token + 1) > token + 1 ? 0.8 : 0.36, Rule.Feast);
        }
        if (text.Has(token, TermFlags.Season))
        {
            return Dates.YearAfter(text, token + 1) is var year && year > token + 1 ? found.Take(token, year, IdentifierKind.Date, 0.85, Rule.Season) : token;
        }
        return Words(text, token, found);
    }

    private static int Year(ScannedText text, int token, Candidates found)
    {
        if (text.LengthOf(token) != 4 || text.Digits(token) is not (>= 1750 and <= 2060))
        {
            return token;
        }
        var isBound = text.Touches(token) && text.Tokens[token - 1].Kind is TokenKind.Sign && text.Text[text.Tokens[token - 1].Start] is '.' or ',' or '$' or '£' or '€' or '#';
        var next = token + 1;
        if (isBound || text.Has(token - 1, TermFlags.Citation | TermFlags.Currency) || text.Has(next, TermFlags.Currency | TermFlags.Measure | TermFlags.PersonCount | TermFlags.Dose)
            || text.IsSign(next, '%') || (text.IsSign(next, ',') && text.Touches(next) && text.IsNumber(next + 1) && text.Touches(next + 1) && text.LengthOf(next + 1) == 3))
        {
            return token;
        }
        // 1999-2003, 1999/2000
        if ((text.IsDash(next) || text.IsSign(next, '/')) && text.IsNumber(next + 1) && text.LengthOf(next + 1) is 1 or 2 or 4 && text.Tokens[next + 1].Gap <= 1 && (text.LengthOf(next + 1) > 1 || (text.IsSign(next, '/') && text.Touches(next + 1))))
        {
            return found.Take(text.IsWord(token - 1) && text.Of(token - 1) is "years" or "year" or "season" or "seasons" && !found.IsTaken(token - 1) ? token - 1 : token, next + 2, IdentifierKind.Date, 0.88, Rule.Year);
        }
        return found.Take(token, next, IdentifierKind.Date, text.Digits(token) is >= 1850 and <= 2040 ? 0.85 : 0.6, Rule.Year);
    }

    /// <summary>1990s, 19th century, 3pm.</summary>
    private static int Numbered(ScannedText text, int token, Candidates found)
    {
        var signs = text.Of(token);
        if (signs is [>= '1' and <= '9', _, _, '0', 's'] || (signs is [>= '1' and <= '9', '0', 's'] && text.Has(token - 1, TermFlags.Function) && text.Of(token - 1) is "the" or "mid" or "early" or "late"))
        {
            return found.Take(token, token + 1, IdentifierKind.Date, 0.75, Rule.Era);
        }
        if (text.IsWord(token + 1) && text.Of(token + 1) is "century" or "centuries" or "Century" && char.IsAsciiDigit(signs[0]))
        {
            return found.Take(token, token + 2, IdentifierKind.Date, 0.5, Rule.Era);
        }
        return signs.Length is 3 or 4 && char.IsAsciiDigit(signs[0]) && (signs.EndsWith("am", StringComparison.OrdinalIgnoreCase) || signs.EndsWith("pm", StringComparison.OrdinalIgnoreCase)) && !signs[..^2].ContainsAnyExceptInRange('0', '9')
            ? found.Take(token, token + 1, IdentifierKind.Date, 0.4, Rule.Clock)
            : token;
    }

    /// <summary>'98, the '60s</summary>
    private static int Short(ScannedText text, int token, Candidates found)
    {
        var next = token + 1;
        if (next >= text.Count || !text.Touches(next) || (text.Touches(token) && text.Tokens[token - 1].Kind is not TokenKind.Sign))
        {
            return token;
        }
        if (text.IsNumber(next) && text.LengthOf(next) == 2 && !(text.IsSign(next + 1, '\'') || text.IsSign(next + 1, '\u2019')))
        {
            return found.Take(token, next + 1, IdentifierKind.Date, 0.7, Rule.Year);
        }
        return text.Of(next) is [>= '1' and <= '9', '0', 's'] ? found.Take(token, next + 1, IdentifierKind.Date, 0.6, Rule.Era) : token;
    }

    /// <summary>10.30 a.m., 22:15, 3 pm, 4 o'clock</summary>
    private static int Clock(ScannedText text, int token, Candidates found)
    {
        if (text.LengthOf(token) > 2 || text.Digits(token) > 24)
        {
            return token;
        }
        var at = token + 1;
        var isExact = false;
        for (var i = 0; i < 2 && (text.IsSign(at, ':') || (i == 0 && text.IsSign(at, '.'))) && text.Touches(at) && text.IsNumber(at + 1) && text.Touches(at + 1) && text.LengthOf(at + 1) == 2 && text.Digits(at + 1) < 60; i++)
        {
            isExact = true;
            at += 2;
        }
        if (at == token + 5 && text.Of(token) is "00")
        {
            // A place in a recording.
            return found.Pass(token, at);
        }
        var half = text.IsWord(at) && text.Follows(at) && text.Of(at) is "noon" or "midnight" ? at + 1 : Half(text, at);
        if (half > at)
        {
            return found.Take(token, half, IdentifierKind.Date, isExact ? 0.6 : 0.45, Rule.Clock);
        }
        if (at < text.Count && at > token + 1 && text.Tokens[at].Kind is TokenKind.Word && text.Of(at) is "hours" or "hrs" or "h")
        {
            return found.Take(token, at + 1, IdentifierKind.Date, 0.55, Rule.Clock);
        }
        return isExact && text.IsSign(token + 1, ':') ? found.Take(token, at, IdentifierKind.Date, 0.55, Rule.Clock) : token;
    }

    private static int Half(ScannedText text, int at)
    {
        if (!text.IsWord(at) || text.Tokens[at].Gap > 1)
        {
            return at;
        }
        var signs = text.Of(at);
        if (signs.Equals("am", StringComparison.OrdinalIgnoreCase) || signs.Equals("pm", StringComparison.OrdinalIgnoreCase) || signs is "o'clock" or "o\u2019clock")
        {
            return at + 1;
        }
        return signs is "a" or "p" or "A" or "P" && text.IsSign(at + 1, '.') && text.IsWord(at + 2) && text.Of(at + 2) is "m" or "M" && text.Touches(at + 2)
            ? text.IsSign(at + 3, '.') ? at + 4 : at + 3
            : at;
    }

    /// <summary>the nineties, the nineteenth century</summary>
    private static int Words(ScannedText text, int token, Candidates found)
    {
        if (text.Has(token, TermFlags.Ordinal))
        {
            var next = text.IsDash(token + 1) ? token + 2 : token + 1;
            return text.IsWord(next) && text.Of(next) is "century" or "centuries" ? found.Take(token, next + 1, IdentifierKind.Date, 0.5, Rule.Era) : token;
        }
        return text.IsWord(token) && text.Of(token) is "twenties" or "thirties" or "forties" or "fifties" or "sixties" or "seventies" or "eighties" or "nineties" or "noughties"
            ? text.IsWord(token - 1) && text.Of(token - 1) is "his" or "her" or "their" or "my" or "your"
                ? found.Take(token, token + 1, IdentifierKind.Age, 0.3, Rule.Age)
                : found.Take(token, token + 1, IdentifierKind.Date, 0.5, Rule.Era)
            : token;
    }
}

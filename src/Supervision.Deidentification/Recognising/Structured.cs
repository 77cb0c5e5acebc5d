using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Addresses of the net: email, web, IP, handles. Each looks a bounded way ahead.</summary>
internal static class Structured
{
    private const int LongestName = 40;
    private const int LongestAddress = 400;

    public static int Try(ScannedText text, int token, Candidates found)
    {
        if (text.IsSign(token, '@') || text.IsSign(token, '\uFF20'))
        {
            return At(text, token, found);
        }
        if (text.Tokens[token].Kind is not TokenKind.Sign)
        {
            return Email(text, token, found) is var email && email > token ? email
                : Web(text, token, found) is var web && web > token ? web
                : Ip(text, token, found);
        }
        return text.IsSign(token, ':') && text.IsSign(token + 1, ':') ? Ip6(text, token, found) : token;
    }

    private static int Email(ScannedText text, int first, Candidates found)
    {
        if (text.Touches(first) && (text.IsSign(first - 1, '.') || text.IsSign(first - 1, '@')))
        {
            // Begun before.
            return first;
        }
        var at = first + 1;
        for (var last = Math.Min(text.Count, first + LongestName); at < last && text.Touches(at) && !text.IsSign(at, '@'); at++)
        {
            if (text.Tokens[at].Kind is TokenKind.Sign && !IsNameSign(text, at))
            {
                return first;
            }
        }
        if (!(text.IsSign(at, '@') && text.Touches(at)))
        {
            return first;
        }
        var past = Domain(text, at + 1);
        return past > at + 1 ? found.Take(first, past, IdentifierKind.Email, 0.99, Rule.Email) : first;
    }

    /// <summary>Past the end of a dotted name that touches what stands before it; its beginning when there is none.</summary>
    private static int Domain(ScannedText text, int first)
    {
        if (!text.Touches(first) || first >= text.Count || text.Tokens[first].Kind is TokenKind.Sign)
        {
            return first;
        }
        var (at, dots) = (first + 1, 0);
        while (at + 1 < text.Count && at < first + LongestName && text.Touches(at) && text.Touches(at + 1) && text.Tokens[at + 1].Kind is not TokenKind.Sign
            && (text.IsSign(at, '.') || text.IsSign(at, '-') || text.IsSign(at, '_')))
        {
            dots += text.IsSign(at, '.') ? 1 : 0;
            at += 2;
        }
        return dots > 0 && text.LengthOf(at - 1) >= 2 ? at : first;
    }

    private static bool IsNameSign(ScannedText text, int token) => text.Text[text.Tokens[token].Start] is '.' or '_' or '-' or '+' or '%' or '\'';

    private static int At(ScannedText text, int token, Candidates found)
    {
        var past = token + 1;
        if (past >= text.Count || !text.Touches(past) || text.Tokens[past].Kind is TokenKind.Sign || (text.Touches(token) && text.Tokens[token - 1].Kind is not TokenKind.Sign))
        {
            return token;
        }
        past++;
        while (past + 1 < text.Count && past < token + LongestName && text.Touches(past) && text.Touches(past + 1)
            && (text.IsSign(past, '_') || text.IsSign(past, '.')) && (text.Tokens[past + 1].Kind is not TokenKind.Sign || text.IsSign(past + 1, '_')))
        {
            past += text.IsSign(past + 1, '_') ? 1 : 2;
        }
        if (text.IsSign(past, '_') && text.Touches(past))
        {
            past++;
        }
        return found.Take(token, past, IdentifierKind.Handle, 0.97, Rule.Handle);
    }

    private static int Web(ScannedText text, int first, Candidates found)
    {
        var length = text.LengthOf(first);
        if (text.Touches(first) && (text.IsSign(first - 1, '.') || text.IsSign(first - 1, '/') || text.IsSign(first - 1, '-')))
        {
            return first;
        }
        var domain = first;
        if (length is 4 or 5 or 3 && text.IsSign(first + 1, ':') && text.IsSign(first + 2, '/') && text.IsSign(first + 3, '/') && text.Touches(first + 3)
            && text.Of(first) is var scheme && (scheme.Equals("http", StringComparison.OrdinalIgnoreCase)
                || scheme.Equals("https", StringComparison.OrdinalIgnoreCase) || scheme.Equals("ftp", StringComparison.OrdinalIgnoreCase)))
        {
            domain = first + 4;
        }
        else if (!(text.IsSign(first + 1, '.') && text.Touches(first + 1) && text.Touches(first + 2)))
        {
            return first;
        }
        var past = domain > first ? domain < text.Count ? Math.Max(domain + 1, Domain(text, domain)) : first : BareDomain(text, first);
        if (past == first)
        {
            return first;
        }
        var limit = Math.Min(text.Count, past + LongestAddress);
        while (past < limit && text.Touches(past) && !(text.Tokens[past].Kind is TokenKind.Sign && EndsAddress(text, past)))
        {
            past++;
        }
        return found.Take(first, past, IdentifierKind.Web, 0.97, Rule.Url);
    }

    private static bool EndsAddress(ScannedText text, int token)
    {
        var sign = text.Text[text.Tokens[token].Start];
        return sign is '"' or '<' or '>' or ')' or ']' or '\u201D' or '\u201C' or '\'' or '\u2019'
            || (sign is '.' or ',' or ';' or ':' or '!' or '?' && !(text.Touches(token + 1) && token + 1 < text.Count && text.Tokens[token + 1].Kind is not TokenKind.Sign));
    }

    private static int BareDomain(ScannedText text, int first)
    {
        // Domain() asks that its first token touch the one before; a bare one need not.
        var (at, last) = (first + 1, first);
        while (at + 1 < text.Count && at < first + LongestName && text.Touches(at) && text.Touches(at + 1) && (text.IsSign(at, '.') || text.IsSign(at, '-')) && text.Tokens[at + 1].Kind is not TokenKind.Sign)
        {
            last = text.IsSign(at, '.') ? at + 1 : last;
            at += 2;
        }
        if (last == first || last != at - 1 || text.Tokens[last].Shape is not Shape.Lower)
        {
            return first;
        }
        var isWww = text.Of(first).Equals("www", StringComparison.OrdinalIgnoreCase);
        return isWww || text.Of(last) is "com" or "org" or "net" or "uk" or "edu" or "gov" or "io" or "info" or "eu" or "de" or "fr" or "ie" or "ca" or "au" or "nl" or "ch" or "co" or "tv"
            or "biz" or "mil" or "int" or "app" or "dev" or "blog" or "health" or "nhs" or "ac" or "es" or "it" or "pl" or "se" or "ru" or "jp" or "cn" or "in" or "br" && text.LengthOf(first) > 1
                ? at
                : first;
    }

    private static int Ip(ScannedText text, int first, Candidates found)
    {
        if (text.IsNumber(first) && !(text.Touches(first) && text.IsSign(first - 1, '.')))
        {
            var (at, parts) = (first, 0);
            while (text.IsNumber(at) && text.Digits(at) is >= 0 and <= 255 && (parts == 0 || text.Touches(at)))
            {
                parts++;
                at++;
                if (parts == 4 || !(text.IsSign(at, '.') && text.Touches(at)))
                {
                    break;
                }
                at++;
            }
            if (parts == 4 && !(text.IsSign(at, '.') && text.Touches(at) && text.IsNumber(at + 1) && text.Touches(at + 1)))
            {
                return found.Take(first, at, IdentifierKind.IpAddress, 0.98, Rule.Ip);
            }
        }
        return Ip6(text, first, found);
    }

    private static bool IsHexadecimal(ReadOnlySpan<char> signs)
    {
        foreach (var sign in signs)
        {
            if (!char.IsAsciiHexDigit(sign))
            {
                return false;
            }
        }
        return true;
    }

    private static int Ip6(ScannedText text, int first, Candidates found)
    {
        if (text.Touches(first) && text.IsSign(first - 1, ':'))
        {
            return first;
        }
        var (at, colons, groups, isDouble) = (first, 0, 0, false);
        for (var limit = Math.Min(text.Count, first + 16); at < limit && (at == first || text.Touches(at)); at++)
        {
            if (text.IsSign(at, ':'))
            {
                colons++;
                isDouble |= text.IsSign(at - 1, ':') && text.Touches(at) && at > first;
            }
            else if (text.Tokens[at].Kind is not TokenKind.Sign && text.LengthOf(at) <= 4 && IsHexadecimal(text.Of(at)))
            {
                groups++;
            }
            else
            {
                break;
            }
        }
        return (colons == 7 && groups == 8) || (isDouble && colons is >= 2 and <= 7 && groups >= 2) ? found.Take(first, at, IdentifierKind.IpAddress, 0.95, Rule.Ip) : first;
    }
}

using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Postcodes, plates, and whatever else mixes letters and digits, is long, or is called a number.</summary>
internal static class Codes
{
    private static readonly ulong MrnWord = Folding.Hash("mrn");
    private static readonly ulong RecordWord = Folding.Hash("record");
    private static readonly ulong ChartWord = Folding.Hash("chart");

    public static int Try(ScannedText text, int token, Candidates found)
    {
        if (text.Tokens[token].Kind is TokenKind.Mixed or TokenKind.Word && Postcode(text, token, found) is var postcode && postcode > token)
        {
            return postcode;
        }
        if (text.Tokens[token].Kind is TokenKind.Word && text.Has(token, TermFlags.CodeLead) && Named(text, token, found) is var named && named > token)
        {
            TakeLabel(text, token, found);
            return named;
        }
        if (text.IsSign(token, '#') && text.Touches(token + 1) && text.Tokens[token + 1].Kind is TokenKind.Number or TokenKind.Mixed)
        {
            return found.Take(token, Joined(text, token + 1, out _), IdentifierKind.Code, 0.85, Rule.NamedCode);
        }
        return text.Tokens[token].Kind is TokenKind.Number or TokenKind.Mixed or TokenKind.Word ? Shaped(text, token, found) : token;
    }

    /// <summary>Letters and digits joined by - / . _ without a space, with at least one digit somewhere.</summary>
    private static int Joined(ScannedText text, int first, out (int Digits, int Letters, int Joints, bool Slash) made)
    {
        made = default;
        var at = first;
        for (var limit = Math.Min(text.Count, first + 16); at < limit; at++)
        {
            if (at > first && !text.Touches(at))
            {
                break;
            }
            if (text.Tokens[at].Kind is TokenKind.Sign)
            {
                if (text.Text[text.Tokens[at].Start] is not ('-' or '/' or '.' or '_' or '\u2011' or '\u2010') || !text.Touches(at + 1) || at + 1 >= text.Count || text.Tokens[at + 1].Kind is TokenKind.Sign)
                {
                    break;
                }
                made.Joints++;
                made.Slash |= text.Text[text.Tokens[at].Start] == '/';
                continue;
            }
            foreach (var sign in text.Of(at))
            {
                made.Digits += char.IsAsciiDigit(sign) ? 1 : 0;
                made.Letters += char.IsAsciiLetter(sign) ? 1 : 0;
            }
        }
        return at;
    }

    private static int Named(ScannedText text, int lead, Candidates found)
    {
        var at = lead + 1;
        var hasMark = false;
        for (var limit = Math.Min(text.Count, lead + 6); at < limit; at++)
        {
            if (text.Tokens[at].Kind is TokenKind.Sign && text.Text[text.Tokens[at].Start] is '.' or ':' or '#' or '=' or '-' or '(' or '\u2116')
            {
                hasMark = true;
            }
            else if (text.Has(at, TermFlags.CodeLead) || (text.IsWord(at) && text.Of(at) is "is" or "was"))
            {
                hasMark |= text.Has(at, TermFlags.CodeLead);
            }
            else
            {
                break;
            }
        }
        if (at >= text.Count || text.Tokens[at].Kind is TokenKind.Sign || text.Tokens[at].Gap > 1)
        {
            return lead;
        }
        if (Numbers.Try(text, at, found) is var number && number > at)
        {
            return number;
        }
        var past = Joined(text, at, out var made);
        var isShort = text.Of(lead) is "no" or "No" or "nos" or "Nos" or "nr" or "Nr" or "ID" or "Id" or "MRN" or "NO";
        if (made.Digits == 0 || (made.Digits < 3 && !(isShort && made.Letters + made.Digits + made.Joints > 2) && !(isShort && hasMark))
            || text.Has(lead - 1, TermFlags.Citation) || text.Has(lead - 2, TermFlags.Citation) || (!isShort && !hasMark && made.Digits < 4)
            || (made is { Letters: 0, Joints: 0 } && IsYear(text, at) && !hasMark))
        {
            return lead;
        }
        while (text.IsSign(past, ',') && text.IsNumber(past + 1) && Joined(text, past + 1, out var more) is var further && more.Slash)
        {
            past = further;
        }
        var isRecord = text.Is(lead, MrnWord) || text.Is(lead, RecordWord) || text.Is(lead, ChartWord) || Numbers.Named(text, at, RecordWord, 4) || Numbers.Named(text, at, MrnWord, 4);
        return found.Take(at, past, isRecord ? IdentifierKind.MedicalRecordNumber : IdentifierKind.Code, made.Digits + made.Letters > 3 ? 0.95 : 0.7, isRecord ? Rule.Mrn : Rule.NamedCode);
    }

    /// <summary>"patient ID: …", "case #…": a label and its code are one.</summary>
    private static void TakeLabel(ScannedText text, int lead, Candidates found)
    {
        var code = found.All[^1];
        for (var token = lead; token < code.First; token++)
        {
            var isCase = text.IsWord(token) && text.Of(token) is "case" or "Case";
            var isOwner = isCase || (text.IsWord(token) && text.Of(token) is "patient" or "Patient" or "client" or "Client" or "member" or "Member" or "staff" or "Staff" or "student" or "Student" or "employee" or "Employee");
            if (isOwner && ((text.IsWord(token + 1) && text.Follows(token + 1) && text.Of(token + 1) is "ID" or "Id" or "id") || (isCase && text.IsSign(token + 1, '#'))))
            {
                found.All[^1] = code with { First = token };
                return;
            }
        }
    }

    private static bool IsYear(ScannedText text, int token) => text.LengthOf(token) == 4 && text.Digits(token) is >= 1800 and <= 2099;

    // 1996-1998
    private static bool IsYears(ScannedText text, int first, int past) => past == first + 3 && IsYear(text, first) && IsYear(text, first + 2) && text.Digits(first) < text.Digits(first + 2);

    private static int Shaped(ScannedText text, int first, Candidates found)
    {
        if (text.Touches(first) && text.Tokens[first - 1].Kind is TokenKind.Sign && text.Text[text.Tokens[first - 1].Start] is '/' or '.' or '_' && text.Touches(first - 1) && first > 1)
        {
            return first;
        }
        var isWord = text.Tokens[first].Kind is TokenKind.Word;
        if (isWord && (text.Tokens[first].Shape is not (Shape.Upper or Shape.Single) || text.LengthOf(first) > 6 || !text.Touches(first + 1)))
        {
            return first;
        }
        var past = Joined(text, first, out var made);
        if (made.Digits == 0 || text.Has(first, TermFlags.Safe) || text.Phrase(text.Terms, first, out var flags) > first && (flags & (TermFlags.Safe | TermFlags.Drug)) != TermFlags.None)
        {
            return first;
        }
        if (made is { Letters: 0, Joints: 0 })
        {
            return made.Digits >= 5 && !text.Has(past, TermFlags.Currency | TermFlags.Measure | TermFlags.PersonCount) && !(text.IsSign(past, ',') && text.Touches(past) && text.IsNumber(past + 1) && text.Touches(past + 1)) && !text.Has(first - 1, TermFlags.Currency)
                ? found.Take(first, past, IdentifierKind.Code, 0.85, Rule.LongNumber)
                : first;
        }
        if (made.Letters == 0)
        {
            return made.Slash && made.Joints >= 1 && made.Digits is 4 or 5 && text.LengthOf(first) >= 3 && text.IsSign(first + 1, '/') && !Dates.IsNumeric(text, first) && !(text.LengthOf(first) == 4 && text.Digits(first) is >= 1800 and <= 2099) && !IsPressure(text, first, past) ? found.Take(first, past, IdentifierKind.Code, 0.4, Rule.SlashedCode)
                : made.Slash && made.Digits >= 6 && !Dates.IsNumeric(text, first) && made.Joints <= 3 ? found.Take(first, past, IdentifierKind.Code, 0.85, Rule.SlashedCode)
                : made.Digits >= 8 && made.Joints >= 1 && !Dates.IsNumeric(text, first) && !text.IsSign(first + 1, '.') && !IsYears(text, first, past) ? found.Take(first, past, IdentifierKind.Code, 0.7, Rule.LongNumber)
                : first;
        }
        if (past == first + 1 && text.Tokens[first].Kind is TokenKind.Mixed && Plate(text, first, found) is var plate && plate > first)
        {
            return plate;
        }
        return made.Digits >= 2 && made.Digits + made.Letters >= 5 && !IsMeasured(text, first) && HasCapitalsOnly(text, first, past)
            ? found.Take(first, past, IdentifierKind.Code, made.Digits >= 4 || made.Joints > 0 ? 0.75 : 0.5, Rule.MixedCode)
            : first;
    }

    // 120/80
    private static bool IsPressure(ScannedText text, int first, int past) =>
        past == first + 3 && text.Digits(first) is >= 80 and <= 250 && text.Digits(first + 2) is >= 40 and <= 150;

    private static bool HasCapitalsOnly(ScannedText text, int first, int past)
    {
        for (var i = first; i < past; i++)
        {
            if (text.Tokens[i].Kind is TokenKind.Word && text.LengthOf(i) > 3 && text.Tokens[i].Shape is not Shape.Upper)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>500mg, 10am, 3rd, 70yo: digits with a short tail of small letters.</summary>
    private static bool IsMeasured(ScannedText text, int token)
    {
        var signs = text.Of(token);
        var tail = signs.TrimStart("0123456789");
        return tail.Length < signs.Length && tail.Length <= 5 && !tail.ContainsAnyInRange('0', '9') && (tail.Length <= 3 || char.IsAsciiLetterLower(tail[0]));
    }

    /// <summary>AB12 CDE, A123 BCD</summary>
    private static int Plate(ScannedText text, int first, Candidates found)
    {
        var signs = text.Of(first);
        if (text.IsWord(first + 1) && text.Follows(first + 1) && text.Tokens[first + 1].Shape is Shape.Upper && text.LengthOf(first + 1) == 3 && signs.Length == 4
            && char.IsAsciiLetterUpper(signs[0]) && !text.Has(first + 1, WordFlags.Frequent)
            && ((char.IsAsciiLetterUpper(signs[1]) && char.IsAsciiDigit(signs[2]) && char.IsAsciiDigit(signs[3]))
                || (char.IsAsciiDigit(signs[1]) && char.IsAsciiDigit(signs[2]) && char.IsAsciiDigit(signs[3]))))
        {
            return found.Take(first, first + 2, IdentifierKind.Plate, 0.85, Rule.Plate);
        }
        return signs.Length == 7 && char.IsAsciiLetterUpper(signs[0]) && char.IsAsciiLetterUpper(signs[1]) && char.IsAsciiDigit(signs[2]) && char.IsAsciiDigit(signs[3])
            && !signs[4..].ContainsAnyExceptInRange('A', 'Z')
                ? found.Take(first, first + 1, IdentifierKind.Plate, 0.85, Rule.Plate)
                : first;
    }

    private static int Postcode(ScannedText text, int first, Candidates found)
    {
        var signs = text.Of(first);
        if (IsOutward(signs))
        {
            if (first + 1 < text.Count && text.Tokens[first + 1].Gap <= 2 && IsInward(text.Of(first + 1)))
            {
                return found.Take(first, first + 2, IdentifierKind.Postcode, 0.97, Rule.Postcode);
            }
            if (text.Has(first - 1, WordFlags.BigPlace | WordFlags.Country) || text.Has(first - 2, WordFlags.BigPlace)
                || (text.IsWord(first - 1) && text.Of(first - 1) is "postcode" or "code") || (text.IsWord(first - 2) && text.Of(first - 2) is "postcode"))
            {
                return found.Take(first, first + 1, IdentifierKind.Postcode, 0.8, Rule.Outward);
            }
            if (text.IsWord(first - 1) && text.Has(first - 1, TermFlags.Preposition) && signs.Length >= 3 && !text.Has(first, TermFlags.Safe) && char.IsAsciiLetter(signs[1]))
            {
                return found.Take(first, first + 1, IdentifierKind.Postcode, 0.55, Rule.Outward);
            }
        }
        if (signs.Length is 6 or 7 && IsInward(signs[^3..]) && IsOutward(signs[..^3]))
        {
            return found.Take(first, first + 1, IdentifierKind.Postcode, 0.95, Rule.Postcode);
        }
        if (text.Has(first, TermFlags.UsState) && text.Tokens[first].Shape is Shape.Upper && text.IsNumber(first + 1) && text.LengthOf(first + 1) == 5)
        {
            var past = text.IsSign(first + 2, '-') && text.Touches(first + 2) && text.IsNumber(first + 3) && text.LengthOf(first + 3) == 4 ? first + 4 : first + 2;
            return found.Take(first, past, IdentifierKind.Postcode, 0.95, Rule.Zip);
        }
        return first;
    }

    private static bool IsInward(ReadOnlySpan<char> signs) => signs.Length == 3 && char.IsAsciiDigit(signs[0]) && char.IsAsciiLetterUpper(signs[1]) && char.IsAsciiLetterUpper(signs[2]);

    private static bool IsOutward(ReadOnlySpan<char> signs)
    {
        if (signs.Length is < 2 or > 4 || !char.IsAsciiLetterUpper(signs[0]))
        {
            return false;
        }
        var rest = char.IsAsciiLetterUpper(signs[1]) ? signs[2..] : signs[1..];
        return rest.Length is 1 or 2 && char.IsAsciiDigit(rest[0]) && (rest.Length == 1 || char.IsAsciiDigit(rest[1]) || char.IsAsciiLetterUpper(rest[1]));
    }
}

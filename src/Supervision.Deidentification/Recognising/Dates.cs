using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Dates, written out or in figures, whole or in part.</summary>
internal static class Dates
{
    private static readonly ulong May = Folding.Hash("may");
    private static readonly ulong March = Folding.Hash("march");

    public static int Try(ScannedText text, int token, Candidates found)
    {
        if (text.IsWord(token) && Lead(text, token) is var lead && lead > token && lead < text.Count && text.Follows(lead) && (text.Tokens[lead].Kind is not TokenKind.Word || text.Has(lead, TermFlags.Month | TermFlags.Weekday | TermFlags.Season | TermFlags.Feast)))
        {
            return Led(text, token, lead, found);
        }
        if (text.IsNumber(token) && Numeric(text, token, found) is var numeric && numeric > token)
        {
            return numeric;
        }
        if (Day(text, token) is var day && day > token && DayFirst(text, token, day, found) is var dated && dated > token)
        {
            return dated;
        }
        if (text.Has(token, TermFlags.Month) && Month(text, token, found) is var month && month > token)
        {
            return month;
        }
        if (text.Has(token, TermFlags.Weekday) && Weekday(text, token, found) is var weekday && weekday > token)
        {
            return weekday;
        }
        if (text.IsWord(token) && text.Of(token) is "last" or "Last" or "past" && text.IsWord(token + 1) && text.Of(token + 1) is "week" or "month" or "year" or "night" or "weekend" && text.Follows(token + 1)
            && !(text.IsWord(token - 1) && text.Of(token - 1) is "the"))
        {
            return found.Take(token, token + 2, IdentifierKind.Date, 0.36, Rule.Relative);
        }
        return Years.Try(text, token, found);
    }

    /// <summary>Past early, mid-, end of, last: words that make a date narrower or wider and belong to it.</summary>
    private static int Lead(ScannedText text, int token)
    {
        switch (text.Of(token))
        {
            case "early" or "late" when text.IsWord(token + 1) && text.Of(token + 1) is "in":
                return text.IsWord(token + 2) && text.Of(token + 2) is "the" ? token + 3 : token + 2;
            case "early" or "late" or "mid" or "Early" or "Late" or "Mid" or "last" or "Last" or "next" or "this":
                return text.IsDash(token + 1) ? token + 2 : token + 1;
            case "night" or "morning" or "afternoon" or "evening" or "half" or "quarter" or "hours" or "weekend" when text.IsWord(token + 1) && text.Of(token + 1) is "of" && (text.IsNumber(token + 2) || text.Tokens[Math.Min(token + 2, text.Count - 1)].Kind is TokenKind.Mixed || text.Has(token + 2, TermFlags.Month)):
                return token + 2;
            case "beginning" or "end" or "middle" or "start" or "summer" or "spring" or "autumn" or "winter" or "Beginning" or "End" or "Start" or "Summer" or "Spring" or "Autumn" or "Winter" when text.IsWord(token + 1) && text.Of(token + 1) is "of" or "and":
                return text.IsWord(token + 2) && text.Of(token + 2) is "the" ? token + 3 : token + 2;
            default:
                return token;
        }
    }

    private static int Led(ScannedText text, int first, int lead, Candidates found)
    {
        var before = found.All.Count;
        var past = Try(text, lead, found);
        if (past == lead)
        {
            if (text.Has(lead, TermFlags.Month | TermFlags.Season) && text.Of(first) is "last" or "Last" or "next" or "this" or "early" or "late")
            {
                return found.Take(first, lead + 1, IdentifierKind.Date, 0.4, Rule.PartDate);
            }
            return first;
        }
        for (var i = before; i < found.All.Count; i++)
        {
            if (found.All[i].First == lead)
            {
                found.All[i] = found.All[i] with { First = first };
            }
        }
        return past;
    }

    public static bool IsNumeric(ScannedText text, int token) => NumericEnd(text, token) > token;

    private static int Numeric(ScannedText text, int token, Candidates found)
    {
        if (text.Touches(token) && text.Tokens[token - 1].Kind is TokenKind.Sign && text.Text[text.Tokens[token - 1].Start] is '/' or '.' or ',' && text.Touches(token - 1))
        {
            return token;
        }
        var past = NumericEnd(text, token);
        return past > token ? found.Take(token, past, IdentifierKind.Date, 0.95, Rule.FullDate) : token;
    }

    /// <summary>12/03/1999, 1999-03-12, 3.12.99, 03/1999.</summary>
    private static int NumericEnd(ScannedText text, int first)
    {
        if (!text.IsNumber(first) || first + 2 >= text.Count || text.Tokens[first + 1].Kind is not TokenKind.Sign || !text.Touches(first + 1))
        {
            return first;
        }
        var sign = text.Text[text.Tokens[first + 1].Start];
        if (sign is not ('/' or '-' or '.' or '\u2011'))
        {
            return first;
        }
        var second = first + 2;
        if (!text.IsNumber(second) || (!text.Touches(second) && !(sign is '.' && text.Tokens[second].Gap == 1)))
        {
            return first;
        }
        var (a, b) = (text.Digits(first), text.Digits(second));
        if (text.IsSign(second + 1, sign) && text.Touches(second + 1) && text.IsNumber(second + 2) && (text.Touches(second + 2) || sign is '.'))
        {
            var c = text.Digits(second + 2);
            var (lengthA, lengthC) = (text.LengthOf(first), text.LengthOf(second + 2));
            var isDayFirst = lengthA <= 2 && text.LengthOf(second) <= 2 && a is >= 1 and <= 31 && b is >= 1 and <= 31 && (a <= 12 || b <= 12)
                && ((lengthC == 4 && c is >= 1800 and <= 2099) || (lengthC == 2 && sign is not '.') || (lengthC == 2 && text.Touches(second + 2)));
            var isYearFirst = lengthA == 4 && a is >= 1800 and <= 2099 && b is >= 1 and <= 12 && c is >= 1 and <= 31;
            return (isDayFirst || isYearFirst) && !(text.IsSign(second + 3, sign) && text.Touches(second + 3) && text.IsNumber(second + 4)) ? second + 3 : first;
        }
        if (sign is '/' && text.LengthOf(first) <= 2 && text.LengthOf(second) <= 2 && a is >= 1 and <= 31 && b is >= 1 and <= 31 && (a <= 12 || b <= 12) && text.IsWord(first - 1) && text.Of(first - 1) is "on" or "since" or "until" or "dated" or "from" or "by" or "before" or "after" or "of")
        {
            return second + 1;
        }
        return sign is '/' && text.LengthOf(first) <= 2 && a is >= 1 and <= 12 && text.LengthOf(second) == 4 && b is >= 1900 and <= 2099 ? second + 1 : first;
    }

    /// <summary>Past 3, 3rd, third; the token itself when it is no day of a month.</summary>
    private static int Day(ScannedText text, int token)
    {
        if (text.IsNumber(token))
        {
            return text.LengthOf(token) <= 2 && text.Digits(token) is >= 1 and <= 31 ? token + 1 : token;
        }
        if (token < text.Count && text.Tokens[token].Kind is TokenKind.Mixed)
        {
            var signs = text.Of(token);
            return signs.Length is 3 or 4 && char.IsAsciiDigit(signs[0]) && !signs[..^2].ContainsAnyExceptInRange('0', '9') && IsOrdinalEnd(signs[^2..]) ? token + 1 : token;
        }
        return text.Has(token, TermFlags.Ordinal) ? token + 1 : token;
    }

    /// <summary>3rd, 16th, 101st</summary>
    public static bool IsOrdinal(ReadOnlySpan<char> signs) => signs.Length > 2 && char.IsAsciiDigit(signs[0]) && !signs[..^2].ContainsAnyExceptInRange('0', '9') && IsOrdinalEnd(signs[^2..]);

    private static bool IsOrdinalEnd(ReadOnlySpan<char> end) =>
        end.Equals("st", StringComparison.OrdinalIgnoreCase) || end.Equals("nd", StringComparison.OrdinalIgnoreCase)
        || end.Equals("rd", StringComparison.OrdinalIgnoreCase) || end.Equals("th", StringComparison.OrdinalIgnoreCase);

    private static int DayFirst(ScannedText text, int first, int past, Candidates found)
    {
        // 14, 15 and 27 July; 3-5 May
        var at = past;
        for (var i = 0; i < 8; i++)
        {
            var next = text.IsSign(at, ',') || text.IsDash(at) || text.IsSign(at, '/') ? at + 1 : at;
            if (next < text.Count && text.IsWord(next) && text.Of(next) is "and" or "to" or "or" or "until" or "till")
            {
                next++;
            }
            if (next == at || Day(text, next) is var more && more == next)
            {
                break;
            }
            at = more;
        }
        var ofMonth = at < text.Count && text.IsWord(at) && text.Of(at) is "of" ? at + 1 : at;
        if (text.IsSign(ofMonth, ',') || text.IsDash(ofMonth))
        {
            ofMonth++;
        }
        if (text.Has(ofMonth, TermFlags.Month) && text.Tokens[ofMonth].Gap <= 2 && text.Tokens[ofMonth].Shape is not Shape.Lower || (text.Has(ofMonth, TermFlags.Month) && ofMonth > at))
        {
            return found.Take(first, YearAfter(text, ofMonth + 1), IdentifierKind.Date, 0.95, Rule.FullDate);
        }
        // the 14th and nothing more
        return text.Tokens[first].Kind is TokenKind.Mixed && past == first + 1 && text.IsWord(first - 1) && text.Of(first - 1) is "the" && text.IsWord(first - 2) && text.Of(first - 2) is "on" or "On" or "until" or "by"
            ? found.Take(first, past, IdentifierKind.Date, 0.5, Rule.PartDate)
            : first;
    }

    public static int YearAfter(ScannedText text, int at)
    {
        var past = at;
        if (text.IsSign(at, '.') && text.Touches(at) && text.IsNumber(at + 1))
        {
            at++;
        }
        if (text.IsSign(at, ',') || text.IsDash(at) || text.IsSign(at, '/') || (text.IsWord(at) && text.Of(at) is "of"))
        {
            at++;
        }
        if (text.IsNumber(at) && text.Tokens[at].Gap <= 2 && text.LengthOf(at) == 4 && text.Digits(at) is >= 1500 and <= 2100)
        {
            return (text.IsSign(at + 1, '/') || text.IsDash(at + 1)) && text.Touches(at + 1) && text.IsNumber(at + 2) && text.Touches(at + 2) && text.LengthOf(at + 2) is 2 or 4 ? at + 3 : at + 1;
        }
        return (text.IsSign(at, '\'') || text.IsSign(at, '\u2019')) && text.IsNumber(at + 1) && text.LengthOf(at + 1) == 2 && text.Touches(at + 1) ? at + 2 : past;
    }

    private static int Month(ScannedText text, int token, Candidates found)
    {
        var isCapital = text.Tokens[token].Shape is Shape.Capital or Shape.Upper;
        var afterStop = text.IsSign(token + 1, '.') && text.Touches(token + 1) && text.LengthOf(token) <= 4 ? token + 2 : token + 1;
        var day = Day(text, afterStop);
        // March 3rd, 1999; May 3-5
        if (day > afterStop && text.Follows(afterStop) && (isCapital || text.LengthOf(token) > 3) && !text.Has(afterStop, TermFlags.Ordinal) && !(text.IsNumber(afterStop) && IsQuantity(text, day)))
        {
            var past = day;
            if ((text.IsDash(past) || text.IsSign(past, ',') || (text.IsWord(past) && text.Of(past) is "and" or "to")) && Day(text, past + 1) is var second && second > past + 1 && text.LengthOf(past + 1) <= 4)
            {
                past = second;
            }
            return found.Take(token, YearAfter(text, past), IdentifierKind.Date, 0.95, Rule.FullDate);
        }
        if (YearAfter(text, afterStop) is var year && year > afterStop && (isCapital || text.LengthOf(token) > 3))
        {
            return found.Take(token, year, IdentifierKind.Date, 0.93, Rule.FullDate);
        }
        // March to July 1999; alone
        var to = (text.IsWord(token + 1) && text.Of(token + 1) is "to" or "and" or "until" or "or") || text.IsDash(token + 1) || text.IsSign(token + 1, '/') ? token + 2 : token;
        if (to > token && text.Has(to, TermFlags.Month) && isCapital && text.Tokens[to].Shape is not Shape.Lower)
        {
            return found.Take(token, YearAfter(text, to + 1), IdentifierKind.Date, 0.9, Rule.PartDate);
        }
        if (!isCapital || text.Tokens[token].Shouted)
        {
            return token;
        }
        var isDoubtful = text.Is(token, May) || text.Is(token, March) || text.LengthOf(token) <= 4;
        var isTimed = text.IsWord(token - 1) && text.Of(token - 1) is "in" or "In" or "of" or "since" or "Since" or "until" or "last" or "Last" or "next" or "this" or "by" or "from" or "From" or "early" or "late" or "mid"
            or "during" or "before" or "after" or "to" or "every" or "through" or "between" or "around" or "till" or "previous" or "following" || (text.IsDash(token - 1) && text.IsWord(token - 2) && text.Of(token - 2) is "mid" or "Mid");
        if (isTimed && !(isDoubtful && text.IsWord(token + 1) && text.Tokens[token + 1].Shape is Shape.Capital && text.Follows(token + 1)))
        {
            return found.Take(token, token + 1, IdentifierKind.Date, isDoubtful && text.LengthOf(token) <= 3 ? 0.5 : 0.8, Rule.PartDate);
        }
        return isDoubtful ? token : found.Add(token, token + 1, IdentifierKind.Date, 0.55, Rule.PartDate);
    }

    private static bool IsQuantity(ScannedText text, int token) => text.Has(token, TermFlags.PersonCount | TermFlags.TimeUnit | TermFlags.ClockUnit) || text.IsSign(token, '%');

    private static int Weekday(ScannedText text, int token, Candidates found)
    {
        if (text.Tokens[token].Shape is Shape.Lower && text.LengthOf(token) < 6)
        {
            return token;
        }
        if (text.Tokens[token].Shape is Shape.Upper && text.LengthOf(token) < 6)
        {
            return token;
        }
        var at = text.IsSign(token + 1, ',') || text.IsSign(token + 1, '.') ? token + 2 : token + 1;
        if (at < text.Count && text.IsWord(at) && text.Of(at) is "the")
        {
            at++;
        }
        if (at < text.Count && text.Tokens[at].Gap <= 1)
        {
            var next = text.Has(at, TermFlags.Month) ? Month(text, at, found) : Day(text, at) is var day && day > at ? DayFirst(text, at, day, found) : at;
            if (next > at)
            {
                return found.Take(token, next, IdentifierKind.Date, 0.95, Rule.FullDate);
            }
        }
        var past = text.IsWord(token + 1) && text.Follows(token + 1) && text.Of(token + 1) is "morning" or "afternoon" or "evening" or "night" ? token + 2 : token + 1;
        return text.LengthOf(token) < 6 ? token : found.Take(token, past, IdentifierKind.Date, 0.45, Rule.Weekday);
    }
}

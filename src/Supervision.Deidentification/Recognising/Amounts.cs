using Supervision.Deidentification.Disguising;
using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Ages, lengths of time, sums, measures and counts: a number, in figures or words, and what it counts.</summary>
internal static class Amounts
{
    // Groups of three digits and the signs between them.
    private const int MostGroups = 16;

    public static int Try(ScannedText text, int token, Candidates found)
    {
        if (text.Tokens[token].Kind is TokenKind.Mixed)
        {
            return AgeInOne(text, token, found);
        }
        if (text.Has(token, TermFlags.Currency) && text.Tokens[token].Shape is Shape.Upper && text.LengthOf(token) == 3 && text.IsNumber(token + 1) && text.Follows(token + 1))
        {
            var before = text.IsSign(token - 1, '.') ? token - 2 : token - 1;
            return found.Take(text.IsWord(before) && text.Of(before) is "approximately" or "approx" ? before : token, Multiple(text, Figure(text, token + 1)), IdentifierKind.Quantity, 0.8, Rule.Money);
        }
        if (text.Tokens[token].Kind is TokenKind.Sign && text.Text[text.Tokens[token].Start] is '$' or '£' or '€' or '¥' && text.IsNumber(token + 1) && text.Follows(token + 1))
        {
            return found.Take(token, Multiple(text, Figure(text, token + 1)), IdentifierKind.Quantity, 0.6, Rule.Money);
        }
        if (text.Has(token, TermFlags.AgeLead) && Aged(text, token, found) is var aged && aged > token)
        {
            return aged;
        }
        if (!text.IsNumber(token) && !text.Has(token, TermFlags.Number) && !IsArticled(text, token))
        {
            return token;
        }
        if (text.Touches(token) && text.IsSign(token - 1, '.') && text.IsNumber(token - 2))
        {
            return token;
        }
        var past = Spelt(text, token);
        return past > token ? Counted(text, token, past, found) : token;
    }

    /// <summary>A hundred, a dozen, a half: the article belongs to the number, as it does not in "a two-year wait".</summary>
    private static bool IsArticled(ScannedText text, int token) =>
        text.IsWord(token) && text.Of(token) is "a" && text.IsWord(token + 1) && text.Of(token + 1) is "hundred" or "thousand" or "million" or "billion" or "half" or "dozen" or "couple";

    /// <summary>Past 1,167,070.50 and the like.</summary>
    public static int Figure(ScannedText text, int first)
    {
        var at = first;
        while (text.IsNumber(at) && at < first + MostGroups)
        {
            at++;
            var isThousands = at < text.Count && text.Tokens[at].Kind is TokenKind.Number && text.Tokens[at].Gap == 1 && text.LengthOf(at) == 3 && text.LengthOf(first) <= 3;
            if (isThousands)
            {
                continue;
            }
            if (!((text.IsSign(at, ',') || text.IsSign(at, '.')) && text.Touches(at) && text.IsNumber(at + 1) && text.Touches(at + 1)))
            {
                break;
            }
            at++;
        }
        return at;
    }

    private static int Multiple(ScannedText text, int at) => at < text.Count && text.IsWord(at) && text.Of(at) is "million" or "billion" or "trillion" or "thousand" or "m" or "bn" or "k" ? at + 1 : at;

    /// <summary>Past twenty-four, two and a half, a hundred, 24.</summary>
    private static int Spelt(ScannedText text, int first)
    {
        if (text.IsNumber(first))
        {
            var figure = Multiple(text, Figure(text, first));
            return text.IsDash(figure) && text.Touches(figure) && text.IsNumber(figure + 1) && text.Touches(figure + 1) ? Figure(text, figure + 1) : figure;
        }
        var at = text.Of(first) is "a" ? first + 1 : first;
        for (var limit = at + 8; at < limit && at < text.Count; at++)
        {
            var isJoint = (text.IsDash(at) && text.Touches(at) && text.Has(at + 1, TermFlags.Number)) || (text.IsWord(at) && text.Of(at) is "and" or "a" && (text.Has(at + 1, TermFlags.Number) || (text.IsWord(at + 1) && text.Of(at + 1) is "a" && text.Has(at + 2, TermFlags.Number))))
                || (text.IsWord(at) && text.Of(at) is "or" or "to" && text.Has(at + 1, TermFlags.Number));
            if (!isJoint && !text.Has(at, TermFlags.Number))
            {
                break;
            }
        }
        return at;
    }

    private static int Counted(ScannedText text, int number, int past, Candidates found)
    {
        var first = number > 0 && text.IsWord(number - 1) && text.Follows(number) && text.Of(number - 1) is "approximately" or "approx" or "roughly" or "nearly" or "almost" && !found.IsTaken(number - 1) ? number - 1 : number;
        return Counted(text, number, past, first, found);
    }

    private static int Counted(ScannedText text, int number, int past, int from, Candidates found)
    {
        if (text.IsSign(past, '%') || (text.IsWord(past) && text.Of(past) is "percent" or "per" && (text.Of(past) is "percent" || (text.IsWord(past + 1) && text.Of(past + 1) is "cent"))))
        {
            return found.Take(from, text.IsWord(past) && text.Of(past) is "per" ? past + 2 : past + 1, IdentifierKind.Quantity, 0.4, Rule.Share);
        }
        var unit = text.IsDash(past) && text.Touches(past) ? past + 1 : past;
        if (unit >= text.Count || text.Tokens[unit].Gap > 1)
        {
            return number;
        }
        if (Old(text, unit) is var old && old > unit)
        {
            return found.Take(number, old, IdentifierKind.Age, 0.7, Rule.Age);
        }
        if (text.IsWord(unit) && text.Follows(unit + 1) && text.Has(unit + 1, TermFlags.TimeUnit) && text.Of(unit) is "consecutive" or "calendar" or "working" or "further" or "additional" or "more" or "full" or "whole" or "long" or "successive" or "academic" or "school" or "other")
        {
            unit++;
        }
        if (text.Has(unit, TermFlags.TimeUnit))
        {
            var isVague = text.Has(number, TermFlags.Number) && text.Of(number) is "several" or "couple" or "half" or "dozen" || text.Of(number) is "a";
            return found.Take(Hedged(text, from, found), Lasting(text, unit + 1), IdentifierKind.Duration, isVague ? 0.25 : 0.4, Rule.Duration);
        }
        if (text.Has(unit, TermFlags.ClockUnit) && (text.IsNumber(number) ? text.Digits(number) >= 24 && text.Of(unit) is "hours" : past > number + 1 && text.Of(unit) is "hours" && text.Of(number).EndsWith("ty")))
        {
            return found.Take(number, Lasting(text, unit + 1), IdentifierKind.Duration, 0.36, Rule.Duration);
        }
        if (text.Has(unit, TermFlags.ClockUnit))
        {
            return found.Pass(number, past);
        }
        if (MoneyAfter(text, unit) is var money && money > unit && !(text.Has(unit, TermFlags.Measure) && text.Of(unit) is "pounds" or "pound" && !text.IsNumber(number)))
        {
            return found.Take(from, money, IdentifierKind.Quantity, 0.7, Rule.Money);
        }
        // 235,000 of a country's own money, whatever it is called.
        if (text.IsNumber(number) && past >= number + 3 && text.Has(unit, TermFlags.Demonym) && text.IsWord(unit + 1) && text.Follows(unit + 1) && text.Tokens[unit + 1].Shape is Shape.Lower && text.Of(unit + 1)[^1] == 's')
        {
            return found.Take(from, unit + 2, IdentifierKind.Quantity, 0.5, Rule.Money);
        }
        if (text.IsNumber(number) && (text.IsWord(unit) && text.Of(unit) is "sq" or "square" or "cubic" or "cu") && text.IsSign(unit + 1, '.') is var stop && text.Has(stop ? unit + 2 : unit + 1, TermFlags.Measure))
        {
            return found.Take(from, stop ? unit + 3 : unit + 2, IdentifierKind.Quantity, 0.4, Rule.Measure);
        }
        if (text.IsNumber(number) && text.IsWord(unit) && text.Of(unit) is "x" && text.IsNumber(unit + 1) && text.Follows(unit + 1) && text.Has(unit + 2, TermFlags.Measure))
        {
            return found.Take(number, unit + 3, IdentifierKind.Quantity, 0.4, Rule.Measure);
        }
        if (text.IsNumber(number) && text.Has(unit, TermFlags.Dose) && text.Tokens[unit].Shape is not Shape.Upper && !text.Has(unit, TermFlags.Measure))
        {
            return found.Pass(number, unit + 1);
        }
        if (text.Has(unit, TermFlags.Measure) && (text.IsNumber(number) || text.LengthOf(unit) > 2))
        {
            return found.Take(number, unit + 1, IdentifierKind.Quantity, 0.4, Rule.Measure);
        }
        return People(text, from, number, unit, found) is var people && people > number ? people : Bare(text, number, past, found);
    }

    /// <summary>She is 34. At 34 he left. Only of a person, and only where nothing is counted.</summary>
    private static int Bare(ScannedText text, int number, int past, Candidates found)
    {
        var years = NumberWords.Read(text, number, past);
        if (years is < 3 or > 99 || !text.IsWord(number - 1) || !text.Follows(number) || (text.IsNumber(number) && past != number + 1))
        {
            return number;
        }
        var isPronounNext = text.IsWord(past) && text.Of(past) is "he" or "she" or "I" or "they";
        if (text.Of(number - 1) is "at" or "At")
        {
            return years >= 13 && (isPronounNext || (text.IsSign(past, ',') && text.IsWord(past + 1) && text.Of(past + 1) is "he" or "she" or "I" or "they")) ? found.Take(number, past, IdentifierKind.Age, 0.5, Rule.Age) : number;
        }
        var verb = text.Of(number - 1) is "only" or "just" or "now" or "about" or "almost" or "nearly" ? number - 2 : number - 1;
        var isEnd = past == text.Count || isPronounNext || text.Tokens[past].Gap >= 2 || (text.Tokens[past].Kind is TokenKind.Sign ? text.Text[text.Tokens[past].Start] is '.' or ',' or ';' or ')' or '!' or '?' or '"' or '\u201D' && !(text.IsNumber(past + 1) && text.Touches(past + 1)) : text.IsWord(past) && text.Of(past) is "and" or "now" or "when" or "but" or "with" or "today" or "this" or "next" or "who" or "so" or "or");
        return isEnd && text.IsWord(verb) && IsBeing(text, verb) ? found.Take(number, past, IdentifierKind.Age, 0.66, Rule.Age) : number;
    }

    private static bool IsBeing(ScannedText text, int verb)
    {
        if (text.Of(verb) is "I'm" or "he's" or "she's" or "He's" or "She's" or "I\u2019m" or "he\u2019s" or "she\u2019s" or "He\u2019s" or "She\u2019s")
        {
            return true;
        }
        if (text.Of(verb) is not ("is" or "was" or "am") || !text.Follows(verb))
        {
            return false;
        }
        ref var who = ref text.Tokens[verb - 1 < 0 ? 0 : verb - 1];
        return text.IsWord(verb - 1) && (text.Of(verb - 1) is "he" or "she" or "He" or "She" or "I" or "who" || text.Has(verb - 1, TermFlags.Kin | TermFlags.Near)
            || (who.Shape is Shape.Capital && !text.Has(verb - 1, TermFlags.Drug | TermFlags.Safe | TermFlags.Function) && (!text.Has(verb - 1, WordFlags.Known) || text.Has(verb - 1, WordFlags.FirstName))));
    }

    /// <summary>Past later, ago, -long, and 15 minutes: what belongs to a length of time after its unit.</summary>
    private static int Lasting(ScannedText text, int at)
    {
        if (text.IsWord(at) && text.Follows(at) && text.Of(at) is "later" or "earlier" or "ago")
        {
            return at + 1;
        }
        if (text.IsDash(at) && text.Touches(at) && text.IsWord(at + 1) && text.Of(at + 1) is "long")
        {
            return at + 2;
        }
        var number = text.IsWord(at) && text.Of(at) is "and" ? at + 1 : at;
        if (!text.IsNumber(number) && !(number > at && text.Has(number, TermFlags.Number)))
        {
            return at;
        }
        var unit = Spelt(text, number);
        return text.Has(unit, TermFlags.TimeUnit | TermFlags.ClockUnit) && text.Follows(unit) ? unit + 1 : at;
    }

    /// <summary>More than, at least, over: they belong to the length of time.</summary>
    private static int Hedged(ScannedText text, int first, Candidates found)
    {
        var before = first - 1;
        if (before < 0 || !text.IsWord(before) || !text.Follows(first) || found.IsTaken(before))
        {
            return first;
        }
        return text.Of(before) is "over" or "about" or "around" or "some" or "another" ? before
            : (text.Of(before) is "than" && text.IsWord(before - 1) && text.Of(before - 1) is "more" or "less") || (text.Of(before) is "least" or "most" && text.IsWord(before - 1) && text.Of(before - 1) is "at") ? before - 1
            : first;
    }

    private static int People(ScannedText text, int from, int first, int unit, Candidates found)
    {
        var noun = text.Has(unit, TermFlags.PersonCount) ? unit : text.Has(unit + 1, TermFlags.PersonCount) && text.IsWord(unit) && text.Follows(unit + 1) && text.Of(unit) is "other" or "older" or "younger" or "elder" or "half" or "small" or "grown" or "adult" or "little" or "minor" ? unit + 1 : -1;
        if (noun < 0 && IsMany(text, first, unit) && text.IsWord(unit) && text.Tokens[unit].Shape is Shape.Lower && text.LengthOf(unit) > 3 && text.Of(unit)[^1] == 's' && !text.Has(unit, TermFlags.Function | TermFlags.Dose | TermFlags.Measure))
        {
            return found.Add(from, unit + 1, IdentifierKind.Quantity, 0.36, Rule.Count);
        }
        if (noun < 0 || (text.Of(first) is "one" or "One" or "half" or "Half") || text.Tokens[noun].Gap > 1)
        {
            return first;
        }
        var isKin = text.Has(noun, TermFlags.Kin);
        return found.Take(from, noun + 1, isKin ? IdentifierKind.Family : IdentifierKind.Quantity, isKin ? 0.5 : 0.36, isKin ? Rule.Family : Rule.Count);
    }

    private static bool IsMany(ScannedText text, int first, int past) =>
        text.IsNumber(first) ? past == first + 1 && text.Digits(first) is >= 13 and < 1000 && !text.Has(first - 1, TermFlags.Citation) : past > first + 1 || text.Of(first).EndsWith("ty");

    private static int MoneyAfter(ScannedText text, int at)
    {
        var currency = text.Has(at, TermFlags.Currency) ? at : text.IsWord(at) && (text.Tokens[at].Shape is Shape.Capital || text.Has(at, TermFlags.Demonym)) && text.Follows(at + 1) && text.Has(at + 1, TermFlags.Currency) ? at + 1
            : text.IsWord(at) && text.Follows(at + 2) && text.Tokens[at].Shape is Shape.Capital && text.Has(at + 2, TermFlags.Currency) ? at + 2 : -1;
        if (currency < 0 || (text.LengthOf(currency) == 3 && text.Tokens[currency].Shape is not Shape.Upper && !text.Of(currency).EndsWith("ra") && text.Of(currency) is not "euro") || text.LengthOf(currency) == 1)
        {
            return at;
        }
        var past = currency + 1;
        past = text.Has(past, TermFlags.Currency) && text.Follows(past) ? past + 1 : past;
        return text.IsSign(past, '(') && text.Has(past + 1, TermFlags.Currency) && text.IsSign(past + 2, ')') ? past + 3 : past;
    }

    /// <summary>Past years old, year-old, years of age, yo.</summary>
    private static int Old(ScannedText text, int unit)
    {
        if (!text.IsWord(unit))
        {
            return unit;
        }
        var signs = text.Of(unit);
        if (signs is "yo" or "y" or "YO" or "yr" && text.IsSign(unit + 1, '/') && text.IsWord(unit + 2) && text.Of(unit + 2) is "o")
        {
            return unit + 3;
        }
        if (signs is "yo" or "YO")
        {
            return unit + 1;
        }
        if (!text.Has(unit, TermFlags.TimeUnit))
        {
            return unit;
        }
        var next = text.IsDash(unit + 1) ? unit + 2 : unit + 1;
        return text.IsWord(next) && text.Follows(next) && text.Of(next) is "old" or "olds" ? next + 1
            : text.IsWord(next) && text.Of(next) is "of" && text.IsWord(next + 1) && text.Of(next + 1) is "age" ? next + 2
            : unit;
    }

    /// <summary>aged 34, age of six, turned 16</summary>
    private static int Aged(ScannedText text, int lead, Candidates found)
    {
        var at = lead + 1;
        while (at < lead + 4 && at < text.Count && ((text.IsWord(at) && text.Of(at) is "of" or "about" or "around" or "was" or "is" or "between") || text.IsSign(at, ':')))
        {
            at++;
        }
        if (at >= text.Count || text.Tokens[at].Gap > 1 || !(text.IsNumber(at) || text.Has(at, TermFlags.Number)) || text.LengthOf(at) > 9)
        {
            return lead;
        }
        var past = Spelt(text, at);
        if (text.IsNumber(at) && text.Digits(at) is > 120 or < 0)
        {
            return lead;
        }
        if (text.Has(past, TermFlags.TimeUnit))
        {
            past++;
        }
        return found.Take(text.Of(lead) is "age" or "Age" or "ages" or "aged" or "Aged" ? lead : at, past, IdentifierKind.Age, 0.75, Rule.Age);
    }

    /// <summary>34yo, 55F, 70y/o</summary>
    private static int AgeInOne(ScannedText text, int token, Candidates found)
    {
        var signs = text.Of(token);
        var digits = signs.Length - signs.TrimStart("0123456789").Length;
        if (digits is not (1 or 2 or 3))
        {
            return token;
        }
        var tail = signs[digits..];
        if (tail is "yo" or "YO" or "y" or "yr" or "yrs" or "F" or "M" or "f" or "m" or "yof" or "yom" or "yoF" or "yoM")
        {
            var slash = text.IsSign(token + 1, '/') && text.Touches(token + 1) && text.IsWord(token + 2) && text.Of(token + 2) is "o";
            return tail is "m" or "y" && !slash ? token : found.Take(token, slash ? token + 3 : token + 1, IdentifierKind.Age, 0.6, Rule.Age);
        }
        return token;
    }
}

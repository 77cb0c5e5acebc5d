using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>What identifies by standing beside something else: a number after a name, a medicine beside a date, a quotation after "posted".</summary>
internal static class Neighbours
{
    private const int Near = 12;
    private const int LongestQuote = 80;

    public static void Add(ScannedText text, Candidates found)
    {
        var isDated = new bool[text.Count];
        var count = found.All.Count;
        for (var i = 0; i < count; i++)
        {
            var one = found.All[i];
            if (one.Kind is IdentifierKind.Person or IdentifierKind.Name && one.Score >= Deidentifier.MiddleScore)
            {
                Age(text, one.Past, found);
            }
            if (one.Kind is IdentifierKind.Date && one.Rule != Rule.Clock)
            {
                isDated.AsSpan(Math.Max(0, one.First - Near), Math.Min(text.Count, one.Past + Near) - Math.Max(0, one.First - Near)).Fill(true);
            }
        }
        for (var token = 0; token < text.Count; token++)
        {
            if (isDated[token] && text.Has(token, TermFlags.Drug) && text.LengthOf(token) > 3 && text.Tokens[token].Shape is not Shape.Upper)
            {
                found.Add(token, token + 1, IdentifierKind.Medication, 0.4, Rule.MedicationDate);
            }
            if (text.Has(token, TermFlags.Social))
            {
                Quotation(text, token, found);
            }
        }
    }

    /// <summary>Anna Hale, 34, and Anna Hale (34)</summary>
    private static void Age(ScannedText text, int past, Candidates found)
    {
        var number = past + 1;
        if ((text.IsSign(past, ',') || text.IsSign(past, '(')) && text.IsNumber(number) && !found.IsTaken(number) && text.LengthOf(number) <= 2 && text.Digits(number) is >= 1 and <= 99
            && (number + 1 == text.Count || text.IsSign(number + 1, ',') || text.IsSign(number + 1, ')') || text.IsSign(number + 1, ';') || (text.IsSign(number + 1, '.') && !(text.IsNumber(number + 2) && text.Touches(number + 2)))))
        {
            found.Take(number, number + 1, IdentifierKind.Age, 0.66, Rule.Age);
        }
    }

    private static void Quotation(ScannedText text, int token, Candidates found)
    {
        var open = token + 1;
        while (open < text.Count && open < token + 8 && !IsOpening(text, open))
        {
            open++;
        }
        if (open >= text.Count || !IsOpening(text, open))
        {
            return;
        }
        for (var past = open + 1; past < text.Count && past < open + LongestQuote; past++)
        {
            if (text.IsSign(past, '\u201D') || text.IsSign(past, '"'))
            {
                if (past - open > 3)
                {
                    found.Add(open + 1, past, IdentifierKind.Quotation, 0.5, Rule.PublicWords);
                }
                return;
            }
        }
    }

    private static bool IsOpening(ScannedText text, int token) => text.IsSign(token, '\u201C') || text.IsSign(token, '"');
}

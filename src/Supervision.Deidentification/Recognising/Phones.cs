using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

internal static class Phones
{
    /// <summary>+44 20 7946 0958</summary>
    public static int International(ScannedText text, int plus, Candidates found)
    {
        var run = SignRun.At(text, plus + 1, letters: false);
        for (var group = run.Groups - 1; group >= 0; group--)
        {
            if (run.LengthTo(group) is >= 7 and <= 15)
            {
                return found.Take(plus, run.PastOf(group), IdentifierKind.Phone, 0.97, Rule.Phone);
            }
        }
        return plus;
    }

    /// <summary>(020) 7946 0958, (555) 123-4567</summary>
    public static int Bracketed(ScannedText text, int bracket, Candidates found)
    {
        if (!text.IsNumber(bracket + 1) || text.LengthOf(bracket + 1) is < 2 or > 5 || !text.IsSign(bracket + 2, ')') || !text.IsNumber(bracket + 3))
        {
            return bracket;
        }
        var run = SignRun.At(text, bracket + 1, letters: false);
        for (var group = Math.Min(run.Groups - 1, 4); group > 0; group--)
        {
            if (run.LengthTo(group) is >= 9 and <= 12)
            {
                return found.Take(bracket, run.PastOf(group), IdentifierKind.Phone, 0.96, Rule.Phone);
            }
        }
        return bracket;
    }

    public static int National(ScannedText text, int token, in SignRun run, Candidates found)
    {
        var isCalled = Numbers.LeadsTo(text, token, TermFlags.PhoneLead, 5);
        for (var group = Math.Min(run.Groups - 1, 6); group >= 0; group--)
        {
            var digits = run.LengthTo(group);
            if (group > 0 && IsDateLike(run, group))
            {
                continue;
            }
            var isTrunk = run.To(group)[0] == '0' && digits is 10 or 11 && (group == 0 || run.LengthOf(0) >= 3);
            var isNorthAmerican = (group == 2 && digits == 10 && run.LengthOf(0) == 3 && run.LengthOf(1) == 3)
                || (group == 3 && digits == 11 && run.LengthOf(0) == 1 && run.To(0)[0] == '1' && run.LengthOf(1) == 3 && run.LengthOf(2) == 3)
                || (group == 1 && digits == 7 && run.LengthOf(0) == 3 && text.IsSign(token + 1, '-'));
            if (isTrunk || isNorthAmerican || (isCalled && digits is >= 6 and <= 15))
            {
                return found.Take(token, run.PastOf(group), IdentifierKind.Phone, isCalled || group > 0 ? 0.95 : 0.85, Rule.Phone);
            }
        }
        return token;
    }

    // 12.03.1999, 1999-03-12 and the like.
    private static bool IsDateLike(in SignRun run, int last) =>
        last == 2 && run.LengthTo(last) is >= 6 and <= 8 && (run.LengthOf(0) == 4 || run.LengthOf(2) == 4 || (run.LengthOf(0) <= 2 && run.LengthOf(1) <= 2 && run.LengthOf(2) == 2));
}

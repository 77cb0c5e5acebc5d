using System.Globalization;
using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;
using Supervision.Deidentification.Recognising;

namespace Supervision.Deidentification.Disguising;

/// <summary>Moves a full date by a number of days, in the form in which it was written.</summary>
internal static class DateDisguise
{
    private static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>Null for what is no full date.</summary>
    public static string? Shifted(ScannedText text, in Candidate one, int days)
    {
        var (day, month, year, numbers, isDayFirst) = (0, 0, 0, 0, true);
        for (var token = one.First; token < one.Past; token++)
        {
            var number = text.IsNumber(token) ? text.Digits(token) : text.Tokens[token].Kind is TokenKind.Mixed && int.TryParse(text.Of(token)[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : -1;
            if (number >= 0)
            {
                numbers++;
                if (text.LengthOf(token) == 4 && text.IsNumber(token))
                {
                    isDayFirst &= numbers > 1;
                    year = number;
                }
                else if (day == 0 && number <= 31)
                {
                    day = number;
                }
                else if (month == 0)
                {
                    month = number;
                }
            }
            else if (text.Has(token, TermFlags.Month))
            {
                month = MonthOf(text.Of(token));
                numbers++;
            }
        }
        if (!isDayFirst)
        {
            (day, month) = (month, day);
        }
        if (month > 12 && day <= 12)
        {
            (day, month) = (month, day);
        }
        if (numbers != 3 || year is < 1000 or > 2100 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }
        var shifted = new DateOnly(year, month, day).AddDays(days);
        return $"{shifted.Day} {Months[shifted.Month - 1]} {shifted.Year}";
    }

    public static int MonthOf(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < Months.Length; i++)
        {
            if (word.Length >= 3 && Months[i].AsSpan().StartsWith(word[..3], StringComparison.OrdinalIgnoreCase))
            {
                return i + 1;
            }
        }
        return 0;
    }
}

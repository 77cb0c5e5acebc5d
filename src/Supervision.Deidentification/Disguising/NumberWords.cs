using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Disguising;

/// <summary>Reads the first number of a passage, in figures or words.</summary>
internal static class NumberWords
{
    private static readonly string[] Small =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <returns>-1 when there is none.</returns>
    public static int Read(ScannedText text, int first, int past)
    {
        var sum = -1;
        for (var token = first; token < past; token++)
        {
            if (text.IsNumber(token))
            {
                return text.Digits(token);
            }
            if (text.Tokens[token].Kind is TokenKind.Mixed)
            {
                var signs = text.Of(token);
                var digits = signs[..(signs.Length - signs.TrimStart("0123456789").Length)];
                return int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : -1;
            }
            if (Value(text.Of(token)) is > 0 and var value)
            {
                sum = Math.Max(sum, 0) + value;
            }
        }
        return sum;
    }

    private static int Value(ReadOnlySpan<char> word)
    {
        for (var i = 1; i < Small.Length; i++)
        {
            if (word.Equals(Small[i], StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }
        for (var i = 0; i < Tens.Length; i++)
        {
            if (word.Equals(Tens[i], StringComparison.OrdinalIgnoreCase))
            {
                return 20 + (10 * i);
            }
        }
        return 0;
    }
}

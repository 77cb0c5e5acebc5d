using System.Globalization;

namespace Supervision.Deidentification.Tests;

/// <summary>Numbers made here, so that every check digit is right, and written in every way that people write them.</summary>
public sealed class NumbersWithCheckDigits
{
    private static readonly string[] Frames = ["{0}", "Her number is {0}.", "({0})", "see {0}, then", "a\n{0}\nb", "x: {0}"];

    [Fact]
    public void Every_NHS_number_is_found()
    {
        foreach (var number in Enumerable.Range(0, 300).Select(i => Nhs(400_000_000 + (i * 1_234_567))).OfType<string>())
        {
            foreach (var written in new[] { number, $"{number[..3]} {number[3..6]} {number[6..]}", $"{number[..3]}-{number[3..6]}-{number[6..]}", $"{number[..3]} {number[3..6]}\n{number[6..]}" })
            {
                Covers(written);
            }
        }
    }

    [Fact]
    public void Every_card_number_is_found()
    {
        foreach (var number in Enumerable.Range(0, 300).Select(i => Card((i % 2 == 0 ? "4539" : "5412") + (10_000_000_000 + (i * 98_765_431L)).ToString(CultureInfo.InvariantCulture))))
        {
            foreach (var separator in new[] { "", " ", "-", "\n" })
            {
                Covers(string.Join(separator, Enumerable.Range(0, 4).Select(i => number.Substring(i * 4, 4))));
            }
        }
    }

    [Fact]
    public void Every_IBAN_is_found()
    {
        foreach (var account in Enumerable.Range(0, 200).Select(i => Iban(i % 2 == 0 ? "GB" : "DE", (i % 2 == 0 ? "NWBK" : "") + (37_040_044_053_201_3000L + (i * 7_654_321_9L)).ToString(CultureInfo.InvariantCulture).PadLeft(i % 2 == 0 ? 14 : 18, '0'))))
        {
            foreach (var separator in new[] { "", " ", "-", "\n" })
            {
                Covers(string.Join(separator, account.Chunk(4).Select(group => new string(group))));
            }
        }
    }

    [Fact]
    public void Every_National_Insurance_number_is_found()
    {
        foreach (var i in Enumerable.Range(0, 200))
        {
            var digits = (100_000 + (i * 4_321)).ToString(CultureInfo.InvariantCulture);
            var prefix = new[] { "AB", "JK", "SX", "WP", "CE" }[i % 5];
            var last = "ABCD"[i % 4];
            foreach (var written in new[] { $"{prefix}{digits}{last}", $"{prefix} {digits[..2]} {digits[2..4]} {digits[4..]} {last}", $"{prefix}-{digits}-{last}", $"{prefix} {digits[..2]} {digits[2..4]}\n{digits[4..]} {last}" })
            {
                Covers(written);
            }
        }
    }

    [Theory]
    [InlineData("Her NHS number is 943 476 5918.", "943 476 5918", IdentifierKind.NhsNumber)]
    [InlineData("Card 4539 1488 0343 6468.", "4539 1488 0343 6468", IdentifierKind.Card)]
    [InlineData("Paid to GB29 NWBK 6016 1331 9268 18 yesterday.", "GB29 NWBK 6016 1331 9268 18", IdentifierKind.Iban)]
    public void A_mistyped_one_is_found_all_the_same(string text, string words, IdentifierKind kind) => Found.Holds(text, words, kind);

    private static void Covers(string written)
    {
        foreach (var frame in Frames)
        {
            var text = string.Format(CultureInfo.InvariantCulture, frame, written);
            var start = text.IndexOf(written, StringComparison.Ordinal);
            Assert.Contains(Found.Scan(text).Findings, finding => finding.Tier is Tier.Strong && finding.Span.Start <= start && finding.Span.End >= start + written.Length);
        }
    }

    private static string? Nhs(int nine)
    {
        var digits = nine.ToString(CultureInfo.InvariantCulture);
        var check = (11 - (digits.Select((digit, i) => (10 - i) * (digit - '0')).Sum() % 11)) % 11;
        return check == 10 ? null : digits + check.ToString(CultureInfo.InvariantCulture);
    }

    private static string Card(string fifteen)
    {
        var sum = fifteen.Reverse().Select((digit, i) => i % 2 == 0 ? ((digit - '0') * 2 % 10) + ((digit - '0') * 2 / 10) : digit - '0').Sum();
        return fifteen + ((10 - (sum % 10)) % 10).ToString(CultureInfo.InvariantCulture);
    }

    private static string Iban(string country, string account)
    {
        var rest = System.Numerics.BigInteger.Parse(string.Concat((account + country + "00").Select(sign => char.IsAsciiDigit(sign) ? $"{sign}" : $"{sign - 'A' + 10}")), CultureInfo.InvariantCulture) % 97;
        return country + (98 - (int)rest).ToString("00", CultureInfo.InvariantCulture) + account;
    }
}

using System.Globalization;

namespace Supervision.Deidentification.Tests;

/// <summary>What holds whatever the rules are.</summary>
public sealed class Promises
{
    private const string Letter = "Anna Smith 😀 came from Leeds on 3 May 1998. ANNA's brother Tom Smith, 41, works at St James's Hospital. anna said: ring 07700 900123. İstanbul and Iğdır were cold, I think.";

    [Fact]
    public void Findings_lie_in_the_text_in_order_and_never_overlap()
    {
        var at = 0;
        foreach (var finding in Found.Scan(Letter).Findings)
        {
            Assert.True(finding.Span.Start >= at && finding.Span.Length > 0 && finding.Span.End <= Letter.Length);
            Assert.InRange(finding.Score, 0, 1);
            Assert.NotEmpty(finding.Rule);
            Assert.NotEmpty(finding.Why);
            Assert.NotEmpty(finding.Suggestions);
            at = finding.Span.End;
        }
        Assert.True(at > 0);
    }

    [Fact]
    public void Offsets_count_code_units_and_never_cut_a_pair()
    {
        const string Text = "😀😀 Elizabeth 👩‍👩‍👧 met 𝒜𝒷𝒸, Elizabeth.";

        Assert.Equal(2, Found.Scan(Text).Findings.Count(finding => Text[finding.Span.Start..finding.Span.End] == "Elizabeth"));
        Assert.DoesNotContain(Found.Scan(Text).Findings, finding => char.IsLowSurrogate(Text[finding.Span.Start]));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void The_same_is_found_in_every_culture(string culture)
    {
        var expected = Found.Scan(Letter);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            var again = Found.Scan(Letter);

            Assert.Equal(expected.Findings.Select(Described), again.Findings.Select(Described));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Many_threads_find_the_same()
    {
        var expected = Found.Scan(Letter).Findings.Select(Described).ToList();
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Found.Scan(Letter).Findings.Select(Described).ToList())));

        Assert.All(all, found => Assert.Equal(expected, found));
    }

    public static TheoryData<string> Hostile =>
    [
        "a", "A", "1", "1 ", "1-", "1/", "@", "a@", "a.", "a.b-", "A. ", "A.", "A-", "Of of ", "Anna ", "Anna of ", "ANNA ", "12 May ", "14, ", "one ", "one and ", "::", "1:", "(", "(\"The Bank\") ", "\"", "tweeted \"", "no. ", "no.1/", "St ", "Mr ", "'", "I-", "😀", "\n", "of the ", "last ", "a\u0301",
        "work as a ", "suffers from a of ", "AB and ", "AB told ", "is 34 ", "At 34 he ", "aged ", "5 consecutive days ", "and 5 minutes ", "patient ID: ", "case #1", "x 3 ", "\u201CAnna\u201D ", "GB29 ", "4539 ", "943 ", "early ", "end of ", "#", "www.", "http://", "Bank (\u201Cthe Trust\u201D) ",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Time_grows_with_the_text_and_no_faster(string unit)
    {
        var small = Repeated(unit, 5_000);
        var large = Repeated(unit, 40_000);
        Found.Scan(small);

        // Eight times the text: a square law would take sixty-four times as long.
        var (first, second) = (Least(small), Least(large));
        Assert.True(second < (first * 24) + TimeSpan.FromMilliseconds(60), $"{first.TotalMilliseconds:0.0} ms, then {second.TotalMilliseconds:0.0} ms");
    }

    [Fact]
    public void Time_grows_no_faster_with_many_people_in_it()
    {
        string Crowd(int people) => string.Join(' ', Enumerable.Range(0, people).Select(i => $"Zor{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i / 676 % 26))}vic came."));
        var (small, large) = (Crowd(500), Crowd(4_000));
        Found.Scan(small);

        var (first, second) = (Least(small), Least(large));
        Assert.True(second < (first * 24) + TimeSpan.FromMilliseconds(60), $"{first.TotalMilliseconds:0.0} ms, then {second.TotalMilliseconds:0.0} ms");
    }

    [Fact]
    public void An_empty_text_holds_nothing()
    {
        Assert.Empty(Found.Scan("").Findings);
        Assert.Empty(Found.Scan(" \n\t ").Findings);
        Assert.Equal(Deidentifier.RuleVersion, Found.Scan("").RuleVersion);
    }

    [Fact]
    public void Half_a_pair_and_odd_signs_do_no_harm() => Assert.NotEmpty(Found.Scan("\uD83D Elizabeth \uDE00 \u0000 \uFFFE Elizabeth \u0301").Findings);

    private static string Repeated(string unit, int length) => string.Concat(Enumerable.Repeat(unit, length / unit.Length));

    private static TimeSpan Least(string text)
    {
        var least = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var began = ThreadTime.Spent();
            Found.Scan(text);
            var took = ThreadTime.Spent() - began;
            least = took < least ? took : least;
        }
        return least;
    }

    private static string Described(Finding finding) => $"{finding} {finding.Score} {finding.Entity} {string.Join('|', finding.Suggestions.Select(suggestion => suggestion.Text))}";
}

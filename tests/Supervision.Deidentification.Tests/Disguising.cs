using System.Text;
using Supervision.Deidentification.Disguising;

namespace Supervision.Deidentification.Tests;

public sealed class Disguising
{
    private static readonly CaseMemory Case = new("heron"u8, []);

    [Fact]
    public void The_same_person_gets_the_same_name_throughout_a_text()
    {
        const string Text = "Elizabeth Barton came. Mrs Barton sat down. ELIZABETH wept, and Elizabeth's hands shook.";
        var masked = Masking.Mask(Text, Deidentifier.Shared.Scan(Text, memory: Case));
        var name = masked.Split(' ')[0];

        Assert.DoesNotContain("lizabeth", masked, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Barton", masked, StringComparison.Ordinal);
        Assert.Equal(3, masked.Split(name).Length - 1);
    }

    [Fact]
    public void Pseudonyms_are_never_initials_and_never_names_of_the_text()
    {
        const string Text = "Elizabeth met Robert, Susan, Michael and Deborah.";
        var pseudonyms = Deidentifier.Shared.Scan(Text, memory: Case).Findings.Select(finding => finding.Suggestions[0].Text).ToList();

        Assert.Equal(5, pseudonyms.Distinct(StringComparer.Ordinal).Count());
        Assert.All(pseudonyms, name => Assert.True(name.Length > 1 && !Text.Contains(name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("She is 34 years old.", "in the thirties")]
    [InlineData("He was aged 7 then.", "a child")]
    [InlineData("He was aged 93 then.", "ninety or older")]
    [InlineData("She works as a midwife.", "health worker")]
    [InlineData("He went to St James's Hospital.", "a hospital")]
    [InlineData("She moved to Wolverhampton.", "a large town")]
    [InlineData("In 1987 he left.", "the 1980s")]
    [InlineData("She waited twenty-four years.", "many years")]
    public void Exact_things_are_said_less_exactly(string text, string general) =>
        Assert.Contains(Found.Scan(text).Findings, finding => finding.Suggestions.Any(suggestion => suggestion.Kind is SuggestionKind.Generalise && suggestion.Text == general));

    [Fact]
    public void Dates_of_a_case_are_all_moved_by_the_same_number_of_days()
    {
        var days = Case.DaysShifted;
        foreach (var (written, date) in new[] { ("3 May 1998", new DateOnly(1998, 5, 3)), ("28/02/2000", new DateOnly(2000, 2, 28)), ("1999-12-31", new DateOnly(1999, 12, 31)), ("May 3rd, 1998", new DateOnly(1998, 5, 3)) })
        {
            var finding = Assert.Single(Deidentifier.Shared.Scan($"On {written} she left.", memory: Case).Findings);
            var shifted = Assert.Single(finding.Suggestions, suggestion => suggestion.Kind is SuggestionKind.Shift);

            Assert.Equal(date.AddDays(days), DateOnly.Parse(shifted.Text, System.Globalization.CultureInfo.InvariantCulture));
        }
        Assert.InRange(Math.Abs(days), 15, 180);
    }

    public static TheoryData<string> Mentions =>
        ["Grace came.", "grace note: Grace's coat.", "I saw GRACE there.", "We met Grace, at last.", "(Grace)", "Grace Bello and Grace", "\u201CGrace\u201D, I said", "Bello wrote", "BELLO!", "Mr Bello's hat", "So Grace\nleft"];

    [Theory]
    [MemberData(nameof(Mentions))]
    public void Once_confirmed_every_mention_in_the_case_is_found_and_disguised_alike(string text)
    {
        var memory = Case.Remember("Grace Bello", IdentifierKind.Person, "Robin Vale");
        var masked = Masking.Mask(text, Deidentifier.Shared.Scan(text, memory: memory));

        Assert.DoesNotContain("Grace", masked, StringComparison.Ordinal);
        Assert.DoesNotContain("GRACE", masked, StringComparison.Ordinal);
        Assert.DoesNotContain("Bello", masked, StringComparison.OrdinalIgnoreCase);
        Assert.True(masked.Contains("Robin", StringComparison.Ordinal) || masked.Contains("Vale", StringComparison.Ordinal));
    }

    [Fact]
    public void The_memory_holds_no_word_of_the_original_and_comes_back_from_its_parts()
    {
        var memory = Case.Remember("Elizabeth Barton", IdentifierKind.Person, "Robin Vale").Remember("Heron House", IdentifierKind.Place, "a hostel");
        var stored = new StringBuilder().AppendJoin(' ', memory.Entities.Select(entity => $"{entity} {string.Join(' ', entity.Parts)}")).ToString();
        var again = new CaseMemory("heron"u8, memory.Entities);
        const string Text = "Barton left Heron House.";

        Assert.DoesNotContain("Barton", stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Heron", stored, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Vale left a hostel.", Masking.Mask(Text, Deidentifier.Shared.Scan(Text, memory: again)));
        Assert.Same(again, again.Remember("elizabeth barton", IdentifierKind.Person, "Somebody Else"));
    }

    [Fact]
    public void A_longer_name_keeps_the_part_that_the_case_knows()
    {
        var memory = Case.Remember("Jennifer", IdentifierKind.Person, "Ivy");
        const string Text = "Jennifer Aldridge left. Jennifer wept.";
        var scan = Deidentifier.Shared.Scan(Text, memory: memory);
        var masked = Masking.Mask(Text, scan);

        Assert.Equal(["Jennifer Aldridge", "Jennifer"], scan.Findings.Select(finding => Text[finding.Span.Start..finding.Span.End]));
        Assert.All(scan.Findings, finding => Assert.Equal("known-in-case", finding.Rule));
        Assert.Matches("^Ivy [A-Z][a-z]+ left. Ivy wept.$", masked);
        Assert.DoesNotContain("Aldridge", masked, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_key_knows_nothing()
    {
        var memory = Case.Remember("Zubrowka", IdentifierKind.Handle, "it");
        var other = new CaseMemory("crane"u8, memory.Entities);

        Assert.Contains(Deidentifier.Shared.Scan("so zubrowka it is", memory: memory).Marked, finding => finding.Rule is "known-in-case");
        Assert.DoesNotContain(Deidentifier.Shared.Scan("so zubrowka it is", memory: other).Marked, finding => finding.Rule is "known-in-case");
    }

    [Fact]
    public void One_never_flags_and_always_flags_what_one_has_asked_for()
    {
        var own = new PersonalList(["Wolverhampton", "Tom's Diner"], ["the blue lamp", "heron"]);
        const string Text = "In Wolverhampton, at Tom's Diner, under The Blue Lamp, a heron. In Walsall too.";
        var scan = Deidentifier.Shared.Scan(Text, own);
        var found = scan.Marked.Select(finding => (Text[finding.Span.Start..finding.Span.End], finding.Rule)).ToList();

        Assert.DoesNotContain(found, each => each.Item1 is "Wolverhampton" or "Tom's Diner" or "Tom");
        Assert.Contains(("The Blue Lamp", "own-list"), found);
        Assert.Contains(("heron", "own-list"), found);
        Assert.Contains(found, each => each.Item1 == "Walsall");
        Assert.Equal("Wolverhampton", Text[scan.Withdrawn[0].Span.Start..scan.Withdrawn[0].Span.End]);
        Assert.DoesNotContain(scan.Withdrawn, withdrawn => scan.Findings.Any(finding => finding.Span.Start < withdrawn.Span.End && finding.Span.End > withdrawn.Span.Start || finding.Entity == withdrawn.Entity));
    }

    [Fact]
    public void What_is_found_again_belongs_to_the_same_person()
    {
        const string Text = "Elizabeth Barton came with Deborah Quist. Elizabeth sat. Mrs Quist stood.";
        var entity = Found.Scan(Text).Findings.ToDictionary(finding => Text[finding.Span.Start..finding.Span.End], finding => finding.Entity, StringComparer.Ordinal);

        Assert.Equal(entity["Elizabeth Barton"], entity["Elizabeth"]);
        Assert.Equal(entity["Deborah Quist"], entity["Quist"]);
        Assert.NotEqual(entity["Elizabeth"], entity["Quist"]);
    }
}

using Supervision.Server.Features.Cases;

namespace Supervision.Server.Tests.Features.Cases;

public sealed class TheDemonstrationTexts
{
    [Theory]
    [InlineData("heron.txt", 17, 1_300)]
    [InlineData("lucy-r.txt", 2, 5_700)]
    public void Are_read_with_their_headings(string name, int headings, int words)
    {
        var text = Read(name);

        Assert.Equal(headings, text.Blocks.Count(block => block.Kind == BlockKind.Heading));
        Assert.InRange(text.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, words, words + 150);
        Assert.DoesNotContain("# ", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_invented_formulation_says_so_and_fills_what_a_group_needs()
    {
        var text = Read("heron.txt");
        var headings = text.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => text.Text[block.Start..block.End]).ToList();

        Assert.Contains("invented", text.Text[..text.Blocks[0].End], StringComparison.Ordinal);
        Assert.Subset(
            headings.ToHashSet(),
            new HashSet<string>
            {
                "What I want from the group", "Presenting concern", "Developmental history", "Repetitive themes", "Defences", "Transference",
                "Countertransference", "Therapeutic alliance", "Central hypothesis", "Risk, ethics, consent",
            });
    }

    private static CaseText Read(string name)
    {
        using var reader = new StreamReader(typeof(CaseText).Assembly.GetManifestResourceStream($"Demonstration/{name}")!);
        return Assert.IsType<CaseTextReading.Read>(CaseText.Read(reader.ReadToEnd())).Text;
    }
}

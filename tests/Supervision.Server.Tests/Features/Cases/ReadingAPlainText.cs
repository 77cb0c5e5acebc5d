using Supervision.Server.Features.Cases;

namespace Supervision.Server.Tests.Features.Cases;

public sealed class ReadingAPlainText
{
    [Fact]
    public void Empty_lines_part_paragraphs_and_a_mark_makes_a_heading()
    {
        var text = Read("# Alliance\n\nFirst line\nsecond line\n\n\n  Another.  \n# Frame\nWeekly.");

        Assert.Equal("Alliance\n\nFirst line\nsecond line\n\n\n  Another.  \nFrame\nWeekly.", text.Text);
        Assert.Equal(
            ["Heading:Alliance", "Paragraph:First line\nsecond line", "Paragraph:Another.", "Heading:Frame", "Paragraph:Weekly."],
            text.Blocks.Select(block => $"{block.Kind}:{text.Text[block.Start..block.End]}"));
    }

    [Theory]
    [InlineData("one\r\ntwo\rthree\u2028four\u0085five")]
    [InlineData("\uFEFFone\ntwo\nthree\nfour\nfive")]
    [InlineData("one\ntwo\nthree\nfour\nfive\n\n")]
    public void Line_ends_become_one_kind(string raw) => Assert.Equal("one\ntwo\nthree\nfour\nfive", Read(raw).Text);

    [Fact]
    public void Characters_beyond_the_basic_plane_take_two_units()
    {
        var text = Read("a 🙂\n\nb");

        Assert.Equal([new Block(BlockKind.Paragraph, 0, 4), new Block(BlockKind.Paragraph, 6, 7)], text.Blocks);
    }

    [Theory]
    [InlineData("one\ntwo\u0000", 2, "A control character (U+0000) stands in the text.")]
    [InlineData("one\r\n\r\n\u001B[0m", 3, "A control character (U+001B) stands in the text.")]
    [InlineData(" \n\t\n", 1, "The text is empty.")]
    [InlineData("# ", 1, "The text is empty.")]
    [InlineData("", 1, "The text is empty.")]
    public void What_cannot_be_kept_is_named_with_its_line(string raw, int line, string detail) =>
        Assert.Equal(new CaseTextReading.Malformed(line, detail), CaseText.Read(raw));

    // The test runner itself cannot pass such text as an argument.
    [Fact]
    public void Half_a_character_cannot_be_kept()
    {
        const string Detail = "Half a character (an unpaired surrogate) stands in the text.";

        Assert.Equal(new CaseTextReading.Malformed(1, Detail), CaseText.Read("\uD83D\n"));
        Assert.Equal(new CaseTextReading.Malformed(2, Detail), CaseText.Read("x\n\uDE42"));
        Assert.Equal(new CaseTextReading.Malformed(2, Detail), CaseText.Read("x\n\uD83D"));
    }

    [Fact]
    public void The_longest_text_is_kept_and_one_character_more_is_refused()
    {
        Assert.Equal(200_000, Read(new string('a', 200_000)).Text.Length);
        Assert.IsType<CaseTextReading.TooLong>(CaseText.Read(new string('a', 200_001)));
        Assert.IsType<CaseTextReading.TooLong>(CaseText.Read(new string('a', 5_000_000)));
    }

    [Fact]
    public void A_tab_is_kept() => Assert.Equal("a\tb", Read("a\tb").Text);

    [Theory]
    [InlineData("# A\n\nb\n\n\n# C\nd e\n f \n#not a heading")]
    [InlineData("\n\n\n a\n\n\u00A0\nb")]
    [InlineData("#  \n# x # y\n\n# ")]
    public void Only_white_space_stands_outside_blocks(string raw)
    {
        var text = Read(raw);
        var at = 0;
        Assert.All(text.Blocks, block =>
        {
            Assert.True(string.IsNullOrWhiteSpace(text.Text[at..block.Start]));
            Assert.True(block.Start < block.End);
            Assert.Equal(text.Text[block.Start..block.End], text.Text[block.Start..block.End].Trim());
            at = block.End;
        });
        Assert.True(string.IsNullOrWhiteSpace(text.Text[at..]));
    }

    private static CaseText Read(string raw) => Assert.IsType<CaseTextReading.Read>(CaseText.Read(raw)).Text;
}

using System.Collections.Immutable;
using System.Text;

namespace Supervision.Server.Features.Cases;

/// <summary>
/// Headings and paragraphs of a plain text. A line that begins with "# " is a heading, and the mark is not kept;
/// other lines up to an empty one make a paragraph.
/// </summary>
internal static class PlainTextBlocks
{
    private const string Mark = "# ";

    public static CaseText Of(string normalised)
    {
        var text = new StringBuilder(normalised.Length);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        var paragraph = (Start: -1, End: -1);
        foreach (var range in normalised.AsSpan().Split('\n'))
        {
            var line = normalised.AsSpan(range);
            var heading = line.StartsWith(Mark, StringComparison.Ordinal);
            text.Append(range.Start.Value > 0 ? "\n" : "");
            var start = text.Length;
            var written = heading ? line[Mark.Length..] : line;
            text.Append(written);
            var (from, to) = (start + written.Length - written.TrimStart().Length, start + written.TrimEnd().Length);
            if (paragraph.Start >= 0 && (heading || to <= from))
            {
                blocks.Add(new(BlockKind.Paragraph, paragraph.Start, paragraph.End));
                paragraph = (-1, -1);
            }
            if (to <= from)
            {
                continue;
            }
            if (heading)
            {
                blocks.Add(new(BlockKind.Heading, from, to));
            }
            else
            {
                paragraph = (paragraph.Start < 0 ? from : paragraph.Start, to);
            }
        }
        if (paragraph.Start >= 0)
        {
            blocks.Add(new(BlockKind.Paragraph, paragraph.Start, paragraph.End));
        }
        return new(text.ToString().TrimEnd(), blocks.DrainToImmutable());
    }
}

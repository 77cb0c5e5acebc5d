using System.Globalization;

namespace Supervision.Benchmarks.Measuring;

/// <summary>Rows of text, printed in columns as Markdown.</summary>
internal sealed class Table(params IReadOnlyList<string> heads)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Print()
    {
        var widths = heads.Select((head, i) => _rows.Select(row => row[i].Length).Append(head.Length).Max()).ToArray();
        Console.WriteLine(Line(heads));
        Console.WriteLine($"|{string.Join('|', widths.Select(width => new string('-', width + 2)))}|");
        _rows.ForEach(row => Console.WriteLine(Line(row)));
        Console.WriteLine();

        string Line(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))} |";
    }

    /// <summary>The least, the middle and the greatest of several rounds.</summary>
    public static string Spread(IEnumerable<double> values, string format = "0.00")
    {
        var sorted = values.Order().ToList();
        return string.Join(" / ", new[] { sorted[0], sorted[sorted.Count / 2], sorted[^1] }.Select(value => value.ToString(format, CultureInfo.InvariantCulture)));
    }
}

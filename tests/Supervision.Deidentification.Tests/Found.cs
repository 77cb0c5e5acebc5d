namespace Supervision.Deidentification.Tests;

/// <summary>Reads findings as a test states them.</summary>
internal static class Found
{
    public static ScanResult Scan(string text) => Deidentifier.Shared.Scan(text);

    /// <summary>The words of the strong and middle tier, with their kinds.</summary>
    public static IReadOnlyList<(string Words, IdentifierKind Kind)> In(string text) =>
        [.. Scan(text).Marked.Select(finding => (text[finding.Span.Start..finding.Span.End], finding.Kind))];

    public static void Holds(string text, string words, IdentifierKind kind) => Assert.Contains((words, kind), In(text));

    /// <summary>Nothing of the words is marked.</summary>
    public static void Spares(string text, string words)
    {
        var at = text.IndexOf(words, StringComparison.Ordinal);
        Assert.DoesNotContain(Scan(text).Marked, finding => finding.Span.Start < at + words.Length && finding.Span.End > at);
    }
}

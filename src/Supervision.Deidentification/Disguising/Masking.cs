using System.Collections.Immutable;
using System.Text;

namespace Supervision.Deidentification.Disguising;

/// <summary>Puts suggestions in the place of findings.</summary>
public static class Masking
{
    /// <summary>The text with every finding of the strong and middle tier, and the weak if asked, replaced by its first suggestion.</summary>
    public static string Mask(string text, ScanResult result, bool includeWeak = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Replace(text, [.. result.Findings
            .Where(finding => includeWeak || finding.Tier is not Tier.Weak)
            .Select(finding => (finding.Span, finding.Suggestions[0].Text))]);
    }

    /// <summary>The text with other words in the place of some spans, which do not overlap.</summary>
    public static string Replace(string text, ImmutableArray<(TextSpan Span, string Text)> replacements)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (masked, at) = (new StringBuilder(text.Length), 0);
        foreach (var (span, words) in replacements.OrderBy(replacement => replacement.Span.Start))
        {
            masked.Append(text, at, span.Start - at).Append(words);
            at = span.End;
        }
        return masked.Append(text, at, text.Length - at).ToString();
    }
}

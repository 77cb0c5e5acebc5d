using System.Collections.Immutable;

namespace Supervision.Deidentification;

/// <summary>A passage of a text, in UTF-16 code units, half-open.</summary>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>The number of UTF-16 code units.</summary>
    public int Length => End - Start;
}

/// <summary>A passage that may identify someone.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Kind">What it would give away.</param>
/// <param name="Identification">Whether alone or with others.</param>
/// <param name="Tier">What is asked of the author.</param>
/// <param name="Score">0 to 1: at least 0.65 is strong, at least 0.35 middle.</param>
/// <param name="Rule">The rule's id: stable, kebab-case.</param>
/// <param name="Why">The rule in plain words, for the author. Holds nothing of the text.</param>
/// <param name="Entity">The same number for what is taken to be the same person, place or thing in this text; from 0.</param>
/// <param name="Suggestions">What could stand instead; the first is the best.</param>
public sealed record Finding(
    TextSpan Span,
    IdentifierKind Kind,
    Identification Identification,
    Tier Tier,
    double Score,
    string Rule,
    string Why,
    int Entity,
    ImmutableArray<Suggestion> Suggestions)
{
    /// <summary>Kind, tier, rule and place; never the words.</summary>
    public override string ToString() => $"{Kind} {Tier} {Rule} [{Span.Start}, {Span.End})";
}

/// <summary>What a suggestion does to the passage.</summary>
public enum SuggestionKind
{
    /// <summary>Puts an invented name in its place; the same one for the same person throughout a case.</summary>
    Pseudonym,

    /// <summary>Says it less exactly.</summary>
    Generalise,

    /// <summary>Moves a date by the case's own number of days.</summary>
    Shift,

    /// <summary>Leaves a mark in its place.</summary>
    Remove,
}

/// <summary>Words that could stand instead of a passage.</summary>
public sealed record Suggestion(SuggestionKind Kind, string Text);

/// <summary>What the rules found in one text.</summary>
/// <param name="RuleVersion">Of the rules and lists: the same version finds the same in the same text, on every machine.</param>
/// <param name="Findings">By place; no two overlap.</param>
/// <param name="Withdrawn">What was found and stands on the author's own list of words that are never flagged. By place, without suggestions.</param>
public sealed record ScanResult(string RuleVersion, ImmutableArray<Finding> Findings, ImmutableArray<Finding> Withdrawn)
{
    /// <summary>The findings that need an answer: strong and middle tier.</summary>
    public IEnumerable<Finding> Marked => Findings.Where(finding => finding.Tier is not Tier.Weak);
}

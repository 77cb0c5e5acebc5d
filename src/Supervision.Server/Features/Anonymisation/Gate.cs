using System.Collections.Immutable;
using Supervision.Deidentification;
using Supervision.EventStore.Deciding;

namespace Supervision.Server.Features.Anonymisation;

/// <summary>
/// What every text passes before it is sealed and stored. A case's title and text pass when each passage that may identify
/// someone is answered; what members say about it, when nothing in it identifies by itself. The text is held in memory only.
/// </summary>
internal static class Gate
{
    public static readonly Refusal DirectIdentifier = new(
        "direct-identifier", "A passage may identify someone by itself. Change it, or say why it identifies nobody.");

    private static readonly Refusal ReasonIdentifies = new("reason-identifies", "A reason itself may identify someone. Say it without names.");

    /// <summary>A case's title and text with the author's answers. Spans count UTF-16 units in both as they were sent, with \n for line ends.</summary>
    public static GateAnswer PassCase(string title, string text, AuthorCheck check)
    {
        var (inTitle, inText) = (Deidentifier.Shared.Scan(title), Deidentifier.Shared.Scan(text));
        var (openInTitle, openInText) = (Unanswered(inTitle, check.TitleKept), Unanswered(inText, check.Kept));
        if (openInTitle.Length + openInText.Length > 0)
        {
            var count = openInTitle.Length + openInText.Length;
            return new GateAnswer.Refused(
                new("unanswered-findings", $"{count} {(count == 1 ? "passage" : "passages")} may identify someone. Answer each: change it, generalise it, remove it, or say why it identifies nobody."),
                openInTitle, openInText);
        }

        // What is kept and was never found needs no reason on record.
        var kept = inTitle.Marked.Select(finding => (finding, ReasonFor(finding, check.TitleKept)))
            .Concat(inText.Marked.Select(finding => (finding, ReasonFor(finding, check.Kept)))).ToList();
        return FaultIn(kept.Select(each => each.Item2)) is { } fault
            ? new GateAnswer.Refused(fault, [], [])
            : new GateAnswer.Passed(GatePass.Of(
                inText.RuleVersion, [.. kept.Select(each => new GateReason(Kinds.NameOf(each.finding.Kind), each.Item2))], check.Changes));
    }

    /// <summary>A note or a reply, with the passages that the author has looked at and keeps.</summary>
    /// <returns>What to refuse it with; null if it passes.</returns>
    public static Refusal? FaultIn(string said, IReadOnlyList<KeptPassage>? kept)
    {
        if (Deidentifier.Shared.Scan(said).Marked.Any(finding => finding.Identification is Identification.Direct && !IsKept(finding, kept ?? [])))
        {
            return DirectIdentifier;
        }
        return kept is null ? null : FaultIn(kept.Select(each => each.Because));
    }

    /// <summary>Whether words of a label, such as a speaker's, identify someone.</summary>
    public static bool Identifies(string label) => Deidentifier.Shared.Scan(label).Marked.Any(finding => finding.Identification is Identification.Direct);

    private static ImmutableArray<Finding> Unanswered(ScanResult scan, IReadOnlyList<KeptPassage> kept) =>
        [.. scan.Marked.Where(finding => !IsKept(finding, kept))];

    // An answer to a longer passage answers what lies in it.
    private static bool IsKept(Finding finding, IReadOnlyList<KeptPassage> kept) =>
        kept.Any(each => each.Start <= finding.Span.Start && each.End >= finding.Span.End);

    private static string ReasonFor(Finding finding, IReadOnlyList<KeptPassage> kept) =>
        kept.First(each => each.Start <= finding.Span.Start && each.End >= finding.Span.End).Because.Trim();

    private static Refusal? FaultIn(IEnumerable<string> reasons) =>
        reasons.Distinct(StringComparer.Ordinal).Any(reason => Identifies(reason)) ? ReasonIdentifies : null;
}

/// <summary>What the gate says of a case's text.</summary>
internal abstract record GateAnswer
{
    internal sealed record Passed(GatePass Pass) : GateAnswer;

    internal sealed record Refused(Refusal Refusal, ImmutableArray<Finding> InTitle, ImmutableArray<Finding> InText) : GateAnswer;
}

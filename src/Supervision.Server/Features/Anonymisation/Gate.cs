using System.Collections.Immutable;
using Supervision.Deidentification;
using Supervision.Deidentification.Disguising;
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
    /// <param name="own">The author's own list: what stands on it as never flagged is counted, and not asked about.</param>
    /// <param name="memory">What the author has disguised in it, as the check behind the author's page knew it.</param>
    public static GateAnswer PassCase(string title, string text, AuthorCheck check, PersonalList? own = null, CaseMemory? memory = null)
    {
        var (inTitle, inText) = (Deidentifier.Shared.Scan(title, own, memory), Deidentifier.Shared.Scan(text, own, memory));
        var (ofTitle, ofText) = (Answered(inTitle, check.TitleKept), Answered(inText, check.Kept));
        var (openInTitle, openInText) = (Open(ofTitle), Open(ofText));
        if (openInTitle.Length + openInText.Length > 0)
        {
            var count = openInTitle.Length + openInText.Length;
            return new GateAnswer.Refused(
                new("unanswered-findings", $"{count} {(count == 1 ? "passage" : "passages")} may identify someone. Answer each: change it, generalise it, remove it, or say why it identifies nobody."),
                openInTitle, openInText);
        }

        // What is kept and was never found needs no reason on record.
        GateReason[] kept = [.. ofTitle.Concat(ofText).Select(each => new GateReason(Kinds.NameOf(each.Finding.Kind), each.Because!))];
        return FaultIn(kept.Select(each => each.Because)) is { } fault
            ? new GateAnswer.Refused(fault, [], [])
            : new GateAnswer.Passed(GatePass.Of(inText.RuleVersion, kept, inTitle.Withdrawn.Concat(inText.Withdrawn), check.Changes));
    }

    /// <summary>A note or a reply, with the passages that the author has looked at and keeps.</summary>
    /// <returns>What to refuse it with; null if it passes.</returns>
    public static Refusal? FaultIn(string said, IReadOnlyList<KeptPassage>? kept, CaseMemory? memory = null)
    {
        if (Open(Answered(Deidentifier.Shared.Scan(said, own: null, memory), kept ?? [])).Any(finding => finding.Identification is Identification.Direct))
        {
            return DirectIdentifier;
        }
        return kept is null ? null : FaultIn(kept.Select(each => each.Because));
    }

    /// <summary>Whether words of a label, such as a speaker's, identify someone.</summary>
    public static bool Identifies(string label) => Deidentifier.Shared.Scan(label).Marked.Any(finding => finding.Identification is Identification.Direct);

    // Each finding that wants an answer with its reason, or null. An answer to a longer passage answers what lies in it: of the
    // passages that begin no later, the one that reaches farthest decides. One pass over both, as a text of 200,000 characters
    // may hold thousands of each.
    private static List<(Finding Finding, string? Because)> Answered(ScanResult scan, IReadOnlyList<KeptPassage> kept)
    {
        var inOrder = kept.OrderBy(each => each.Start).ToArray();
        var (next, farthest) = (0, default(KeptPassage));
        var answered = new List<(Finding, string?)>();
        foreach (var finding in scan.Marked)
        {
            for (; next < inOrder.Length && inOrder[next].Start <= finding.Span.Start; next++)
            {
                farthest = farthest is null || inOrder[next].End > farthest.End ? inOrder[next] : farthest;
            }

            answered.Add((finding, farthest?.End >= finding.Span.End ? farthest.Because.Trim() : null));
        }

        return answered;
    }

    private static ImmutableArray<Finding> Open(List<(Finding Finding, string? Because)> answered) =>
        [.. answered.Where(each => each.Because is null).Select(each => each.Finding)];

    private static Refusal? FaultIn(IEnumerable<string> reasons) =>
        reasons.Distinct(StringComparer.Ordinal).Any(reason => Identifies(reason)) ? ReasonIdentifies : null;
}

/// <summary>What the gate says of a case's text.</summary>
internal abstract record GateAnswer
{
    internal sealed record Passed(GatePass Pass) : GateAnswer;

    internal sealed record Refused(Refusal Refusal, ImmutableArray<Finding> InTitle, ImmutableArray<Finding> InText) : GateAnswer;
}

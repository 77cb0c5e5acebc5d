using System.Text.Json.Serialization;
using Supervision.Server.Features.Cases;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Anonymisation;

/// <summary>A passage that the author keeps as it is, because it identifies nobody. Half-open, in UTF-16 units.</summary>
internal sealed record KeptPassage(int Start, int End, string Because)
{
    public const int MinReason = 3;
    public const int MaxReason = 300;

    public override string ToString() => $"{nameof(KeptPassage)} [{Start}, {End})";

    /// <summary>What is wrong with the passages as such, in a sentence; null if nothing.</summary>
    public static string? FaultIn(IReadOnlyList<KeptPassage>? kept, int length)
    {
        foreach (var (start, end, because) in kept ?? [])
        {
            if (start < 0 || start >= end || end > length)
            {
                return "A kept passage does not lie in the text.";
            }
            if (because is null || because.Trim().Length is < MinReason or > MaxReason || CleanText.FaultIn(because) is not null)
            {
                return $"Say in {MinReason} to {MaxReason} characters why a passage identifies nobody.";
            }
        }
        return null;
    }
}

[JsonConverter(typeof(KebabCase<GateDecision>))]
internal enum GateDecision
{
    Changed, Generalised, Removed, Kept, Published,

    /// <summary>Kept because the author's own list says that it is never to be flagged.</summary>
    OwnList,
}

/// <summary>How many passages of a kind were answered in one way.</summary>
internal sealed record GateCount(string Kind, GateDecision Decision, int Count);

/// <summary>What the author has done about the passages that were found.</summary>
/// <param name="Kept">Passages of the text, as it was sent.</param>
/// <param name="TitleKept">Passages of the title.</param>
/// <param name="Changes">What stands in the text no more, for the record.</param>
internal sealed record AuthorCheck(IReadOnlyList<KeptPassage> Kept, IReadOnlyList<KeptPassage> TitleKept, IReadOnlyList<GateCount> Changes)
{
    public static readonly AuthorCheck None = new([], [], []);

    private const int MaxKept = 20_000;
    private const int MaxChanges = 200;

    public string? FaultIn(string title, string text) =>
        Kept is null || TitleKept is null || Changes is null || Kept.Count + TitleKept.Count > MaxKept || Changes.Count > MaxChanges
            ? "The answers are incomplete, or too many."
            : KeptPassage.FaultIn(Kept, text.Length) ?? KeptPassage.FaultIn(TitleKept, title.Length) ?? FaultInChanges();

    private string? FaultInChanges() =>
        Changes.All(each => GatePass.IsKind(each.Kind) && each.Count is > 0 and <= MaxKept && each.Decision is GateDecision.Changed or GateDecision.Generalised or GateDecision.Removed)
            ? null
            : "The counts of what was changed are not right.";
}

using System.Collections.Frozen;
using Supervision.Deidentification;

namespace Supervision.Server.Features.Anonymisation;

/// <summary>Why a passage of a kind stayed as it is.</summary>
internal sealed record GateReason(string Kind, string Because)
{
    public override string ToString() => $"{nameof(GateReason)} {Kind}";
}

/// <summary>The record of what was decided about a text; never the text, nor what stood there before.</summary>
/// <param name="RuleVersion">Of the rules that looked.</param>
/// <param name="Counts">By kind and decision, in the order of their names.</param>
internal sealed record GateRecord(string RuleVersion, IReadOnlyList<GateCount> Counts);

/// <summary>That a title and a text have passed the gate. No case opens without one, and only the gate makes them.</summary>
internal sealed record GatePass
{
    private static readonly FrozenSet<string> KnownKinds = Enum.GetValues<IdentifierKind>().Select(Kinds.NameOf).ToFrozenSet(StringComparer.Ordinal);

    private GatePass(GateRecord record, IReadOnlyList<GateReason> reasons) => (Record, Reasons) = (record, reasons);

    public GateRecord Record { get; }

    /// <summary>In the author's words, so sealed with the text.</summary>
    public IReadOnlyList<GateReason> Reasons { get; }

    public static bool IsKind(string? kind) => kind is not null && KnownKinds.Contains(kind);

    public static GatePass Of(string ruleVersion, IReadOnlyList<GateReason> kept, IEnumerable<Finding> onOwnList, IReadOnlyList<GateCount> changes) => new(
        new(ruleVersion, [.. kept.Select(each => new GateCount(each.Kind, GateDecision.Kept, 1))
            .Concat(onOwnList.Where(each => each.Tier is not Tier.Weak).Select(each => new GateCount(Kinds.NameOf(each.Kind), GateDecision.OwnList, 1))).Concat(changes)
            .GroupBy(each => (each.Kind, each.Decision)).Select(each => new GateCount(each.Key.Kind, each.Key.Decision, each.Sum(one => one.Count)))
            .OrderBy(each => each.Kind, StringComparer.Ordinal).ThenBy(each => each.Decision)]),
        [.. kept.Distinct()]);

    /// <summary>For a text that has passed before, and has lost words since but gained none.</summary>
    public static GatePass Again(GateRecord record, IReadOnlyList<GateReason> reasons) => new(record, reasons);

    /// <summary>For a text that the public has already: whatever is found in it is counted, and nothing is asked.</summary>
    public static GatePass Published(string title, string text)
    {
        var found = Deidentifier.Shared.Scan(title).Marked.Concat(Deidentifier.Shared.Scan(text).Marked)
            .GroupBy(finding => Kinds.NameOf(finding.Kind)).OrderBy(kind => kind.Key, StringComparer.Ordinal);
        return new(new(Deidentifier.RuleVersion, [.. found.Select(kind => new GateCount(kind.Key, GateDecision.Published, kind.Count()))]), []);
    }

    public override string ToString() => nameof(GatePass);
}

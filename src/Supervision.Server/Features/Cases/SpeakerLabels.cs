using System.Collections.Immutable;
using Supervision.Server.Features.Anonymisation;

namespace Supervision.Server.Features.Cases;

/// <summary>Who speaks in a transcript: a role, not a name.</summary>
internal static class SpeakerLabels
{
    private const int MaxLength = 60;

    /// <summary>What is wrong with a label, in a sentence; null if nothing.</summary>
    public static string? FaultIn(string label) =>
        label.Trim().Length is 0 or > MaxLength || CleanText.FaultIn(label) is not null ? $"A speaker's label holds 1 to {MaxLength} characters."
        : Gate.Identifies(label) ? "A speaker's label may identify someone. Call the speakers by what they are, such as client and therapist."
        : null;

    /// <summary>The blocks with "Speaker A", "Speaker B" … for labels that may be names.</summary>
    public static ImmutableArray<Block> Without(ImmutableArray<Block> blocks)
    {
        var instead = blocks.Where(block => block.Speaker is not null).Select(block => block.Speaker!).Distinct(StringComparer.Ordinal)
            .Where(label => FaultIn(label) is not null).Index().ToDictionary(each => each.Item, each => $"Speaker {NameOf(each.Index)}", StringComparer.Ordinal);
        return instead.Count == 0 ? blocks : [.. blocks.Select(block => block.Speaker is { } label && instead.TryGetValue(label, out var other) ? block with { Speaker = other } : block)];
    }

    private static string NameOf(int index) => index < 26 ? $"{(char)('A' + index)}" : $"{index + 1}";
}

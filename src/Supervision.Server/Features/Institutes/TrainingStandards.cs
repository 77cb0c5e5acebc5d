using System.Collections.Frozen;
using System.Text.Json;

namespace Supervision.Server.Features.Institutes;

/// <summary>A body's rules for training or membership, which an institute may adopt.</summary>
/// <param name="Version">Which one was read; bodies change their rules.</param>
/// <param name="IsConfirmed">Whether a source was found for all of it. An institute confirms a standard before it relies on it in any case.</param>
/// <param name="Source">Where it stands.</param>
internal sealed record TrainingStandard(string Id, string Name, string Body, string Jurisdiction, string Version, bool IsConfirmed, string Source);

/// <param name="Version">Of the list.</param>
internal sealed record TrainingStandardList(string Version, IReadOnlyList<TrainingStandard> Standards);

/// <summary>The standards that the server ships by name. An id once given is never another's.</summary>
internal static class TrainingStandards
{
    public static TrainingStandardList All { get; } = Read();

    private static readonly FrozenSet<string> Ids = All.Standards.Select(standard => standard.Id).ToFrozenSet(StringComparer.Ordinal);

    public static bool Know(string id) => Ids.Contains(id);

    private static TrainingStandardList Read()
    {
        using var stream = typeof(TrainingStandards).Assembly.GetManifestResourceStream("training-standards.json")!;
        return JsonSerializer.Deserialize(stream, InstituteJson.Default.TrainingStandardList)!;
    }
}

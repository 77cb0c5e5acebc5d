using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.EventStore.Projecting;

namespace Supervision.Server.Features.Institutes;

/// <summary>An institute's settings as they are now. Written together with the events.</summary>
internal sealed record InstituteSettings(
    InstituteId Id, string Name, string TimeZone, WordForClient WordForClient, Retention Retention, IReadOnlyList<string> Standards)
{
    public const string Kind = "institute";

    public static InstituteSettings? Of(InstituteState state) => state.Id is { } id
        ? new(id, state.Name, state.TimeZone, state.WordForClient, state.Retention, [.. state.Standards])
        : null;
}

internal sealed class InstituteQueries(Documents documents)
{
    public async Task<InstituteSettings?> FindAsync(string tenant, CancellationToken cancellationToken) =>
        (await documents.FindAsync(tenant, InstituteSettings.Kind, Guid.Parse(tenant), InstituteJson.Default.InstituteSettings, cancellationToken))?.Data;

    /// <summary>For how many days a request for an erasure waits for a decision.</summary>
    public async Task<int> ErasureDaysAsync(string tenant, CancellationToken cancellationToken) =>
        (await FindAsync(tenant, cancellationToken))?.Retention.ErasureDays ?? Retention.UsualErasureDays;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InstituteEvent.Founded))]
[JsonSerializable(typeof(InstituteEvent.Renamed))]
[JsonSerializable(typeof(InstituteEvent.SettingsChanged))]
[JsonSerializable(typeof(InstituteEvent.StandardAdopted))]
[JsonSerializable(typeof(InstituteEvent.StandardDropped))]
[JsonSerializable(typeof(InstituteEvent.ProviderSet))]
[JsonSerializable(typeof(InstituteEvent.ProviderRemoved))]
[JsonSerializable(typeof(InstituteSettings))]
[JsonSerializable(typeof(TrainingStandardList))]
internal sealed partial class InstituteJson : JsonSerializerContext;

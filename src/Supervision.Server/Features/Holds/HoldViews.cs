using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.EventStore.Projecting;
using Supervision.Server.Features.Cases;

namespace Supervision.Server.Features.Holds;

/// <summary>A legal hold, standing or lifted.</summary>
/// <param name="Of">The id of the case or the person.</param>
internal sealed record Hold(HoldId Id, HoldOn On, Guid Of, string Reason, PersonId By, DateTimeOffset At)
{
    public PersonId? LiftedBy { get; init; }

    public DateTimeOffset? LiftedAt { get; init; }

    public string? LiftedBecause { get; init; }

    [JsonIgnore]
    public bool IsStanding => LiftedAt is null;

    public override string ToString() => $"{nameof(Hold)} {Id}";
}

/// <summary>All holds of an institute, also those lifted. Written together with the events.</summary>
internal sealed record HoldBoard(IReadOnlyList<Hold> Holds)
{
    public const string Kind = "holds";

    public static readonly HoldBoard Empty = new([]);

    [JsonIgnore]
    public IEnumerable<Guid> HeldCases => Holds.Where(hold => hold is { IsStanding: true, On: HoldOn.Case }).Select(hold => hold.Of);

    [JsonIgnore]
    public IEnumerable<PersonId> HeldPeople => Holds.Where(hold => hold is { IsStanding: true, On: HoldOn.Person }).Select(hold => new PersonId(hold.Of));

    /// <summary>The hold that keeps a case, because of itself or of somebody whose things are in it.</summary>
    public Hold? Covering(CaseId @case, IEnumerable<PersonId> people) => Covering(Holds, @case, people);

    public static Hold? Covering(IEnumerable<Hold> holds, CaseId @case, IEnumerable<PersonId> people) => holds.FirstOrDefault(hold =>
        hold.IsStanding && (hold.On is HoldOn.Case ? hold.Of == @case.Value : people.Any(person => person.Value == hold.Of)));
}

internal sealed class HoldQueries(Documents documents)
{
    public async Task<HoldBoard> OfAsync(string tenant, CancellationToken cancellationToken) =>
        (await documents.FindAsync(tenant, HoldBoard.Kind, HoldStream.Of(tenant).Id, HoldJson.Default.HoldBoard, cancellationToken))?.Data ?? HoldBoard.Empty;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HoldEvent.Set))]
[JsonSerializable(typeof(HoldEvent.Lifted))]
[JsonSerializable(typeof(HoldEvent.Cleared))]
[JsonSerializable(typeof(HoldBoard))]
internal sealed partial class HoldJson : JsonSerializerContext;

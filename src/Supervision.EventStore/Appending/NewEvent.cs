using Supervision.EventStore.Events;

namespace Supervision.EventStore.Appending;

/// <summary>An event to be stored, already encoded.</summary>
/// <param name="Id">Its id: appending the same one again writes nothing.</param>
/// <param name="Type">Its stored type name.</param>
/// <param name="Json">Its data, UTF-8 JSON.</param>
public readonly record struct NewEvent(Guid Id, string Type, byte[] Json)
{
    /// <summary>Encodes an event under the given id.</summary>
    public static NewEvent From(EventTypes types, Guid id, object data) => new(id, types.NameOf(data.GetType()), types.Encode(data));
}

/// <summary>A document to be stored in the same transaction as an append; the newer one replaces the older.</summary>
/// <param name="Kind">What it is, for example <c>case_summary</c>.</param>
/// <param name="Id">Its id within its kind and tenant.</param>
/// <param name="Json">Its content, UTF-8 JSON.</param>
public readonly record struct NewDocument(string Kind, Guid Id, byte[] Json);

/// <summary>Events for one stream that are stored together or not at all.</summary>
/// <param name="Stream">Where to.</param>
/// <param name="Type">The alias of the stream's kind, kept when the stream starts.</param>
/// <param name="Expected">What the stream must be at.</param>
/// <param name="Events">At least one event. The first one's id stands for the whole append when it is repeated.</param>
/// <param name="Documents">What inline projections make of it; written only if the events are.</param>
public sealed record Append(
    StreamKey Stream,
    string? Type,
    ExpectedVersion Expected,
    IReadOnlyList<NewEvent> Events,
    IReadOnlyList<NewDocument> Documents);

using Supervision.EventStore.Appending;

namespace Supervision.EventStore.Events;

/// <summary>An event as the store holds it. Its data is decoded on first use.</summary>
/// <param name="types">What knows how to decode it.</param>
/// <param name="json">The data as stored, UTF-8.</param>
public sealed class StoredEvent(EventTypes types, byte[] json)
{
    private object? _data;

    /// <summary>The stream it belongs to.</summary>
    public required StreamKey Stream { get; init; }

    /// <summary>Its position in its stream, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>Its own id, unique in its tenant.</summary>
    public required Guid Id { get; init; }

    /// <summary>The stored type name, snake_case.</summary>
    public required string Type { get; init; }

    /// <summary>When its transaction began, by the database's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its number in the whole store. Unique, but not the order of commit: see <see cref="Reading.LogPosition"/>.</summary>
    public required long Sequence { get; init; }

    /// <summary>The transaction it is filed under: the one that wrote it, or a younger one that wrote to its stream before it.</summary>
    public required ulong Transaction { get; init; }

    /// <summary>The data as stored, UTF-8 JSON, before upcasting.</summary>
    public ReadOnlyMemory<byte> Json => json;

    /// <summary>The decoded event, upcast to its present shape.</summary>
    /// <exception cref="UnknownEventTypeException">No type is registered under the stored name.</exception>
    public object Data => _data ??= types.Decode(Type, json);
}

using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Supervision.EventStore.Events;

/// <summary>
/// The stored names of events and how each is written and read. A stored name is for ever: a CLR type may be renamed,
/// the name may not; a changed shape keeps its name and gains an upcaster, a changed meaning is a new event.
/// </summary>
public sealed class EventTypes
{
    private readonly FrozenDictionary<string, Entry> _byName;
    private readonly FrozenDictionary<Type, Entry> _byType;

    private EventTypes(IReadOnlyCollection<Entry> entries)
    {
        _byName = entries.ToFrozenDictionary(e => e.Name, StringComparer.Ordinal);
        _byType = entries.ToFrozenDictionary(e => e.Type.Type);
    }

    /// <summary>All registered names with the CLR type each decodes to.</summary>
    public IEnumerable<(string Name, Type Type)> All => _byName.Values.Select(e => (e.Name, e.Type.Type));

    /// <summary>The stored name of an event's type.</summary>
    /// <exception cref="UnknownEventTypeException">The type is not registered.</exception>
    public string NameOf(Type type) => EntryOf(type).Name;

    /// <summary>Writes an event as UTF-8 JSON.</summary>
    /// <exception cref="UnknownEventTypeException">The type is not registered.</exception>
    public byte[] Encode(object data) => JsonSerializer.SerializeToUtf8Bytes(data, EntryOf(data.GetType()).Type);

    /// <summary>Reads an event of the stored name, whatever the age of its shape.</summary>
    /// <exception cref="UnknownEventTypeException">The name is not registered.</exception>
    public object Decode(string name, ReadOnlySpan<byte> json)
    {
        if (!_byName.TryGetValue(name, out var entry))
        {
            throw new UnknownEventTypeException($"No event type is registered as '{name}'.");
        }

        if (entry.Upcasters.Count == 0)
        {
            return JsonSerializer.Deserialize(json, entry.Type)!;
        }

        var node = JsonNode.Parse(json)!.AsObject();
        foreach (var upcast in entry.Upcasters)
        {
            upcast(node);
        }

        return node.Deserialize(entry.Type)!;
    }

    /// <summary>The registered name that equals the given one, so that a million events share a few strings.</summary>
    internal string Intern(string name) => _byName.TryGetValue(name, out var entry) ? entry.Name : name;

    private Entry EntryOf(Type type) => _byType.TryGetValue(type, out var entry)
        ? entry
        : throw new UnknownEventTypeException($"The event type {type.Name} has no stored name.");

    private sealed record Entry(string Name, JsonTypeInfo Type, IReadOnlyList<Action<JsonObject>> Upcasters);

    /// <summary>Collects the event types of all features.</summary>
    public sealed class Builder
    {
        private readonly List<Entry> _entries = [];

        /// <summary>
        /// Registers a type under its stored name. Upcasters run in order on the stored JSON before it is decoded;
        /// each must leave a JSON that is already in the newer shape as it is.
        /// </summary>
        public Builder Add<T>(string name, JsonTypeInfo<T> type, params IReadOnlyList<Action<JsonObject>> upcasters)
        {
            _entries.Add(new(name, type, upcasters));
            return this;
        }

        /// <summary>Closes the collection.</summary>
        /// <exception cref="ArgumentException">A name or a type was registered twice.</exception>
        public EventTypes Build() => new(_entries);
    }
}

/// <summary>An event's type or stored name is not registered.</summary>
public sealed class UnknownEventTypeException(string message) : Exception(message);

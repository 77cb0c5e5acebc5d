using System.Collections;
using System.Runtime.CompilerServices;

namespace Supervision.EventStore.Deciding;

/// <summary>
/// What a decider makes of a command: events, written as a collection expression (<c>[]</c> means that what was asked is
/// so already), or a <see cref="Deciding.Refusal"/>.
/// </summary>
[CollectionBuilder(typeof(Decision), nameof(Decision.Create))]
public sealed class Decision<TEvent> : IEnumerable<TEvent>
{
    internal Decision(IReadOnlyList<TEvent> events, Refusal? refusal) => (Events, Refusal) = (events, refusal);

    /// <summary>What happens; empty if nothing, or if refused.</summary>
    public IReadOnlyList<TEvent> Events { get; }

    /// <summary>Why nothing happens; null unless refused.</summary>
    public Refusal? Refusal { get; }

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);

    /// <inheritdoc/>
    public IEnumerator<TEvent> GetEnumerator() => Events.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Builds decisions from collection expressions.</summary>
public static class Decision
{
    /// <summary>A decision that these events happen.</summary>
    public static Decision<TEvent> Create<TEvent>(ReadOnlySpan<TEvent> events) => new(events.ToArray(), refusal: null);
}

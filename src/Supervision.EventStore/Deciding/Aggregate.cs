using System.Text.Json.Serialization.Metadata;

namespace Supervision.EventStore.Deciding;

/// <summary>
/// A kind of stream and how it is decided on: pure functions, no services, no clock. Deciding and evolving must not
/// change the state they are given: a later decision may be made on it while an earlier one is on its way to disk.
/// </summary>
/// <typeparam name="TState">Immutable.</typeparam>
/// <typeparam name="TCommand">Intent plus everything impure already resolved: ids, actor, time.</typeparam>
/// <typeparam name="TEvent">The closed hierarchy of what can happen.</typeparam>
public sealed record Aggregate<TState, TCommand, TEvent>
    where TState : notnull
    where TEvent : notnull
{
    /// <summary>The alias stored with each stream of this kind, snake_case.</summary>
    public required string Type { get; init; }

    /// <summary>The state of a stream without events.</summary>
    public required TState Initial { get; init; }

    /// <summary>What happens when this is asked for in this state.</summary>
    public required Func<TState, TCommand, Decision<TEvent>> Decide { get; init; }

    /// <summary>The state after the event. Never refuses: what happened, happened.</summary>
    public required Func<TState, TEvent, TState> Evolve { get; init; }

    /// <summary>The state kept beside the stream in the append's own transaction, so that a load need not fold from the start; null for none.</summary>
    public Snapshot<TState>? Snapshot { get; init; }

    /// <summary>What else the state is kept as, in the append's own transaction.</summary>
    public IReadOnlyList<InlineProjection<TState>> Projections { get; init; } = [];
}

/// <summary>The state itself, kept as a document whose id is the stream's.</summary>
/// <param name="Kind">The document's kind; a changed shape takes a new kind, and the state is folded anew.</param>
/// <param name="Json">How the state is written and read.</param>
public sealed record Snapshot<TState>(string Kind, JsonTypeInfo<TState> Json);

/// <summary>A document made of the stream's state in the append's own transaction; its id is the stream's.</summary>
/// <param name="Kind">The document's kind.</param>
/// <param name="Write">The document as UTF-8 JSON; null when there is none yet.</param>
public sealed record InlineProjection<TState>(string Kind, Func<TState, byte[]?> Write);

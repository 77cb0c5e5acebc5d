using System.Text.Json.Serialization;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Events;

namespace Supervision.Benchmarks.Store;

/// <summary>The kind of stream that is measured: small events of some 250 bytes, a small state.</summary>
internal sealed record Counted(int By, string Note);

internal sealed record Counter(long Sum, int Events, string Last)
{
    public static Counter Initial { get; } = new(0, 0, "");

    public static string Note { get; } = string.Concat(Enumerable.Repeat("A sentence about a case. ", 8));

    public static EventTypes Types { get; } = new EventTypes.Builder().Add("counted", CounterJson.Default.Counted).Build();

    public static Aggregate<Counter, int, Counted> Aggregate { get; } = new()
    {
        Type = "counter",
        Initial = Initial,
        Decide = static (state, by) => Decide(state, by),
        Evolve = Evolve,
        Snapshot = new("counter", CounterJson.Default.Counter),
    };

    public static Counter Evolve(Counter state, Counted counted) => new(state.Sum + counted.By, state.Events + 1, counted.Note[..10]);

    public static Decision<Counted> Decide(Counter state, int by) =>
        state.Sum + by > long.MaxValue / 2 ? new Refusal("full", "The counter is full.") : [new Counted(by, Note)];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Counted))]
[JsonSerializable(typeof(Counter))]
internal sealed partial class CounterJson : JsonSerializerContext;

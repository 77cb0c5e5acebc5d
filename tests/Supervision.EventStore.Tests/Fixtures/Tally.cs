using System.Text.Json.Serialization;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Events;

namespace Supervision.EventStore.Tests.Fixtures;

/// <summary>The tests' own kind of stream: a sum that must not pass a limit.</summary>
public abstract record TallyEvent
{
    private TallyEvent()
    {
    }

    public sealed record Counted(int By) : TallyEvent;

    public sealed record Noted(string Text) : TallyEvent;

    public sealed record Closed : TallyEvent;
}

public abstract record TallyCommand
{
    private TallyCommand()
    {
    }

    /// <summary>Refused beyond the limit, and once closed; counting nothing changes nothing.</summary>
    public sealed record Count(int By) : TallyCommand;

    /// <summary>As many single counts as the number says, in one command.</summary>
    public sealed record CountOneByOne(int Times) : TallyCommand;

    public sealed record Close : TallyCommand;
}

public sealed record TallyState(int Sum, int Events, bool IsClosed)
{
    public static TallyState Initial { get; } = new(0, 0, IsClosed: false);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TallyEvent.Counted))]
[JsonSerializable(typeof(TallyEvent.Noted))]
[JsonSerializable(typeof(TallyEvent.Closed))]
[JsonSerializable(typeof(TallyState))]
[JsonSerializable(typeof(Fragile))]
internal sealed partial class TallyJson : JsonSerializerContext;

internal static class Tally
{
    public const int Limit = 1_000;

    public static EventTypes Types { get; } = new EventTypes.Builder()
        .Add("counted", TallyJson.Default.Counted)
        .Add("noted", TallyJson.Default.Noted)
        .Add("closed", TallyJson.Default.Closed)
        .Build();

    public static Aggregate<TallyState, TallyCommand, TallyEvent> Aggregate { get; } = new()
    {
        Type = "tally",
        Initial = TallyState.Initial,
        Decide = Decide,
        Evolve = Evolve,
    };

    public static NewEvent Event(TallyEvent @event, Guid? id = null) => NewEvent.From(Types, id ?? Guid.CreateVersion7(), @event);

    public static TallyState Evolve(TallyState state, TallyEvent @event) => @event switch
    {
        TallyEvent.Counted counted => state with { Sum = state.Sum + counted.By, Events = state.Events + 1 },
        TallyEvent.Noted => state with { Events = state.Events + 1 },
        TallyEvent.Closed => state with { IsClosed = true, Events = state.Events + 1 },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Decision<TallyEvent> Decide(TallyState state, TallyCommand command) => command switch
    {
        TallyCommand.Count or TallyCommand.CountOneByOne when state.IsClosed => new Refusal("closed", "The tally is closed."),
        TallyCommand.Count { By: 0 } => [],
        TallyCommand.Count count when state.Sum + count.By > Limit => new Refusal("limit", "The tally is full."),
        TallyCommand.Count count => [new TallyEvent.Counted(count.By)],
        TallyCommand.CountOneByOne several => [.. Enumerable.Repeat(new TallyEvent.Counted(1), several.Times)],
        TallyCommand.Close when state.IsClosed => [],
        TallyCommand.Close => [new TallyEvent.Closed()],
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

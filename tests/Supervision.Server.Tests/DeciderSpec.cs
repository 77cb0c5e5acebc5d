using Supervision.EventStore.Deciding;

namespace Supervision.Server.Tests;

/// <summary>Given what happened, when this is asked for, then that happens.</summary>
internal sealed class DeciderSpec<TState, TCommand, TEvent>(
    TState state, Func<TState, TCommand, Decision<TEvent>> decide, Func<TState, TEvent, TState> evolve)
    where TEvent : notnull
{
    private Decision<TEvent>? _decision;

    public DeciderSpec<TState, TCommand, TEvent> Given(params TEvent[] events) => new(events.Aggregate(state, evolve), decide, evolve);

    public DeciderSpec<TState, TCommand, TEvent> When(TCommand command) => new(state, decide, evolve) { _decision = decide(state, command) };

    public void Then(params TEvent[] events)
    {
        Assert.Null(_decision!.Refusal);
        Assert.Equal(events, _decision.Events);
    }

    public void ThenNothing() => Then();

    public void ThenRefused(string code)
    {
        Assert.Equal(code, _decision!.Refusal?.Code);
        Assert.False(string.IsNullOrWhiteSpace(_decision.Refusal!.Detail));
        Assert.Empty(_decision.Events);
    }
}

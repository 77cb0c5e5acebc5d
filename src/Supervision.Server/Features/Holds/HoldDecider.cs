using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.EventStore.Deciding;

namespace Supervision.Server.Features.Holds;

/// <param name="Cleared">Cases that are erased, or are being.</param>
internal sealed record HoldsState(ImmutableList<Hold> Holds, ImmutableHashSet<Guid> Cleared)
{
    public static readonly HoldsState Initial = new([], []);
}

internal static class HoldDecider
{
    private static readonly Refusal Unknown = new("unknown-hold", "There is no such hold.");
    private static readonly Refusal IdTaken = new("id-taken", "There is a hold with this id already.");
    private static readonly Refusal Held = new("held", "It is under a legal hold, and stays until that is lifted.");
    private static readonly Refusal HeldAlready = new("held-already", "It is under a hold already. Lift that one first, or leave it.");
    private static readonly Refusal TooLate = new("case-erased", "This case has been erased, or is being erased at this moment.");

    public static Decision<HoldEvent> Decide(HoldsState state, HoldCommand command) => command switch
    {
        HoldCommand.Set set => Set(state, set),
        HoldCommand.Lift lift => Lift(state, lift),
        HoldCommand.Clear clear when state.Cleared.Contains(clear.Case.Value) => [],
        HoldCommand.Clear clear when HoldBoard.Covering(state.Holds, clear.Case, clear.People) is not null => Held,
        HoldCommand.Clear clear => [new HoldEvent.Cleared(clear.Case, clear.At)],
        _ => throw new UnreachableException(),
    };

    public static HoldsState Evolve(HoldsState state, HoldEvent @event) => @event switch
    {
        HoldEvent.Set e => state with { Holds = state.Holds.Add(new(e.Hold, e.On, e.Of, e.Reason, e.By, e.At)) },
        HoldEvent.Lifted e => state with { Holds = state.Holds.ConvertAll(hold => hold.Id == e.Hold ? hold with { LiftedBy = e.By, LiftedAt = e.At, LiftedBecause = e.Reason } : hold) },
        HoldEvent.Cleared e => state with { Cleared = state.Cleared.Add(e.Case.Value) },
        _ => throw new UnreachableException(),
    };

    private static Decision<HoldEvent> Set(HoldsState state, HoldCommand.Set set)
    {
        if (Reason.FaultInRequired(set.Reason) is { } fault)
        {
            return fault;
        }
        return state.Holds.Exists(hold => hold.Id == set.Hold) ? IdTaken
            : state.Holds.Exists(hold => hold.IsStanding && hold.On == set.On && hold.Of == set.Of) ? HeldAlready
            : set.On is HoldOn.Case && state.Cleared.Contains(set.Of) ? TooLate
            : [new HoldEvent.Set(set.Hold, set.On, set.Of, set.Reason, set.By, set.At)];
    }

    private static Decision<HoldEvent> Lift(HoldsState state, HoldCommand.Lift lift) => state.Holds.Find(hold => hold.Id == lift.Hold) switch
    {
        null => Unknown,
        { IsStanding: false } => [],
        _ => Reason.FaultInRequired(lift.Reason) is { } fault ? fault : [new HoldEvent.Lifted(lift.Hold, lift.Reason, lift.By, lift.At)],
    };
}

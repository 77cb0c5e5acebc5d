using System.Diagnostics;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Erasures;

namespace Supervision.Server.Features.Contributions;

/// <param name="Erasure">The last that was asked for; null for none.</param>
internal sealed record ContributionState(ContributionErasure? Erasure)
{
    public static readonly ContributionState Initial = new(Erasure: null);
}

internal static class ContributionDecider
{
    private static readonly Refusal TooLate = new("contributions-erased", "It is decided, and what was written is erased or about to be.");

    public static Decision<ContributionEvent> Decide(ContributionState state, ContributionCommand command) => command switch
    {
        ContributionCommand.Request e => ErasureSteps.Request<ContributionEvent>(state.Erasure, new ContributionEvent.ErasureRequested(e.Person, e.At, e.DueAt)),
        ContributionCommand.Withdraw e => ErasureSteps.Withdraw<ContributionEvent>(state.Erasure, e.By, TooLate, new ContributionEvent.ErasureWithdrawn(e.By, e.At)),
        ContributionCommand.Decline e => ErasureSteps.Decline<ContributionEvent>(state.Erasure, TooLate, new ContributionEvent.ErasureDeclined(e.By, e.At)),
        ContributionCommand.Approve e => ErasureSteps.Approve<ContributionEvent>(state.Erasure, e.By, e.At, new ContributionEvent.ErasureApproved(e.By, e.Scope, e.At)),
        ContributionCommand.Complete e => ErasureSteps.Complete<ContributionEvent>(state.Erasure, new ContributionEvent.Erased(e.At)),
        _ => throw new UnreachableException(),
    };

    public static ContributionState Evolve(ContributionState state, ContributionEvent @event) => new(@event switch
    {
        ContributionEvent.ErasureRequested e => new ContributionErasure(e.Person, ErasureState.Requested, e.Person, e.At, e.DueAt),
        ContributionEvent.ErasureWithdrawn e => state.Erasure! with { State = ErasureState.Withdrawn, DecidedBy = e.By, DecidedAt = e.At },
        ContributionEvent.ErasureDeclined e => state.Erasure! with { State = ErasureState.Declined, DecidedBy = e.By, DecidedAt = e.At },
        ContributionEvent.ErasureApproved e => state.Erasure! with { State = ErasureState.Approved, DecidedBy = e.By, DecidedAt = e.At, Scope = e.Scope },
        ContributionEvent.Erased e => state.Erasure! with { State = ErasureState.Erased, ErasedAt = e.At },
        _ => throw new UnreachableException(),
    });
}

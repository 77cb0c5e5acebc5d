using System.Diagnostics;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Erasures;

namespace Supervision.Server.Features.Cases;

/// <summary>The part of the case's decider about its erasure.</summary>
internal static class ErasureRules
{
    private static readonly Refusal AlreadyErased = new("case-erased", "This case has been erased.");

    public static Decision<CaseEvent> Decide(CaseErasure? erasure, CaseCommand command) => command switch
    {
        CaseCommand.RequestErasure when erasure is { State: ErasureState.Erased } => AlreadyErased,
        CaseCommand.RequestErasure e => ErasureSteps.Request<CaseEvent>(erasure, new CaseEvent.ErasureRequested(e.By, e.Why, e.At, e.DueAt)),
        CaseCommand.ApproveErasure e => ErasureSteps.Approve<CaseEvent>(erasure, e.By, e.At, new CaseEvent.ErasureApproved(e.By, e.At)),
        CaseCommand.DeclineErasure e => ErasureSteps.Decline<CaseEvent>(erasure, AlreadyErased, new CaseEvent.ErasureDeclined(e.By, e.At)),
        CaseCommand.WithdrawErasure e => ErasureSteps.Withdraw<CaseEvent>(erasure, e.By, AlreadyErased, new CaseEvent.ErasureWithdrawn(e.By, e.At)),
        CaseCommand.EndRetention when erasure is { State: ErasureState.Approved or ErasureState.Erased } => [],
        CaseCommand.EndRetention e => [new CaseEvent.RetentionEnded(e.Since, e.Months, e.At)],
        CaseCommand.CompleteErasure e => ErasureSteps.Complete<CaseEvent>(erasure, new CaseEvent.Erased(e.KeyDestroyedAt, e.Scope, e.At)),
        _ => throw new UnreachableException(),
    };

    public static CaseErasure Evolve(CaseErasure? erasure, CaseEvent @event) => @event switch
    {
        CaseEvent.ErasureRequested e => new(ErasureState.Requested, e.By, e.Why, e.At, e.DueAt),
        CaseEvent.RetentionEnded e => new(ErasureState.Approved, RequestedBy: null, ErasureReason.Retention, e.At, e.At) { DecidedAt = e.At },
        CaseEvent.ErasureApproved e => erasure! with { State = ErasureState.Approved, DecidedBy = e.By, DecidedAt = e.At },
        CaseEvent.ErasureDeclined e => erasure! with { State = ErasureState.Declined, DecidedBy = e.By, DecidedAt = e.At },
        CaseEvent.ErasureWithdrawn e => erasure! with { State = ErasureState.Withdrawn, DecidedBy = e.By, DecidedAt = e.At },
        CaseEvent.Erased e => erasure! with { State = ErasureState.Erased, KeyDestroyedAt = e.KeyDestroyedAt, ErasedAt = e.At, Scope = e.Scope },
        _ => throw new UnreachableException(),
    };
}

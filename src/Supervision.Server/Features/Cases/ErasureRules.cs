using System.Diagnostics;
using Supervision.EventStore.Deciding;

namespace Supervision.Server.Features.Cases;

/// <summary>The part of the case's decider about its erasure: asked for by one, decided by another or by time, then carried out.</summary>
internal static class ErasureRules
{
    private static readonly Refusal AlreadyErased = new("case-erased", "This case has been erased.");
    private static readonly Refusal AlreadyAsked = new("erasure-asked", "Its erasure has been asked for already.");
    private static readonly Refusal NotAsked = new("erasure-not-asked", "Nobody is asking for its erasure now. Load the page again.");
    private static readonly Refusal SecondPerson = new("second-person-needed", "Another person than the one who asked has to decide. Without a decision it is carried out when the waiting time is over.");
    private static readonly Refusal NotYours = new("not-yours", "Only the person who asked can withdraw it.");

    public static Decision<CaseEvent> Decide(CaseErasure? erasure, CaseCommand command) => command switch
    {
        CaseCommand.RequestErasure request => erasure switch
        {
            { State: ErasureState.Erased } => AlreadyErased,
            { IsOpen: true } => AlreadyAsked,
            _ => [new CaseEvent.ErasureRequested(request.By, request.Why, request.At, request.DueAt)],
        },
        CaseCommand.ApproveErasure approve => erasure switch
        {
            { State: ErasureState.Approved or ErasureState.Erased } => [],
            { State: ErasureState.Requested } when approve.By is null && approve.At < erasure.DueAt => SecondPerson,
            { State: ErasureState.Requested } when approve.By == erasure.RequestedBy => SecondPerson,
            { State: ErasureState.Requested } => [new CaseEvent.ErasureApproved(approve.By, approve.At)],
            _ => NotAsked,
        },
        CaseCommand.DeclineErasure decline => erasure switch
        {
            { State: ErasureState.Declined } => [],
            { State: ErasureState.Requested } => [new CaseEvent.ErasureDeclined(decline.By, decline.At)],
            { State: ErasureState.Approved or ErasureState.Erased } => AlreadyErased,
            _ => NotAsked,
        },
        CaseCommand.WithdrawErasure withdraw => erasure switch
        {
            { State: ErasureState.Withdrawn } => [],
            { State: ErasureState.Requested } when erasure.RequestedBy != withdraw.By => NotYours,
            { State: ErasureState.Requested } => [new CaseEvent.ErasureWithdrawn(withdraw.By, withdraw.At)],
            { State: ErasureState.Approved or ErasureState.Erased } => AlreadyErased,
            _ => NotAsked,
        },
        CaseCommand.EndRetention end => erasure switch
        {
            { State: ErasureState.Approved or ErasureState.Erased } => [],
            _ => [new CaseEvent.RetentionEnded(end.Since, end.Months, end.At)],
        },
        CaseCommand.CompleteErasure complete => erasure switch
        {
            { State: ErasureState.Erased } => [],
            { State: ErasureState.Approved } => [new CaseEvent.Erased(complete.KeyDestroyedAt, complete.Scope, complete.At)],
            _ => NotAsked,
        },
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

using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Invitations;

/// <param name="Id">Null until it is made.</param>
/// <param name="AcceptedBy">Null until someone has.</param>
internal sealed record InvitationState(
    InvitationId? Id, ImmutableSortedSet<InstituteRole> Roles, GroupId? Group, PersonId? By, DateTimeOffset MadeAt, DateTimeOffset Until,
    bool IsWithdrawn, PersonId? AcceptedBy)
{
    public static readonly InvitationState Initial = new(
        Id: null, ImmutableSortedSet<InstituteRole>.Empty, Group: null, By: null, default, default, IsWithdrawn: false, AcceptedBy: null);
}

internal static class InvitationDecider
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private static readonly Refusal Unknown = new("unknown-invitation", "There is no such invitation.");
    private static readonly Refusal Used = new("invitation-used", "This invitation has been accepted already.");
    private static readonly Refusal Withdrawn = new("invitation-withdrawn", "This invitation was withdrawn.");
    private static readonly Refusal Expired = new("invitation-expired", "This invitation has expired. Ask for another.");

    public static Decision<InvitationEvent> Decide(InvitationState state, InvitationCommand command) => command switch
    {
        InvitationCommand.Make make => Make(state, make),
        _ when state.Id is null => Unknown,
        InvitationCommand.SendAgain again => SendAgain(state, again),
        InvitationCommand.Withdraw withdraw => Withdraw(state, withdraw),
        InvitationCommand.Accept accept => Accept(state, accept),
        _ => throw new UnreachableException(),
    };

    public static InvitationState Evolve(InvitationState state, InvitationEvent @event) => @event switch
    {
        InvitationEvent.Made made => state with { Id = made.Invitation, Group = made.Group, By = made.By, MadeAt = made.At, Until = made.Until },
        InvitationEvent.RoleOffered offered => state with { Roles = state.Roles.Add(offered.Role) },
        InvitationEvent.SentAgain again => state with { Until = again.Until },
        InvitationEvent.Withdrawn => state with { IsWithdrawn = true },
        InvitationEvent.Accepted accepted => state with { AcceptedBy = accepted.Person },
        _ => throw new UnreachableException(),
    };

    private static Decision<InvitationEvent> Make(InvitationState state, InvitationCommand.Make make) => state.Id is not null
        ? new Refusal("id-taken", "There is an invitation with this id already.")
        :
        [
            new InvitationEvent.Made(make.Invitation, make.Group, make.At + Lifetime, make.By, make.At),
            .. make.Roles.Distinct().Order().Select(role => new InvitationEvent.RoleOffered(role, make.By, make.At)),
        ];

    private static Decision<InvitationEvent> SendAgain(InvitationState state, InvitationCommand.SendAgain again) =>
        state.AcceptedBy is not null ? Used
        : state.IsWithdrawn ? Withdrawn
        : [new InvitationEvent.SentAgain(again.At + Lifetime, again.By, again.At)];

    private static Decision<InvitationEvent> Withdraw(InvitationState state, InvitationCommand.Withdraw withdraw) =>
        state.AcceptedBy is not null ? Used
        : state.IsWithdrawn ? []
        : Reason.FaultIn(withdraw.Reason) is { } fault ? fault
        : [new InvitationEvent.Withdrawn(withdraw.By, withdraw.At, withdraw.Reason)];

    // By the same person again: the answer to the first time may have been lost.
    private static Decision<InvitationEvent> Accept(InvitationState state, InvitationCommand.Accept accept) =>
        state.AcceptedBy == accept.Person ? []
        : state.AcceptedBy is not null ? Used
        : state.IsWithdrawn ? Withdrawn
        : accept.At > state.Until ? Expired
        : [new InvitationEvent.Accepted(accept.Person, accept.At)];
}

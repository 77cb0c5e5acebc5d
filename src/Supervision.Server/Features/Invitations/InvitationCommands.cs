using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Invitations;

internal abstract record InvitationCommand(DateTimeOffset At)
{
    internal sealed record Make(InvitationId Invitation, IReadOnlyList<InstituteRole> Roles, GroupId? Group, PersonId? By, DateTimeOffset At)
        : InvitationCommand(At);

    internal sealed record SendAgain(PersonId? By, DateTimeOffset At) : InvitationCommand(At);

    internal sealed record Withdraw(PersonId? By, DateTimeOffset At, string? Reason) : InvitationCommand(At)
    {
        public override string ToString() => nameof(Withdraw);
    }

    internal sealed record Accept(PersonId Person, DateTimeOffset At) : InvitationCommand(At);
}

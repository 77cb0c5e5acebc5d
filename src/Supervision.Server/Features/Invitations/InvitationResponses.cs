using Supervision.Server.Identity;

namespace Supervision.Server.Features.Invitations;

/// <param name="GroupId">The group to join with it: as its supervisor for whoever is to be a supervisor, else as a member.</param>
internal sealed record InviteRequest(
    Guid CommandId, Guid InvitationId, string Email, string Name, IReadOnlyList<InstituteRole> Roles, Guid? GroupId = null)
{
    public override string ToString() => nameof(InviteRequest);
}

internal sealed record SendAgainRequest(Guid CommandId);

internal sealed record WithdrawInvitationRequest(Guid CommandId, string? Reason = null)
{
    public override string ToString() => nameof(WithdrawInvitationRequest);
}

/// <param name="Token">What stands behind the # of the address in the letter.</param>
internal sealed record TokenRequest(string Token)
{
    public override string ToString() => nameof(TokenRequest);
}

internal sealed record AcceptRequest(string Token, string Name, string Initials, string Password)
{
    public override string ToString() => nameof(AcceptRequest);
}

internal sealed record InvitationList(IReadOnlyList<InvitationEntry> Invitations);

/// <param name="Until">When it expires.</param>
internal sealed record InvitationEntry(
    Guid Id, string Name, string Email, IReadOnlyList<InstituteRole> Roles, DateTimeOffset MadeAt, DateTimeOffset Until, bool IsExpired, string? Group = null)
{
    public override string ToString() => $"{nameof(InvitationEntry)} {Id}";
}

/// <param name="HasAccount">Whether the address has an account, to be signed in with. Told to whoever has the token, which only went to that address.</param>
internal sealed record InvitationToAccept(
    string Institute, string Name, string Initials, string Email, IReadOnlyList<InstituteRole> Roles, bool IsExpired, bool HasAccount)
{
    public override string ToString() => nameof(InvitationToAccept);
}

/// <param name="Institute">Its id, to go there.</param>
internal sealed record JoinedInstitute(Guid Institute);

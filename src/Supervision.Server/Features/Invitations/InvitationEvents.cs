using System.Text.Json.Serialization;
using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Invitations;

[JsonConverter(typeof(IdentifierJson<InvitationId>))]
internal readonly record struct InvitationId(Guid Value) : IIdentifier<InvitationId>
{
    public static InvitationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>
/// What happens to an invitation to the institute; the stored contract. To whom it went, and what proves that it reached
/// them, stands beside the accounts.
/// </summary>
internal abstract record InvitationEvent(DateTimeOffset At)
{
    /// <param name="Group">The group to join with it; null for none.</param>
    /// <param name="Until">Not to be accepted afterwards.</param>
    /// <param name="By">Null for the operator of the installation.</param>
    internal sealed record Made(InvitationId Invitation, GroupId? Group, DateTimeOffset Until, PersonId? By, DateTimeOffset At) : InvitationEvent(At);

    internal sealed record RoleOffered(InstituteRole Role, PersonId? By, DateTimeOffset At) : InvitationEvent(At);

    /// <summary>With another token: the one before is worth nothing from then on.</summary>
    internal sealed record SentAgain(DateTimeOffset Until, PersonId? By, DateTimeOffset At) : InvitationEvent(At);

    internal sealed record Withdrawn(PersonId? By, DateTimeOffset At, string? Reason) : InvitationEvent(At)
    {
        public override string ToString() => nameof(Withdrawn);
    }

    internal sealed record Accepted(PersonId Person, DateTimeOffset At) : InvitationEvent(At);
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.People;
using Supervision.Server.Identity;
using Supervision.Server.Mailing;

namespace Supervision.Server.Features.Invitations;

/// <param name="Group">The group to join with it; null for none.</param>
internal sealed record NewInvitation(InvitationId Id, string Email, string Name, IReadOnlyList<InstituteRole> Roles, GroupId? Group)
{
    public override string ToString() => $"{nameof(NewInvitation)} {Id}";
}

/// <summary>Makes invitations, and sends their letters: over HTTP, from a file, from the command line.</summary>
internal sealed class Inviting(
    Decider<InvitationState, InvitationCommand, InvitationEvent> invitations, InvitedPeople invited, PersonNames names, PeopleQueries people,
    InstituteRegister institutes, IMailer mailer, TimeProvider time)
{
    public static readonly Refusal HereAlready = new("here-already", "This person is at the institute already.");
    private static readonly Refusal InvitedAlready = new("invited-already", "This address has been invited already. Send that invitation again, or withdraw it.");

    /// <param name="address">Where people find the server.</param>
    /// <param name="by">Null for the operator of the installation.</param>
    public async Task<Outcome> InviteAsync(
        string tenant, Guid commandId, NewInvitation invitation, PersonId? by, string address, CancellationToken cancellationToken)
    {
        if (await FaultInAsync(tenant, invitation.Email, cancellationToken) is { } fault && await OfIdAsync(tenant, invitation, cancellationToken) is null)
        {
            return new Outcome.Refused(fault);
        }
        var (token, person) = (NewToken(), new InvitedPerson(invitation.Id.Value, Guid.Parse(tenant), invitation.Email, invitation.Name));
        var isNew = await invited.AddAsync(person, HashOf(token), cancellationToken);
        var command = new InvitationCommand.Make(invitation.Id, invitation.Roles, invitation.Group, by, time.GetUtcNow());
        var outcome = await invitations.ExecuteAsync(new(tenant, invitation.Id.Value), commandId, command, cancellationToken);
        if (outcome is Outcome.Accepted && isNew)
        {
            await SendAsync(person, token, address, cancellationToken);
        }
        else if (outcome is not Outcome.Accepted && isNew)
        {
            await invited.RemoveAsync(person.Invitation, cancellationToken);
        }
        return outcome;
    }

    /// <returns>Null if there is no such invitation.</returns>
    public async Task<Outcome?> SendAgainAsync(
        string tenant, Guid commandId, InvitationId invitation, PersonId? by, string address, CancellationToken cancellationToken)
    {
        if (await invited.FindAsync(Guid.Parse(tenant), invitation.Value, cancellationToken) is not { } person)
        {
            return null;
        }
        var outcome = await invitations.ExecuteAsync(
            new(tenant, invitation.Value), commandId, new InvitationCommand.SendAgain(by, time.GetUtcNow()), cancellationToken);
        if (outcome is Outcome.Accepted { Repeated: false })
        {
            var token = NewToken();
            await invited.ReplaceTokenAsync(invitation.Value, HashOf(token), cancellationToken);
            await SendAsync(person, token, address, cancellationToken);
        }
        return outcome;
    }

    public async Task<Outcome> WithdrawAsync(
        string tenant, Guid commandId, InvitationId invitation, PersonId? by, string? reason, CancellationToken cancellationToken)
    {
        var outcome = await invitations.ExecuteAsync(
            new(tenant, invitation.Value), commandId, new InvitationCommand.Withdraw(by, time.GetUtcNow(), reason), cancellationToken);
        if (outcome is Outcome.Accepted)
        {
            await invited.RemoveAsync(invitation.Value, cancellationToken);
        }
        return outcome;
    }

    /// <summary>Why this address cannot be invited. Tells of this institute only, whatever other accounts there are.</summary>
    public async Task<Refusal?> FaultInAsync(string tenant, string email, CancellationToken cancellationToken)
    {
        if (await names.FindAsync(tenant, email, cancellationToken) is { } person
            && await people.FindAsync(tenant, person, cancellationToken) is { IsPresent: true })
        {
            return HereAlready;
        }
        var all = await invited.AllAsync(Guid.Parse(tenant), cancellationToken);
        return all.Exists(each => string.Equals(each.Email, email, StringComparison.OrdinalIgnoreCase)) ? InvitedAlready : null;
    }

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private Task<InvitedPerson?> OfIdAsync(string tenant, NewInvitation invitation, CancellationToken cancellationToken) =>
        invited.FindAsync(Guid.Parse(tenant), invitation.Id.Value, cancellationToken);

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    // The token stands behind the #, which no browser sends to any server.
    private async Task SendAsync(InvitedPerson person, string token, string address, CancellationToken cancellationToken)
    {
        var institute = await institutes.NameOfAsync(person.Institute, cancellationToken);
        await mailer.SendAsync(
            new(person.Email, $"Invitation to {institute}",
                $"""
                Dear {person.Name},

                {institute} invites you to Supervision, where its trainees and supervisors think together about
                their work. To accept, open this address within {InvitationDecider.Lifetime.Days} days:

                {address}/invitation#{token}

                The address is yours alone and works once. If you did not expect this letter, do nothing.
                """),
            cancellationToken);
    }
}

using Microsoft.AspNetCore.Identity;
using Supervision.EventStore;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.People;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Invitations;

/// <summary>What becomes of accepting: an account that is in the institute, or why not.</summary>
internal abstract record Acceptance
{
    private Acceptance()
    {
    }

    internal sealed record Joined(PersonId Person, Guid Institute) : Acceptance;

    /// <summary>The token is unknown: never made, used, or withdrawn.</summary>
    internal sealed record NoSuchInvitation : Acceptance;

    internal sealed record Refused(Outcome Outcome) : Acceptance;
}

/// <summary>
/// Accepting an invitation: spends it, makes the account if there is none, and brings the person in. Whatever cuts it short,
/// the same token carries on where it stopped, for the same person.
/// </summary>
internal sealed class Accepting(
    PostgresEventStore store, Decider<InvitationState, InvitationCommand, InvitationEvent> invitations, InvitedPeople invited, PeopleJoining joining,
    Decider<GroupState, GroupCommand, GroupEvent> groups, IPasswordHasher<Account> passwords, TimeProvider time)
{
    private static readonly Refusal SignInFirst = new("sign-in-to-join", "There is an account with this address already. Sign in, and join with it.");
    private static readonly Refusal AnotherAddress = new("another-address", "This invitation went to another address. Sign in with the account of that one.");

    public Task<InvitedPerson?> FindAsync(string token, CancellationToken cancellationToken) => invited.FindAsync(Inviting.HashOf(token), cancellationToken);

    public async Task<bool> HasAccountAsync(InvitedPerson person, CancellationToken cancellationToken) =>
        await AccountStore.FindAsync(store.Database, person.Email, cancellationToken) is { } known && known != PersonOf(person);

    /// <summary>For whoever has no account yet.</summary>
    public async Task<Acceptance> AcceptAsync(string token, string name, string initials, string password, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not { } person)
        {
            return new Acceptance.NoSuchInvitation();
        }
        if (await HasAccountAsync(person, cancellationToken))
        {
            return new Acceptance.Refused(new Outcome.Refused(SignInFirst));
        }
        return await SpendAsync(person, PersonOf(person), async () =>
        {
            var account = new Account { Id = PersonOf(person).Value, InstituteId = person.Institute, Name = name, Initials = initials };
            await AccountStore.InsertAsync(store.Database, account, person.Email, passwords.HashPassword(account, password), cancellationToken);
        }, cancellationToken);
    }

    /// <summary>For whoever is signed in with an account of the invited address.</summary>
    public async Task<Acceptance> JoinAsync(string token, Account account, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not { } person)
        {
            return new Acceptance.NoSuchInvitation();
        }
        return string.Equals(account.Email, person.Email, StringComparison.OrdinalIgnoreCase)
            ? await SpendAsync(person, account.Person, () => Task.CompletedTask, cancellationToken)
            : new Acceptance.Refused(new Outcome.Refused(AnotherAddress));
    }

    private static PersonId PersonOf(InvitedPerson invited) => new(NamedIds.Of("invited", invited.Invitation));

    private async Task<Acceptance> SpendAsync(InvitedPerson invitation, PersonId person, Func<Task> makeAccount, CancellationToken cancellationToken)
    {
        var (tenant, now) = (invitation.Institute.ToString(), time.GetUtcNow());
        var stream = new EventStore.Appending.StreamKey(tenant, invitation.Invitation);
        var command = new InvitationCommand.Accept(person, now);
        var outcome = await invitations.ExecuteAsync(stream, NamedIds.Of("accepted", invitation.Invitation, person.Value), command, cancellationToken);
        if (outcome is not Outcome.Accepted)
        {
            return new Acceptance.Refused(outcome);
        }
        var (state, _) = await invitations.LoadAsync(stream, cancellationToken);
        await makeAccount();
        await joining.JoinAsync(tenant, person, NamedIds.Of("joined by invitation", invitation.Invitation), [.. state.Roles], state.By, cancellationToken);
        if (state.Group is { } group)
        {
            var role = state.Roles.Contains(InstituteRole.Supervisor) ? GroupRole.Supervisor : GroupRole.Member;
            await groups.ExecuteAsync(
                new(tenant, group.Value), NamedIds.Of("group joined by invitation", invitation.Invitation), new GroupCommand.Join(person, role, now), cancellationToken);
        }
        await invited.RemoveAsync(invitation.Invitation, cancellationToken);
        return new Acceptance.Joined(person, invitation.Institute);
    }
}

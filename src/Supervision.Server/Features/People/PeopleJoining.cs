using Supervision.EventStore.Deciding;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.People;

/// <summary>Brings people with an account into an institute.</summary>
internal sealed class PeopleJoining(Decider<PersonState, PersonCommand, PersonEvent> people, Memberships memberships, TimeProvider time)
{
    /// <summary>Whoever is there already keeps the roles that they have.</summary>
    /// <param name="by">Null for the operator of the installation.</param>
    public async Task<Outcome> JoinAsync(
        string tenant, PersonId person, Guid commandId, IReadOnlyList<InstituteRole> roles, PersonId? by, CancellationToken cancellationToken)
    {
        await memberships.AddAsync(person.Value, Guid.Parse(tenant), cancellationToken);
        return await people.ExecuteAsync(
            PersonStream.Of(tenant, person), commandId, new PersonCommand.Join(person, roles, by, time.GetUtcNow()), cancellationToken);
    }

    /// <summary>For those whom the installation itself brings in: once, whoever does it, and however often.</summary>
    public Task<Outcome> JoinOnceAsync(string tenant, PersonId person, IReadOnlyList<InstituteRole> roles, CancellationToken cancellationToken) =>
        JoinAsync(tenant, person, NamedIds.Of("person joined", Guid.Parse(tenant), person.Value), roles, by: null, cancellationToken);

    /// <summary>Roles stood beside the accounts before people had streams. Done when there is none left there.</summary>
    public async Task MoveFormerRolesAsync(CancellationToken cancellationToken)
    {
        foreach (var former in await memberships.WithFormerRolesAsync(cancellationToken))
        {
            await JoinOnceAsync(former.Institute.ToString(), new(former.Account), former.Roles, cancellationToken);
            await memberships.ForgetFormerRolesAsync(former.Account, former.Institute, cancellationToken);
        }
    }
}

using System.Security.Claims;
using Npgsql;
using Supervision.EventStore;
using Supervision.Server.Access;
using Supervision.Server.Features.People;

namespace Supervision.Server.Identity;

/// <summary>At which institutes a person is at present, and at which of them a session is.</summary>
internal sealed class PresentInstitutes(PostgresEventStore store, Memberships memberships, PeopleQueries people)
{
    public async Task<IReadOnlyList<Institute>> OfAsync(Account account, CancellationToken cancellationToken)
    {
        var present = new List<Institute>();
        foreach (var institute in await memberships.OfAsync(account.Id, cancellationToken))
        {
            if (await IsPresentAsync(account.Id, institute.Id, cancellationToken))
            {
                present.Add(institute);
            }
        }
        return present;
    }

    /// <summary>Where signing in leads to: the last one, or another if the person has left that.</summary>
    public async Task<Guid> ChosenAsync(Account account, CancellationToken cancellationToken) =>
        await IsPresentAsync(account.Id, account.InstituteId, cancellationToken) || await OfAsync(account, cancellationToken) is not [var first, ..]
            ? account.InstituteId
            : first.Id;

    /// <summary>From now on signing in leads to this institute.</summary>
    /// <returns>False if the person is not there.</returns>
    public async Task<bool> GoToAsync(Guid account, Guid institute, CancellationToken cancellationToken) =>
        await people.FindAsync(institute.ToString(), new(account), cancellationToken) is { IsPresent: true }
        && await store.AskAsync(async connection =>
        {
            await using var command = new NpgsqlCommand("update identity.accounts set institute_id = $2 where id = $1", connection);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = institute });
            return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
        }, cancellationToken);

    /// <summary>Where the person's session is, if they have one here: it stays there, wherever they have gone in another browser.</summary>
    public async Task<Guid?> StaysAtAsync(Account account, ClaimsPrincipal? session) =>
        session?.FindFirstValue(ClaimTypes.NameIdentifier) == account.Id.ToString()
        && Guid.TryParse(session.FindFirstValue(Viewer.InstituteClaim), out var institute)
        && await IsPresentAsync(account.Id, institute, CancellationToken.None)
            ? institute
            : null;

    /// <summary>Whether a session may go on where it is.</summary>
    public Task<bool> IsPresentAsync(Viewer viewer, CancellationToken cancellationToken) =>
        IsPresentAsync(viewer.Person.Value, Guid.Parse(viewer.Tenant), cancellationToken);

    public async Task<bool> IsPresentAsync(Guid account, Guid institute, CancellationToken cancellationToken) =>
        await people.FindAsync(institute.ToString(), new(account), cancellationToken) is not { IsPresent: false };

    /// <summary>The same session at another institute.</summary>
    public static ClaimsPrincipal At(ClaimsPrincipal session, string tenant) => new(session.Identities.Select(identity =>
    {
        var moved = identity.Clone();
        if (moved.FindFirst(Viewer.InstituteClaim) is { } claim)
        {
            moved.RemoveClaim(claim);
            moved.AddClaim(new(Viewer.InstituteClaim, tenant));
        }
        return moved;
    }));
}

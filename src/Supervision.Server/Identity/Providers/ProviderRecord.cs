using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Http;

namespace Supervision.Server.Identity.Providers;

/// <summary>
/// Puts on record who changed an institute's provider, when and why, in the institute's stream and before it is done: what was
/// done without a record could not be told from what somebody did to the database.
/// </summary>
internal sealed class ProviderRecord(Decider<InstituteState, InstituteCommand, InstituteEvent> institutes, TimeProvider time)
{
    /// <returns>Null once it is on record.</returns>
    public Task<ProblemHttpResult?> SetAsync(Viewer by, Provider provider, bool isSecretNew, string? reason, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        return ExecuteAsync(
            by, new InstituteCommand.SetProvider(
                new(
                    provider.Issuer, provider.ClientId, isSecretNew, provider.EmailClaim, provider.RolesClaim, provider.Roles, provider.Domains, provider.Scopes,
                    provider.ApiAudience, by.Person, at, reason),
                by.Person, at), cancellationToken);
    }

    /// <returns>Null once it is on record.</returns>
    public Task<ProblemHttpResult?> RemoveAsync(Viewer by, Provider provider, string? reason, CancellationToken cancellationToken) =>
        ExecuteAsync(by, new InstituteCommand.RemoveProvider(provider.Issuer, by.Person, time.GetUtcNow(), reason), cancellationToken);

    private async Task<ProblemHttpResult?> ExecuteAsync(Viewer by, InstituteCommand command, CancellationToken cancellationToken) =>
        await institutes.ExecuteAsync(new(by.Tenant, Guid.Parse(by.Tenant)), Guid.CreateVersion7(time.GetUtcNow()), command, cancellationToken) is var outcome
            && outcome is Outcome.Accepted ? null : Outcomes.ProblemOf(outcome);
}

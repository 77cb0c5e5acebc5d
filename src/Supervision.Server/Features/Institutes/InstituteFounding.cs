using Supervision.EventStore.Deciding;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Institutes;

/// <summary>Gives every tenant of the register its stream. The register may be older than the streams are.</summary>
internal sealed class InstituteFounding(
    Decider<InstituteState, InstituteCommand, InstituteEvent> institutes, InstituteRegister register, TimeProvider time)
{
    public async Task FoundAllAsync(CancellationToken cancellationToken)
    {
        foreach (var institute in await register.AllAsync(cancellationToken))
        {
            await FoundAsync(institute, await register.NameOfAsync(institute, cancellationToken), cancellationToken);
        }
    }

    public Task<Outcome> FoundAsync(Guid institute, string name, CancellationToken cancellationToken) => institutes.ExecuteAsync(
        new(institute.ToString(), institute), NamedIds.Of("institute founded", institute),
        new InstituteCommand.Found(new(institute), name, By: null, time.GetUtcNow()), cancellationToken);
}

using Supervision.EventStore.Deciding;
using Supervision.Server.Access;

namespace Supervision.Server.Features.Cases;

/// <summary>"I know this client": one private act that ends a member's access to a case, and cannot be undone.</summary>
internal sealed class SteppingOut(Decider<CaseState, CaseCommand, CaseEvent> cases, CachedAccess access, TimeProvider time)
{
    public async Task<Outcome> StepOutAsync(Viewer viewer, Guid commandId, CaseId @case, CancellationToken cancellationToken)
    {
        var outcome = await cases.ExecuteAsync(
            new(viewer.Tenant, @case.Value), commandId, new CaseCommand.StepOut(viewer.Person, time.GetUtcNow()), cancellationToken);
        // This node need not wait for the log to tell it; nothing more is to be read.
        access.Forget();
        return outcome;
    }
}

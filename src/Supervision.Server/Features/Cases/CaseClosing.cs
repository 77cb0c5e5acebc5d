using Supervision.EventStore.Deciding;
using Supervision.Server.Access;

namespace Supervision.Server.Features.Cases;

/// <summary>Closes cases, which are then only read, and opens them again.</summary>
internal sealed class CaseClosing(Decider<CaseState, CaseCommand, CaseEvent> cases, CachedAccess access, TimeProvider time)
{
    public Task<Outcome> CloseAsync(Viewer viewer, Guid commandId, CaseId @case, CancellationToken cancellationToken) =>
        ExecuteAsync(viewer, commandId, @case, new CaseCommand.Close(viewer.Person, time.GetUtcNow()), cancellationToken);

    public Task<Outcome> ReopenAsync(Viewer viewer, Guid commandId, CaseId @case, CancellationToken cancellationToken) =>
        ExecuteAsync(viewer, commandId, @case, new CaseCommand.Reopen(viewer.Person, time.GetUtcNow()), cancellationToken);

    private async Task<Outcome> ExecuteAsync(Viewer viewer, Guid commandId, CaseId @case, CaseCommand command, CancellationToken cancellationToken)
    {
        var outcome = await cases.ExecuteAsync(new(viewer.Tenant, @case.Value), commandId, command, cancellationToken);
        // This node need not wait for the log to tell it.
        access.Forget();
        return outcome;
    }
}

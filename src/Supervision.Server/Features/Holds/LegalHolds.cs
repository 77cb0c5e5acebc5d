using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;

namespace Supervision.Server.Features.Holds;

/// <summary>Sets and lifts legal holds, and is asked before anything goes.</summary>
internal sealed class LegalHolds(Decider<HoldsState, HoldCommand, HoldEvent> holds, TimeProvider time)
{
    public Task<Outcome> SetAsync(Viewer viewer, Guid commandId, HoldId hold, HoldOn on, Guid of, string reason, CancellationToken cancellationToken) =>
        holds.ExecuteAsync(
            HoldStream.Of(viewer.Tenant), commandId, new HoldCommand.Set(hold, on, of, reason.Trim(), viewer.Person, time.GetUtcNow()), cancellationToken);

    public Task<Outcome> LiftAsync(Viewer viewer, Guid commandId, HoldId hold, string reason, CancellationToken cancellationToken) =>
        holds.ExecuteAsync(HoldStream.Of(viewer.Tenant), commandId, new HoldCommand.Lift(hold, reason.Trim(), viewer.Person, time.GetUtcNow()), cancellationToken);

    /// <summary>Asks whether a case may be erased now. Once it may, no hold can be set on it any more.</summary>
    /// <param name="people">Whose things are in it.</param>
    public async Task<bool> ClearAsync(string tenant, CaseId @case, IReadOnlyList<PersonId> people, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var outcome = await holds.ExecuteAsync(HoldStream.Of(tenant), Guid.CreateVersion7(now), new HoldCommand.Clear(@case, people, now), cancellationToken);
        return outcome is Outcome.Accepted;
    }
}

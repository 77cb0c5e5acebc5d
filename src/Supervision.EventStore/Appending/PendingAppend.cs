using System.Diagnostics.CodeAnalysis;

namespace Supervision.EventStore.Appending;

/// <summary>An append that waits for its outcome. Continuations run elsewhere, so that none holds up a batch.</summary>
/// <param name="append">What to store.</param>
/// <param name="after">
/// The append to the same stream that this one was decided on, if that one has not been stored yet. The version alone
/// would not do: if it fails, and another node writes as many events, the version is as expected and the state is not.
/// </param>
/// <param name="cancellationToken">Heeded until it is sent.</param>
internal sealed class PendingAppend(Append append, Task<AppendOutcome>? after, CancellationToken cancellationToken)
    : TaskCompletionSource<AppendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Append Append => append;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Whether there is nothing left to do: what it stands behind was not stored, so neither is it.</summary>
    [SuppressMessage("Usage", "VSTHRD002", Justification = "The task has completed.")]
    public bool HasLostItsPlace()
    {
        if (Task.IsCompleted)
        {
            return true;
        }

        if (after is not { IsCompleted: true })
        {
            return false;
        }

        AppendOutcome? outcome = after.IsCompletedSuccessfully ? after.Result : null;
        return outcome switch
        {
            AppendOutcome.Appended { Repeated: false } => false,
            AppendOutcome.Conflict or AppendOutcome.Archived => TrySetResult(outcome),
            AppendOutcome.Appended repeated => TrySetResult(new AppendOutcome.Conflict(repeated.Version)),
            _ => TrySetResult(new AppendOutcome.Conflict(0)),
        };
    }
}

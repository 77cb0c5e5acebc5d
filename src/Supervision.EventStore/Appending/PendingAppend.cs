namespace Supervision.EventStore.Appending;

/// <summary>
/// An append that waits for its outcome. It is settled first, and answered when all of its batch are settled, because
/// whoever waits goes on from the answer at once, on the same thread.
/// </summary>
/// <param name="append">What to store.</param>
/// <param name="after">
/// The append to the same stream that this one was decided on, if that one has not been stored yet. The version alone
/// would not do: if it fails, and another node writes as many events, the version is as expected and the state is not.
/// </param>
/// <param name="cancellationToken">Heeded until it is sent.</param>
internal sealed class PendingAppend(Append append, PendingAppend? after, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<AppendOutcome> _answer = new();
    private PendingAppend? _after = after;

    // An outcome or an exception.
    private object? _settled;

    public Append Append => append;

    public Task<AppendOutcome> Answer => _answer.Task;

    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    private bool IsSettled => Volatile.Read(ref _settled) is not null;

    public void Settle(AppendOutcome outcome) => SettleAs(outcome);

    public void Fail(Exception fault) => SettleAs(fault);

    public void Cancel() => SettleAs(new OperationCanceledException(cancellationToken));

    /// <summary>Whether there is nothing left to do: what it stands behind was not stored, so neither is it.</summary>
    public bool HasLostItsPlace()
    {
        if (!IsSettled && _after is { } after && Volatile.Read(ref after._settled) is { } before)
        {
            switch (before)
            {
                case AppendOutcome.Appended { Repeated: false }:
                    break;
                case AppendOutcome.Conflict or AppendOutcome.Archived:
                    Settle((AppendOutcome)before);
                    break;
                case AppendOutcome.Appended repeated:
                    Settle(new AppendOutcome.Conflict(repeated.Version));
                    break;
                default:
                    Settle(new AppendOutcome.Conflict(0));
                    break;
            }
        }

        return IsSettled;
    }

    /// <summary>Lets those go on who wait for it, if it is settled; on this thread.</summary>
    public void GiveAnswer()
    {
        switch (Volatile.Read(ref _settled))
        {
            case AppendOutcome outcome:
                _answer.TrySetResult(outcome);
                break;
            case OperationCanceledException when IsCancelled:
                _answer.TrySetCanceled(cancellationToken);
                break;
            case Exception fault:
                _answer.TrySetException(fault);
                break;
        }
    }

    public void GiveAnswerElsewhere() => ThreadPool.UnsafeQueueUserWorkItem(static pending => pending.GiveAnswer(), this, preferLocal: false);

    // What stands before it is let go of, or the appends of a busy stream would hold each other in memory for ever.
    private void SettleAs(object result)
    {
        Interlocked.CompareExchange(ref _settled, result, null);
        _after = null;
    }
}

namespace Supervision.EventStore.Deciding;

/// <summary>
/// One stream's state in memory, with the appends that are on their way. Decisions are made one after another on the
/// newest state, without waiting for the disk: the next append expects what the one before leaves behind, and if that
/// one fails, it fails with it and is decided anew.
/// </summary>
internal sealed class DecidedStream<TState>(TState state, long version)
{
    public Lock Gate { get; } = new();

    /// <summary>With everything that is on its way.</summary>
    public TState State { get; set; } = state;

    public long Version { get; set; } = version;

    /// <summary>What is known to be on disk.</summary>
    public (TState State, long Version) Kept { get; set; } = (state, version);

    /// <summary>The last append on its way; its outcome settles all before it.</summary>
    public Task<Appending.AppendOutcome>? OnItsWay { get; set; }

    /// <summary>The same append as the queue knows it, before it has been settled here.</summary>
    public Appending.PendingAppend? Queued { get; set; }

    /// <summary>An append failed, so State is not what is on disk. Nothing is decided on it any more.</summary>
    public bool IsStale { get; set; }
}

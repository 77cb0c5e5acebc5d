using Supervision.EventStore.Events;

namespace Supervision.EventStore.Following;

/// <summary>What a node learns at once: the events of one or more transactions, and messages that are stored nowhere.</summary>
/// <param name="Events">Each stream's in the order of its versions.</param>
/// <param name="Messages">In the order in which they were sent by each node.</param>
public sealed record LogBatch(IReadOnlyList<StoredEvent> Events, IReadOnlyList<EphemeralMessage> Messages);

/// <summary>A message to all nodes that is never stored, for example who is present.</summary>
/// <param name="Topic">What it is about; short, letters and dashes.</param>
/// <param name="Content">Text of at most <see cref="MaximumLength"/> bytes.</param>
public sealed record EphemeralMessage(string Topic, string Content)
{
    /// <summary>The most bytes of UTF-8 that a message's topic and content may have together (PostgreSQL's bound for notifications).</summary>
    public const int MaximumLength = 7_900;
}

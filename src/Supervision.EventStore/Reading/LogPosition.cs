namespace Supervision.EventStore.Reading;

/// <summary>
/// A place in the log of the whole store, from which reading can go on without a gap.
/// </summary>
/// <remarks>
/// Sequence numbers are given out before commit, so a later number can be seen before an earlier one. Reading therefore
/// goes by windows of transactions: all events of transactions in <c>[Horizon, Upper)</c>, in order of their sequence,
/// where Upper is the oldest transaction that was still running when the window was opened. Every transaction below it
/// has ended, so nothing can be added to a window. Within a window the order of sequence keeps each stream's order,
/// because a number is taken under the stream's lock; the order of transaction ids would not. Across windows it is kept
/// because an event is filed under the greatest transaction number of its stream so far: an older transaction that wrote
/// after a younger one would else be read in an earlier window. A number greater than the writer's own only delays the reading.
/// </remarks>
/// <param name="Horizon">Events of all transactions below this one have been read.</param>
/// <param name="Upper">The end of the window being read; equal to Horizon between windows.</param>
/// <param name="Sequence">The last event read in the window; 0 for none.</param>
public readonly record struct LogPosition(ulong Horizon, ulong Upper, long Sequence)
{
    /// <summary>Before the first event.</summary>
    public static LogPosition Start { get; }

    /// <summary>Whether a window has been begun and not finished.</summary>
    public bool IsInWindow => Upper > Horizon;

    /// <summary>The position after the window's last event.</summary>
    public LogPosition AtWindowEnd() => new(Upper, Upper, 0);
}

namespace Supervision.EventStore.Appending;

/// <summary>What became of an append. Losing a race is an outcome, not an exception.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome()
    {
    }

    /// <summary>The events are on disk.</summary>
    /// <param name="Version">The version of the last of them.</param>
    /// <param name="At">The time they carry.</param>
    /// <param name="Repeated">They had been stored by an earlier append; this one wrote nothing.</param>
    public sealed record Appended(long Version, DateTimeOffset At, bool Repeated) : AppendOutcome;

    /// <summary>The stream was not at the expected version. Nothing was written.</summary>
    /// <param name="Actual">The stream's version as last seen; 0 if it does not exist.</param>
    public sealed record Conflict(long Actual) : AppendOutcome;

    /// <summary>The stream is archived and takes no more events.</summary>
    public sealed record Archived : AppendOutcome;

    /// <summary>
    /// The first event's id is already stored in another stream, or a later one's anywhere: an id was used twice.
    /// Nothing was written.
    /// </summary>
    public sealed record IdTaken : AppendOutcome;
}

namespace Supervision.EventStore.Deciding;

/// <summary>What became of a command.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>It is on disk, or was so already.</summary>
    /// <param name="Version">The stream's version after it.</param>
    /// <param name="At">The time its events carry.</param>
    /// <param name="Repeated">It had been carried out before, or changed nothing.</param>
    public sealed record Accepted(long Version, DateTimeOffset At, bool Repeated) : Outcome;

    /// <summary>The decider refused it.</summary>
    public sealed record Refused(Refusal Refusal) : Outcome;

    /// <summary>The stream is not at the version the caller named, or others were faster too many times.</summary>
    /// <param name="Actual">The version as last seen.</param>
    public sealed record Conflict(long Actual) : Outcome;
}

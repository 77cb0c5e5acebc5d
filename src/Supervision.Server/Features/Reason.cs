using Supervision.EventStore.Deciding;

namespace Supervision.Server.Features;

/// <summary>Why someone judged as they did, in their own words. Kept with the event; shown to those who may see the event.</summary>
internal static class Reason
{
    public const int MaxLength = 500;

    public static readonly Refusal TooLong = new("reason-too-long", $"A reason holds at most {MaxLength} characters.");
    public static readonly Refusal Missing = new("reason-missing", "Say why: it is kept with the change.");

    /// <summary>What is wrong with it, where one may be given.</summary>
    public static Refusal? FaultIn(string? reason) => reason?.Length > MaxLength ? TooLong : null;

    /// <summary>What is wrong with it, where one must be given.</summary>
    public static Refusal? FaultInRequired(string? reason) => string.IsNullOrWhiteSpace(reason) ? Missing : FaultIn(reason);
}

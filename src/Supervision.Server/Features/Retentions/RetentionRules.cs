using Supervision.Server.Features.Cases;

namespace Supervision.Server.Features.Retentions;

/// <summary>That those concerned were told that something will go.</summary>
/// <param name="DueAt">When its time is over by the settings.</param>
/// <param name="Days">How many days before it was due to be given: 30 or 7.</param>
/// <param name="GoesAt">Not before this.</param>
internal sealed record Warning(CaseId Case, DateTimeOffset DueAt, int Days, DateTimeOffset GoesAt, DateTimeOffset At);

/// <summary>When what was said in a case is erased, and when those concerned are warned; pure.</summary>
internal static class RetentionRules
{
    public const int EarlyDays = 30;

    /// <summary>Nothing goes sooner after its last warning, however long it has been kept already.</summary>
    public const int LateDays = 7;

    /// <param name="given">Warnings of this case for this time.</param>
    /// <returns>The warning to give now, if one is due and was not given.</returns>
    public static int? DaysToWarn(DateTimeOffset dueAt, IReadOnlyCollection<Warning> given, DateTimeOffset now) =>
        given.Any(warning => warning.Days == LateDays) ? null
        : now >= dueAt.AddDays(-LateDays) ? LateDays
        : now >= dueAt.AddDays(-EarlyDays) && given.Count == 0 ? EarlyDays
        : null;

    public static DateTimeOffset GoesAt(DateTimeOffset dueAt, IReadOnlyCollection<Warning> given, DateTimeOffset now)
    {
        if (given.FirstOrDefault(warning => warning.Days == LateDays) is { } last)
        {
            return last.GoesAt;
        }
        var soonest = now.AddDays(LateDays);
        return dueAt > soonest ? dueAt : soonest;
    }

    public static bool IsOver(IReadOnlyCollection<Warning> given, DateTimeOffset now) => given.Any(warning => warning.Days == LateDays && warning.GoesAt <= now);
}

using System.Text.Json.Serialization;
using Supervision.Server.Features.Holds;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Retentions;

/// <summary>Why something goes.</summary>
[JsonConverter(typeof(KebabCase<GoingReason>))]
internal enum GoingReason
{
    /// <summary>It was closed, and has been kept for as long as the institute keeps it.</summary>
    Retention,

    /// <summary>Somebody has asked for its erasure.</summary>
    Erasure,
}

[JsonConverter(typeof(KebabCase<CountedKind>))]
internal enum CountedKind
{
    /// <summary>Who has opened which case.</summary>
    AccessLog,

    /// <summary>Names and addresses in invitations that expired.</summary>
    Invitations,
}

/// <summary>What will be erased in the institute, and when; without a title.</summary>
/// <param name="Cases">Closed ones, and those whose erasure is asked for or decided.</param>
/// <param name="Counted">What goes in numbers, by month.</param>
/// <param name="OpenCases">How many cases are open, and so are kept.</param>
/// <param name="Months">For how long a case is kept after it was closed.</param>
/// <param name="AccessLogMonths">For how long it is kept who has opened which case.</param>
/// <param name="InvitationDays">For how long an invitation is kept after it has expired.</param>
/// <param name="People">Whose things may be held.</param>
internal sealed record RetentionCalendar(
    IReadOnlyList<GoingCase> Cases, IReadOnlyList<GoingCount> Counted, int OpenCases, int Months, int AccessLogMonths, int InvitationDays, IReadOnlyList<HoldablePerson> People);

/// <param name="OpenedBy">A name.</param>
/// <param name="GoesAt">When it is erased, unless it is held; null where only a hold is waited for.</param>
/// <param name="ClosedAt">When the case, or its group, was closed.</param>
/// <param name="WarnedAt">When those concerned were told.</param>
/// <param name="Hold">What keeps it; null for nothing.</param>
internal sealed record GoingCase(
    Guid CaseId, string GroupName, string OpenedBy, DateTimeOffset OpenedAt, GoingReason Why, IReadOnlyList<DateTimeOffset> WarnedAt, DateTimeOffset? GoesAt = null, DateTimeOffset? ClosedAt = null,
    GoingHold? Hold = null);

/// <param name="On">Whether it is on the case itself or on somebody whose things are in it.</param>
internal sealed record GoingHold(Guid Id, HoldOn On, string Reason)
{
    public override string ToString() => $"{nameof(GoingHold)} {Id}";
}

/// <param name="GoesAt">The first of these to go, in a month.</param>
internal sealed record GoingCount(CountedKind Kind, DateTimeOffset GoesAt, int Count);

internal sealed record HoldablePerson(Guid Id, string Name);

/// <summary>What becomes of the cases that whoever asks has brought.</summary>
internal sealed record OwnRetention(IReadOnlyList<OwnCase> Cases, int Months);

/// <param name="GoesAt">When it is erased; null while it is open, and where only a hold is waited for.</param>
/// <param name="IsHeld">Whether the institute keeps it for a reason of law; then it stays until that is over.</param>
internal sealed record OwnCase(
    Guid CaseId, string Title, string GroupName, IReadOnlyList<DateTimeOffset> WarnedAt, bool IsHeld, GoingReason? Why = null, DateTimeOffset? GoesAt = null,
    DateTimeOffset? ClosedAt = null)
{
    public override string ToString() => $"{nameof(OwnCase)} {CaseId}";
}

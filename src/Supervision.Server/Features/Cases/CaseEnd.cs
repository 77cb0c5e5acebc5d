using Supervision.Server.Features.Groups;

namespace Supervision.Server.Features.Cases;

/// <summary>When a case came to be only read: because it was closed, or its group, whichever was first.</summary>
internal sealed record CaseEnd(DateTimeOffset At, bool IsByGroup)
{
    /// <returns>Null while it is open.</returns>
    public static CaseEnd? Of(CaseHeader @case, GroupView? group) => (@case.ClosedAt, group?.ClosedAt) switch
    {
        (null, null) => null,
        ({ } closed, null) => new(closed, IsByGroup: false),
        (null, { } groupClosed) => new(groupClosed, IsByGroup: true),
        ({ } closed, { } groupClosed) => closed <= groupClosed ? new(closed, IsByGroup: false) : new(groupClosed, IsByGroup: true),
    };
}

namespace Supervision.Server.Identity.SignedIn;

/// <summary>How long a session lasts; settings below <c>Supervision:Sessions</c>.</summary>
internal sealed record SessionLimits
{
    /// <summary>Without a request.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(12);

    /// <summary>In all, however much it is used.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromDays(7);
}

using System.Globalization;
using System.Security.Claims;
using Supervision.Server.Access;

namespace Supervision.Server.Identity.SignedIn;

/// <summary>The session that a browser has at present, and whose it is.</summary>
internal sealed record PresentSession(Guid Account, Guid Session)
{
    /// <returns>Null for whoever did not come with the session cookie.</returns>
    public static PresentSession? Of(ClaimsPrincipal principal) =>
        SessionClaims.SessionOf(principal) is { } session && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
            ? new(account, session)
            : null;
}

/// <summary>What the cookie says of the session itself.</summary>
internal static class SessionClaims
{
    public const string Session = "session";

    /// <returns>Null for whoever did not come with the session cookie.</returns>
    public static Guid? SessionOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(Session), out var session) ? session : null;

    /// <returns>Null for a session of the person's own, and for programs.</returns>
    public static Guid? ProviderSessionOf(ClaimsPrincipal principal) =>
        SessionOf(principal) is not null && Guid.TryParse(principal.FindFirstValue(Viewer.CredentialClaim), out var session) ? session : null;

    public static IReadOnlyList<Claim> Of(Guid session, DateTimeOffset authenticatedAt) =>
    [
        new(Session, session.ToString()),
        new(Viewer.AuthenticatedAtClaim, authenticatedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64),
    ];
}

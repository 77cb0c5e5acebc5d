using System.Security.Claims;
using Supervision.Server.Features;

namespace Supervision.Server.Access;

/// <summary>Who asks: one person of one institute.</summary>
/// <param name="Tenant">The institute's id, as the store names tenants.</param>
internal sealed record Viewer(PersonId Person, string Tenant)
{
    public const string InstituteClaim = "institute";

    /// <summary>By which token or which session at a provider the person came in; none for a session of their own.</summary>
    public const string CredentialClaim = "credential";

    /// <summary>When the person last showed who they are, in seconds since 1970.</summary>
    public const string AuthenticatedAtClaim = "auth_time";

    /// <summary>The signed-in person; endpoints that ask for it require a session.</summary>
    public static Viewer Of(ClaimsPrincipal principal) => new(
        new(Guid.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier)!)),
        principal.FindFirstValue(InstituteClaim)!);
}

using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Supervision.Server.Access;
using Supervision.Server.Http;
using Supervision.Server.Identity.Providers;
using Supervision.Server.Identity.SignedIn;

namespace Supervision.Server.Identity;

internal static class SessionCookie
{
    /// <param name="options">The scheme's options.</param>
    /// <param name="idle">How long it is good without a request.</param>
    /// <param name="plainHttp">Served without TLS, on one's own machine; elsewhere the browser must never send the cookie in clear.</param>
    public static void Configure(CookieAuthenticationOptions options, TimeSpan idle, bool plainHttp)
    {
        Protect(options.Cookie, "supervision", plainHttp);
        options.ExpireTimeSpan = idle;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = CheckAsync;
        options.Events.OnRedirectToLogin = context => Problems.WriteAsync(context.HttpContext, Problems.Details(StatusCodes.Status401Unauthorized));
        options.Events.OnRedirectToAccessDenied = context => Problems.WriteAsync(context.HttpContext, Problems.Details(StatusCodes.Status404NotFound));
    }

    /// <summary>The cookie in which Identity keeps a passkey's challenge between asking for it and getting the answer.</summary>
    public static void ConfigureChallenge(CookieAuthenticationOptions options, bool plainHttp)
    {
        Protect(options.Cookie, "supervision-challenge", plainHttp);
        options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
        options.SlidingExpiration = false;
    }

    private static void Protect(CookieBuilder cookie, string name, bool plainHttp)
    {
        cookie.Name = plainHttp ? name : $"__Host-{name}";
        cookie.SecurePolicy = plainHttp ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.Path = "/";
    }

    private static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var stampClaim = services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType;
        if (SessionClaims.SessionOf(context.Principal!) is { } session
            && context.Principal!.FindFirstValue(stampClaim) is { } stamp
            && await services.GetRequiredService<OpenSessions>().IsOpenAsync(session, stamp, context.HttpContext.RequestAborted)
            && await services.GetRequiredService<PresentInstitutes>().IsPresentAsync(Viewer.Of(context.Principal!), context.HttpContext.RequestAborted)
            && await services.GetRequiredService<ProviderSessions>().GoesOnAsync(context.Principal!, context.HttpContext.RequestAborted))
        {
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}

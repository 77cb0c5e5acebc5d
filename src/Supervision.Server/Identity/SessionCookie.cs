using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Supervision.Server.Http;

namespace Supervision.Server.Identity;

internal static class SessionCookie
{
    /// <param name="options">The scheme's options.</param>
    /// <param name="plainHttp">Served without TLS, on one's own machine; elsewhere the browser must never send the cookie in clear.</param>
    public static void Configure(CookieAuthenticationOptions options, bool plainHttp)
    {
        options.Cookie.Name = plainHttp ? "supervision" : "__Host-supervision";
        options.Cookie.SecurePolicy = plainHttp ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.Path = "/";
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
        options.Events.OnRedirectToLogin = context => Problems.WriteAsync(context.HttpContext, Problems.Details(StatusCodes.Status401Unauthorized));
        options.Events.OnRedirectToAccessDenied = context => Problems.WriteAsync(context.HttpContext, Problems.Details(StatusCodes.Status404NotFound));
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;
using Supervision.Server.Hosting;
using Supervision.Server.Identity.SignedIn;

namespace Supervision.Server.Identity.Providers;

/// <summary>
/// One person's way to a provider and back, kept by their own browser in an encrypted cookie, so that nobody can be made to
/// finish what another has begun.
/// </summary>
/// <param name="Verifier">Of PKCE: shows that whoever brings the code is who asked for it.</param>
/// <param name="Next">A path of ours to go to afterwards; null for the first page.</param>
/// <param name="LinkTo">The account of whoever was signed in and asked to be linked; null when signing in.</param>
/// <param name="Confirms">Whether the person must sign in there anew, whatever session they have.</param>
/// <param name="GoesOn">The session that is confirmed; null when one begins.</param>
/// <param name="Replaced">The session that the browser has, which ends when another begins; null for none.</param>
internal sealed record ProviderAttempt(
    Guid Institute, string Issuer, string State, string Nonce, string Verifier, string? Next, Guid? LinkTo, bool Confirms, ConfirmedSession? GoesOn,
    PresentSession? Replaced, DateTimeOffset BeganAt)
{
    public static ProviderAttempt Begin(
        Provider provider, string? next, Guid? linkTo, bool confirms, ConfirmedSession? goesOn, PresentSession? replaced, DateTimeOffset at) =>
        new(provider.Institute, provider.Issuer, Chance(), Chance(), Chance(), next, linkTo, confirms, goesOn, replaced, at);

    /// <summary>Whether someone is signed in meanwhile, and so goes back to where they were, however it ends.</summary>
    public bool IsOfSomeone => LinkTo is not null || GoesOn is not null;

    public string Challenge => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public override string ToString() => nameof(ProviderAttempt);

    private static string Chance() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
}

/// <summary>A session that began at the provider, and whose.</summary>
internal sealed record ConfirmedSession(Guid Account, Guid Session, Guid ProviderSession);

internal sealed class ProviderAttempts(IDataProtectionProvider protection, ServerSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly IDataProtector _protector = protection.CreateProtector("Supervision.Identity.Providers.Attempt");

    public void Keep(HttpResponse response, ProviderAttempt attempt) => response.Cookies.Append(
        NameOf(attempt.State), _protector.Protect(JsonSerializer.Serialize(attempt, ProviderJson.Default.ProviderAttempt)), Options(Patience));

    /// <summary>Takes it out of the browser: an attempt is good for one return.</summary>
    public ProviderAttempt? Take(HttpContext context, string state)
    {
        if (state.Length is < 16 or > 128 || context.Request.Cookies[NameOf(state)] is not { } kept)
        {
            return null;
        }
        context.Response.Cookies.Delete(NameOf(state), Options(lasts: null));
        return Read(kept) is { } attempt && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(attempt.State), Encoding.UTF8.GetBytes(state))
            && time.GetUtcNow() - attempt.BeganAt < Patience ? attempt : null;
    }

    private ProviderAttempt? Read(string kept)
    {
        try
        {
            return JsonSerializer.Deserialize(_protector.Unprotect(kept), ProviderJson.Default.ProviderAttempt);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // One for each tab. A hash, because a state is no fit part of a cookie's name.
    private string NameOf(string state) =>
        $"{(settings.IsOwnMachine ? "" : "__Host-")}supervision-way-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)))[..12]}";

    // Lax: the way back begins on the provider's page.
    private CookieOptions Options(TimeSpan? lasts) => new()
    {
        HttpOnly = true,
        Secure = !settings.IsOwnMachine,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = lasts,
        IsEssential = true,
    };
}

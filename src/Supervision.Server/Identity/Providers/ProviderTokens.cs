using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Supervision.Server.Identity.Providers;

/// <summary>
/// Looks at what a provider has signed. Every check that matters stands here; null means that the token is not good, and the
/// log is told why, without any of it.
/// </summary>
internal sealed partial class ProviderTokens(ProviderDocuments documents, TimeProvider time, ILogger<ProviderTokens> logger)
{
    public const string LogoutEvent = "http://schemas.openid.net/event/backchannel-logout";

    private const int MaxLength = 64 * 1024;
    /// <summary>How far a provider's clock may be from ours.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan IssuedWithin = TimeSpan.FromMinutes(10);

    // Signatures by a key pair only; no shared secret, no "none".
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxLength, MapInboundClaims = false };

    /// <param name="provider">Whose token it should be.</param>
    /// <param name="token">From the provider's token endpoint.</param>
    /// <param name="accessToken">That came with it; null if none did.</param>
    /// <param name="nonce">That was sent with the person.</param>
    /// <param name="authenticatedWithin">How recently the person must have signed in there; null for whenever.</param>
    /// <exception cref="ProviderException">The provider's keys cannot be had.</exception>
    public async Task<TokenClaims?> IdTokenAsync(
        Provider provider, string token, string? accessToken, string nonce, TimeSpan? authenticatedWithin, CancellationToken cancellationToken)
    {
        if (await SignedAsync(provider, token, provider.ClientId, cancellationToken) is not { } id)
        {
            return null;
        }
        return Refusal(id) is { } refusal ? Refused(provider, refusal) : id;

        string? Refusal(TokenClaims given) =>
            !HasSubject(given) ? "sub"
            : !IsFor(given, provider.ClientId) ? "azp"
            : !IsRecent(given) ? "iat"
            : !Same(given.Text(JwtRegisteredClaimNames.Nonce), nonce) ? "nonce"
            : !MatchesAccessToken(given, Unverified(token)!.Alg, accessToken) ? "at_hash"
            : authenticatedWithin is { } within && !AuthenticatedSince(given, time.GetUtcNow() - within - Skew) ? "auth_time"
            : null;
    }

    /// <exception cref="ProviderException">The provider's keys cannot be had.</exception>
    public async Task<TokenClaims?> LogoutTokenAsync(Provider provider, string token, CancellationToken cancellationToken)
    {
        // Some providers let it expire by its age alone.
        if (await SignedAsync(provider, token, provider.ClientId, cancellationToken, mustExpire: false) is not { } logout)
        {
            return null;
        }
        return Refusal(logout) is { } refusal ? Refused(provider, refusal) : logout;

        string? Refusal(TokenClaims given) =>
            !IsRecent(given) ? "iat"
            : given.Text(JwtRegisteredClaimNames.Jti) is null or { Length: > 200 } ? "jti"
            : given.Has(JwtRegisteredClaimNames.Nonce) ? "nonce"
            : !HasLogoutEvent(given) ? "events"
            : given.Text(JwtRegisteredClaimNames.Sub) is null && given.Text(JwtRegisteredClaimNames.Sid) is null ? "sub or sid"
            : null;
    }

    /// <summary>A token that the provider issued for the API.</summary>
    /// <exception cref="ProviderException">The provider's keys cannot be had.</exception>
    public async Task<TokenClaims?> ApiTokenAsync(Provider provider, string token, CancellationToken cancellationToken)
    {
        if (provider.ApiAudience is not { } audience || await SignedAsync(provider, token, audience, cancellationToken) is not { } api)
        {
            return null;
        }
        // A token that was made for something else, and has a nonce or events, is none for the API, whatever its audience.
        return !HasSubject(api) ? Refused(provider, "sub")
            : api.Has(JwtRegisteredClaimNames.Nonce) || api.Has("events") ? Refused(provider, "kind")
            : api;
    }

    /// <summary>The issuer that a token names, before anything of it is believed; null if it is no token.</summary>
    public static JsonWebToken? Unverified(string token)
    {
        if (token.Length > MaxLength || token.Count(each => each == '.') != 2)
        {
            return null;
        }
        try
        {
            return new(token);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException or FormatException or JsonException)
        {
            return null;
        }
    }

    private async Task<TokenClaims?> SignedAsync(Provider provider, string token, string audience, CancellationToken cancellationToken, bool mustExpire = true)
    {
        if (Unverified(token) is not { } unverified)
        {
            return Refused(provider, "form");
        }
        var keys = (await documents.WithKeyAsync(provider.Issuer, unverified.Kid, cancellationToken)).KeysFor(unverified.Kid)
            .Where(key => string.IsNullOrEmpty(key.Alg) || key.Alg == unverified.Alg);
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = audience,
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = keys,
            TryAllIssuerSigningKeys = true,
            RequireExpirationTime = mustExpire,
            RequireSignedTokens = true,
            RequireAudience = true,
            LifetimeValidator = (from, until, _, _) => (until is not null || !mustExpire) && IsNow(from, until),
        });
        return result.IsValid
            ? TokenClaims.Parse(Base64UrlEncoder.Decode(unverified.EncodedPayload))
            : Refused(provider, result.Exception?.GetType().Name ?? "unknown");
    }

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return (until is not { } end || now < end + Skew) && (from is not { } start || now >= start - Skew);
    }

    private static bool HasSubject(TokenClaims token) => token.Text(JwtRegisteredClaimNames.Sub) is { Length: > 0 and <= 255 };

    // Whoever else may read it, it was made for us.
    private static bool IsFor(TokenClaims token, string client) =>
        token.Has(JwtRegisteredClaimNames.Azp) ? token.Text(JwtRegisteredClaimNames.Azp) == client : token.Texts(JwtRegisteredClaimNames.Aud).Count == 1;

    private bool IsRecent(TokenClaims token) =>
        token.Time(JwtRegisteredClaimNames.Iat) is { } issued && issued <= time.GetUtcNow() + Skew && issued >= time.GetUtcNow() - IssuedWithin - Skew;

    private bool AuthenticatedSince(TokenClaims token, DateTimeOffset since) =>
        token.Time(JwtRegisteredClaimNames.AuthTime) is { } at && at >= since && at <= time.GetUtcNow() + Skew;

    private static bool HasLogoutEvent(TokenClaims token) =>
        token.Find("events") is { ValueKind: JsonValueKind.Object } events
        && events.TryGetProperty(LogoutEvent, out var logout) && logout.ValueKind is JsonValueKind.Object;

    // The left half of the access token's hash, by the hash that the signature's algorithm uses.
    private static bool MatchesAccessToken(TokenClaims token, string algorithm, string? accessToken)
    {
        if (!token.Has("at_hash"))
        {
            return true;
        }
        if (accessToken is null || token.Text("at_hash") is not { } claimed)
        {
            return false;
        }
        var bytes = Encoding.ASCII.GetBytes(accessToken);
        var hash = algorithm[^3..] switch
        {
            "256" => SHA256.HashData(bytes),
            "384" => SHA384.HashData(bytes),
            _ => SHA512.HashData(bytes),
        };
        return Same(claimed, Base64UrlEncoder.Encode(hash[..(hash.Length / 2)]));
    }

    private static bool Same(string? one, string other) =>
        one is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private TokenClaims? Refused(Provider provider, string why)
    {
        Log.Refused(logger, provider.Institute, why);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A token in the name of the provider of institute {Institute} was refused: {Why}")]
        public static partial void Refused(ILogger logger, Guid institute, string why);
    }
}

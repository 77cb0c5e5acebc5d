using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Server.Http;
using Supervision.Server.Identity.Tokens;

namespace Supervision.Server.Access;

/// <summary>What a program may do with its token, of what the person may. None of them includes another.</summary>
[JsonConverter(typeof(KebabCase<TokenScope>))]
internal enum TokenScope
{
    Read, Annotate, Manage,
}

/// <summary>The one place where the scopes of a token are looked at.</summary>
internal static class TokenScopes
{
    public const string Claim = "scope";

    /// <summary>Whether whoever asks may do this by the means they came in with: a session may, a token needs the row's scope.</summary>
    public static bool Allow(ClaimsPrincipal user, AccessRow row) =>
        user.Identity?.AuthenticationType != Bearer.Scheme || (row.Token is { } needed && user.HasClaim(Claim, NameOf(needed)));

    public static string NameOf(TokenScope scope) => JsonNamingPolicy.KebabCaseLower.ConvertName(scope.ToString());

    public static TokenScope? Find(string name) =>
        Enum.GetValues<TokenScope>().Where(scope => NameOf(scope) == name).Select(scope => (TokenScope?)scope).FirstOrDefault();
}

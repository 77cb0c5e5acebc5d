using System.Text.RegularExpressions;
using Supervision.Server.Http;

namespace Supervision.Server.Identity.Providers;

/// <summary>What an administrator may enter.</summary>
internal static partial class ProviderRules
{
    private const int MaxLength = 400;
    private const int MaxNameLength = 100;
    private const int MostEntries = 50;

    public static FieldErrors Check(ProviderRequest request, ProviderFetching fetching)
    {
        var errors = new FieldErrors();
        Require(errors, "issuer", request.Issuer.Length <= MaxLength && fetching.MayAsk(request.Issuer) && !request.Issuer.Contains('?'),
            "Enter the issuer's address, beginning with https://.");
        Require(errors, "clientId", IsWord(request.ClientId, MaxLength), "Enter the client id that the provider has given.");
        Require(errors, "clientSecret", request.ClientSecret is null || (request.ClientSecret.Length is > 0 and <= MaxLength && !request.ClientSecret.Any(char.IsControl)), "This cannot be a client secret.");
        Require(errors, "emailClaim", IsWord(request.EmailClaim, MaxNameLength), "Enter the name of the claim that holds the e-mail address.");
        Require(errors, "rolesClaim", request.RolesClaim is null || IsWord(request.RolesClaim, MaxNameLength), "Enter the name of the claim that holds roles.");
        Require(errors, "roles", request.Roles.Count <= MostEntries && request.Roles.Keys.All(value => value.Length is > 0 and <= MaxLength),
            "Say for each value what it means, at most 50 of them.");
        Require(errors, "domains", request.Domains.Count <= MostEntries && request.Domains.All(domain => Domain().IsMatch(domain)),
            "Enter domains such as example.org, at most 50.");
        Require(errors, "scopes", request.Scopes.Count <= MostEntries && request.Scopes.All(scope => IsWord(scope, MaxNameLength)), "Enter scopes without spaces.");
        // A token that tells us who signs in must never do as one for the API.
        Require(errors, "apiAudience", request.ApiAudience is null || (IsWord(request.ApiAudience, MaxLength) && request.ApiAudience != request.ClientId),
            "Enter an audience of its own, not the client id.");
        return errors;
    }

    public static Provider Made(ProviderRequest request, Guid institute, string? secret) => new(
        institute, request.Issuer, request.ClientId, secret, request.EmailClaim, request.RolesClaim, request.Roles,
        [.. request.Domains.Select(domain => domain.ToLowerInvariant()).Distinct()], [.. request.Scopes.Distinct()], request.ApiAudience);

    private static void Require(FieldErrors errors, string field, bool isRight, string sentence)
    {
        if (!isRight)
        {
            errors.Add(field, sentence);
        }
    }

    private static bool IsWord(string text, int longest) =>
        text.Length > 0 && text.Length <= longest && !text.Any(each => char.IsControl(each) || char.IsWhiteSpace(each));

    [GeneratedRegex("^(?=.{1,253}\\z)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Domain();
}

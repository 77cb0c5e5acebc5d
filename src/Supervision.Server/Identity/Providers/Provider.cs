namespace Supervision.Server.Identity.Providers;

/// <summary>The OpenID provider of one institute, as its administrator has set it.</summary>
/// <param name="Issuer">Exactly as its tokens name it; the discovery document is found below it.</param>
/// <param name="ClientSecret">Null for a client without one; PKCE is used in any case.</param>
/// <param name="EmailClaim">Where its tokens name a person's e-mail address.</param>
/// <param name="RolesClaim">Where they name what a person is; null leaves roles to the institute's administrators.</param>
/// <param name="Roles">What the values of that claim mean here; others mean nothing.</param>
/// <param name="Domains">E-mail domains of the people it speaks for, in lower case; without any, it speaks for all addresses.</param>
/// <param name="Scopes">Asked for beside <c>openid</c>.</param>
/// <param name="ApiAudience">What its tokens for the API are issued for; null when it issues none.</param>
internal sealed record Provider(
    Guid Institute, string Issuer, string ClientId, string? ClientSecret, string EmailClaim, string? RolesClaim,
    IReadOnlyDictionary<string, InstituteRole> Roles, IReadOnlyList<string> Domains, IReadOnlyList<string> Scopes, string? ApiAudience)
{
    public bool SpeaksFor(string email) => Domains.Count == 0 || Domains.Contains(DomainOf(email), StringComparer.Ordinal);

    /// <summary>The part behind the @, in lower case; empty if there is none.</summary>
    public static string DomainOf(string email) =>
        email.LastIndexOf('@') is var at and >= 0 ? email[(at + 1)..].Trim().ToLowerInvariant() : "";

    // A secret must not reach a log by way of a record's words.
    public override string ToString() => $"Provider of {Institute}";
}

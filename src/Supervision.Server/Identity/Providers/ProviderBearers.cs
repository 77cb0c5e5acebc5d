using Supervision.Server.Access;
using Supervision.Server.Features;
using Supervision.Server.Identity.Tokens;

namespace Supervision.Server.Identity.Providers;

/// <summary>Programs that come in with a token of an institute's provider, as the person it is linked to and nobody else.</summary>
internal sealed class ProviderBearers(ProviderStore providers, ProviderTokens tokens, ProviderLinks links, TimeProvider time)
{
    private const string ScopePrefix = "supervision.";

    /// <returns>Null if the token is not good, or its subject is nobody's here.</returns>
    public async Task<TokenBearer?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (ProviderTokens.Unverified(token) is not { Issuer.Length: > 0 } unverified)
        {
            return null;
        }
        var named = await providers.OfIssuerAsync(unverified.Issuer, cancellationToken);
        foreach (var provider in named.Where(each => unverified.Audiences.Contains(each.ApiAudience, StringComparer.Ordinal)))
        {
            if (await FindAsync(provider, token, cancellationToken) is { } bearer)
            {
                return bearer;
            }
        }
        return null;
    }

    private async Task<TokenBearer?> FindAsync(Provider provider, string token, CancellationToken cancellationToken)
    {
        try
        {
            return await tokens.ApiTokenAsync(provider, token, cancellationToken) is { } api
                && await links.FindAsync(provider, api.Text("sub")!, cancellationToken) is { } account
                    ? new(
                        Guid.CreateVersion7(time.GetUtcNow()), new Viewer(new PersonId(account), provider.Institute.ToString()), ScopesOf(api),
                        api.Time("exp") ?? time.GetUtcNow())
                    : null;
        }
        catch (ProviderException)
        {
            // Without its keys nobody can tell whether the token is good.
            return null;
        }
    }

    // In one text or several, in `scope` or, as Entra ID has it, `scp`; the names are ours, so that they mean nothing elsewhere.
    private static IReadOnlyList<string> ScopesOf(TokenClaims token) =>
    [
        .. token.Texts("scope").Concat(token.Texts("scp")).SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(name => name.StartsWith(ScopePrefix, StringComparison.Ordinal)).Select(name => name[ScopePrefix.Length..]).Distinct(StringComparer.Ordinal),
    ];
}

using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Supervision.Server.Access;
using Supervision.Server.Http;
using Supervision.Server.Identity.Providers;

namespace Supervision.Server.Identity.Tokens;

/// <summary>Knows people by their personal access tokens, and by the tokens that their institute's provider issues for the API.</summary>
internal sealed class BearerHandler(
    AccessTokenStore tokens, ProviderBearers providers, PresentInstitutes institutes, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Problems.WriteAsync(context, Problems.TokenInvalid());
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Bearer.Of(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }
        var bearer = token.StartsWith(AccessToken.Prefix, StringComparison.Ordinal)
            ? AccessToken.IsWellFormed(token) ? await tokens.UseAsync(AccessToken.HashOf(token), Context.RequestAborted) : null
            : await providers.FindAsync(token, Context.RequestAborted);
        // A token ends with the person's place in the institute.
        return bearer is null || !await institutes.IsPresentAsync(bearer.Viewer, Context.RequestAborted) ? AuthenticateResult.Fail("The token is not good.") : AuthenticateResult.Success(TicketOf(bearer));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => RefuseAsync(Context);

    // The expiry ends a connection to the hub, too.
    private static AuthenticationTicket TicketOf(TokenBearer bearer) => new(
        new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, bearer.Viewer.Person.ToString()),
                new(Viewer.InstituteClaim, bearer.Viewer.Tenant),
                new(Viewer.CredentialClaim, bearer.Token.ToString()),
                .. bearer.Scopes.Select(scope => new Claim(TokenScopes.Claim, scope)),
            ],
            Bearer.Scheme)),
        new AuthenticationProperties { ExpiresUtc = bearer.ExpiresAt },
        Bearer.Scheme);
}

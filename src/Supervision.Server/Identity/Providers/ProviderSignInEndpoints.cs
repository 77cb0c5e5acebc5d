using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Supervision.Server.Access;
using Supervision.Server.Http;
using Supervision.Server.Identity.SignedIn;

namespace Supervision.Server.Identity.Providers;

internal sealed record ProviderInstitutes(IReadOnlyList<Institute> Institutes);

internal static class ProviderSignInEndpoints
{
    private const int MaxLength = 2_048;

    /// <summary>Where a provider posts logout tokens: it has no header of ours, and no cookie.</summary>
    public static bool IsBackChannel(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/api/session/provider", StringComparison.OrdinalIgnoreCase, out var rest)
        && rest.Value!.EndsWith("/logout", StringComparison.OrdinalIgnoreCase);

    public static void MapProviderSignIn(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        session.MapGet("/providers/{domain}", Find).Asks(Act.FindProvider).WithMetadata(new Guessable())
            .WithName("FindProviders").WithSummary("The institutes whose provider speaks for an e-mail domain; tells nothing of accounts")
            .AnswersProblems(429);
        // Addresses for browsers and providers, not for programs: src/README.md describes them.
        session.MapGet("/provider/{instituteId:guid}", Begin).Asks(Act.SignInAtProvider).WithMetadata(new Guessable())
            .ExcludeFromDescription();
        session.MapGet("/provider/{instituteId:guid}/callback", Return).Asks(Act.SignInAtProvider).WithMetadata(new Guessable())
            .ExcludeFromDescription();
        session.MapPost("/provider/{instituteId:guid}/logout", Logout).Asks(Act.EndProviderSessions).LimitsBody(65_536)
            .ExcludeFromDescription();
        api.MapProviderLinks();
    }

    public static string RedirectAddress(HttpRequest request, Guid institute) =>
        $"{request.Scheme}://{request.Host}/api/session/provider/{institute}/callback";

    public static string LogoutAddress(HttpRequest request, Guid institute) =>
        $"{request.Scheme}://{request.Host}/api/session/provider/{institute}/logout";

    private static async Task<Ok<ProviderInstitutes>> Find(string domain, ProviderStore providers, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ProviderInstitutes(await providers.OfDomainAsync(domain.Trim().ToLowerInvariant(), cancellationToken)));

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> Begin(
        Guid instituteId, HttpContext context, ProviderStore providers, ProviderSignIn signIn, ProviderAttempts attempts, TimeProvider time,
        CancellationToken cancellationToken, string? next = null, bool confirm = false)
    {
        if (await providers.FindAsync(instituteId, cancellationToken) is not { } provider)
        {
            return Problems.NotFound();
        }
        var goesOn = confirm ? GoesOn(context.User, instituteId) : null;
        var attempt = ProviderAttempt.Begin(provider, IsOwnPath(next) ? next : null, linkTo: null, confirm, goesOn, PresentSession.Of(context.User), time.GetUtcNow());
        try
        {
            var address = await signIn.AddressAsync(provider, attempt, RedirectAddress(context.Request, instituteId), cancellationToken);
            attempts.Keep(context.Response, attempt);
            return TypedResults.Redirect(address);
        }
        catch (ProviderException)
        {
            return TypedResults.Redirect(PageOf(ProviderOutcome.Failed, attempt));
        }
    }

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> Return(
        Guid instituteId, HttpContext context, ProviderStore providers, ProviderSignIn signIn, ProviderAttempts attempts, CancellationToken cancellationToken,
        string? code = null, string? state = null, string? iss = null, string? error = null)
    {
        if (await providers.FindAsync(instituteId, cancellationToken) is not { } provider)
        {
            return Problems.NotFound();
        }
        if (state is null || code?.Length > MaxLength || attempts.Take(context, state) is not { } attempt || attempt.Institute != instituteId)
        {
            return TypedResults.Redirect(PageOf(ProviderOutcome.Expired, attempt: null));
        }
        var answer = new ProviderReturn(code, state, iss, error);
        return await signIn.FinishAsync(provider, attempt, answer, RedirectAddress(context.Request, instituteId), cancellationToken) switch
        {
            ProviderOutcome.SignedIn or ProviderOutcome.Confirmed or ProviderOutcome.Linked => TypedResults.Redirect(attempt.Next ?? "/"),
            var outcome => TypedResults.Redirect(PageOf(outcome, attempt)),
        };
    }

    private static async Task<Results<Ok, ProblemHttpResult>> Logout(
        Guid instituteId, HttpRequest request, ProviderStore providers, ProviderTokens tokens, ProviderSessions sessions, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (await providers.FindAsync(instituteId, cancellationToken) is not { } provider)
        {
            return Problems.NotFound();
        }
        if (!request.HasFormContentType || (await request.ReadFormAsync(cancellationToken))["logout_token"].ToString() is not { Length: > 0 } token)
        {
            return Problems.Invalid("logout_token", "This must be a logout token.");
        }
        try
        {
            if (await tokens.LogoutTokenAsync(provider, token, cancellationToken) is not { } logout
                || !await sessions.UseLogoutTokenAsync(provider, logout.Text("jti")!, time.GetUtcNow().AddHours(1), cancellationToken))
            {
                return Problems.Invalid("logout_token", "This logout token is not good.");
            }
            await sessions.EndAsync(provider.Institute, provider.Issuer, logout.Text("sub"), logout.Text("sid"), cancellationToken);
            return TypedResults.Ok();
        }
        catch (ProviderException)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable);
        }
    }

    // Words that the client knows; never what a provider has said.
    private static string PageOf(ProviderOutcome outcome, ProviderAttempt? attempt) => QueryHelpers.AddQueryString(
        attempt is { IsOfSomeone: true } ? attempt.Next ?? "/" : "/sign-in", "problem", $"provider-{JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString())}");

    private static ConfirmedSession? GoesOn(ClaimsPrincipal user, Guid institute) =>
        SessionClaims.ProviderSessionOf(user) is { } began && Viewer.Of(user) is var viewer && viewer.Tenant == institute.ToString()
            ? new(viewer.Person.Value, SessionClaims.SessionOf(user)!.Value, began)
            : null;

    // Not an address elsewhere that looks like a path.
    private static bool IsOwnPath(string? next) =>
        next is ['/', ..] && next.Length <= MaxLength && (next.Length == 1 || next[1] is not ('/' or '\\')) && !next.Any(char.IsControl);
}

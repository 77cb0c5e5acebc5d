using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Http;
using Supervision.Server.Identity.Credentials;

namespace Supervision.Server.Identity.Providers;

/// <param name="Address">Where to go to show the provider who one is.</param>
internal sealed record ProviderWay(string Address);

/// <param name="HasProvider">Whether the institute that one is at has a provider of its own.</param>
/// <param name="LinkedAt">Since when one can come in by it; null for not.</param>
internal sealed record ProviderLinkView(bool HasProvider, DateTimeOffset? LinkedAt = null);

/// <summary>A person's own account and the institute's provider.</summary>
internal static class ProviderLinkEndpoints
{
    public static void MapProviderLinks(this IEndpointRouteBuilder api)
    {
        var link = api.MapGroup("/account/provider").WithTags("Account");
        link.MapGet("/", Get).Asks(Act.SeeCredentials)
            .WithName("GetProviderLink").WithSummary("Whether one's account is linked with the institute's provider")
            .AnswersProblems(401);
        link.MapPost("/", Link).Asks(Act.LinkProvider)
            .WithName("LinkProvider").WithSummary("Begins to link one's account with the institute's provider")
            .AnswersProblems(401, 403, 404, 409);
        link.MapDelete("/", Unlink).Asks(Act.LinkProvider)
            .WithName("UnlinkProvider").WithSummary("Unlinks one's account from the institute's provider, and ends the sessions that began there")
            .AnswersProblems(401, 403, 404, 409);
    }

    private static async Task<Ok<ProviderLinkView>> Get(ClaimsPrincipal user, ProviderStore providers, ProviderLinks links, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        var provider = await providers.FindAsync(Guid.Parse(viewer.Tenant), cancellationToken);
        return TypedResults.Ok(new ProviderLinkView(
            provider is not null, provider is null ? null : await links.LinkedAtAsync(provider, viewer.Person.Value, cancellationToken)));
    }

    private static async Task<Results<Ok<ProviderWay>, ProblemHttpResult>> Link(
        HttpContext context, ClaimsPrincipal user, ProviderStore providers, ProviderSignIn signIn, ProviderAttempts attempts, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        var institute = Guid.Parse(viewer.Tenant);
        if (await providers.FindAsync(institute, cancellationToken) is not { } provider)
        {
            return Problems.NotFound();
        }
        var attempt = ProviderAttempt.Begin(provider, "/account", viewer.Person.Value, confirms: false, goesOn: null, replaced: null, time.GetUtcNow());
        try
        {
            var address = await signIn.AddressAsync(provider, attempt, ProviderSignInEndpoints.RedirectAddress(context.Request, institute), cancellationToken);
            attempts.Keep(context.Response, attempt);
            return TypedResults.Ok(new ProviderWay(address));
        }
        catch (ProviderException)
        {
            return Problems.Refused(new Refusal("provider-unusable", "The institute's provider cannot be reached. Try again later."));
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Unlink(
        ClaimsPrincipal user, UserManager<Account> accounts, ProviderStore providers, ProviderLinks links, ProviderSessions sessions, Notices notices,
        CancellationToken cancellationToken)
    {
        var institute = Guid.Parse(Viewer.Of(user).Tenant);
        if (await accounts.GetUserAsync(user) is not { } account || await providers.FindAsync(institute, cancellationToken) is not { } provider)
        {
            return Problems.NotFound();
        }
        if (!await accounts.HasPasswordAsync(account) && (await accounts.GetPasskeysAsync(account)).Count == 0)
        {
            return Problems.Refused(new Refusal(
                "only-way-in", "You would have no way in. Set a password first, by \"Forgotten your password?\" on the sign-in page."));
        }
        var subjects = await links.RemoveAsync(provider, account.Id, cancellationToken);
        foreach (var subject in subjects)
        {
            await sessions.EndAsync(institute, provider.Issuer, subject, sid: null, cancellationToken);
        }
        if (subjects.Count > 0)
        {
            notices.Tell(account.Id, "A way to sign in was removed", "Your account at Supervision was unlinked from your institute's sign-in just now.");
        }
        return TypedResults.NoContent();
    }
}

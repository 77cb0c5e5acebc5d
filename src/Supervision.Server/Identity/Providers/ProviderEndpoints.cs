using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Identity.Providers;

/// <param name="ClientSecret">Left out: stays as it is.</param>
/// <param name="Roles">What the values of the roles claim mean here.</param>
/// <param name="Scopes">Asked for beside <c>openid</c>.</param>
/// <param name="Reason">Kept with the change.</param>
internal sealed record ProviderRequest(
    string Issuer, string ClientId, string EmailClaim, IReadOnlyDictionary<string, InstituteRole> Roles, IReadOnlyList<string> Domains,
    IReadOnlyList<string> Scopes, string? ClientSecret = null, string? RolesClaim = null, string? ApiAudience = null, string? Reason = null)
{
    public override string ToString() => nameof(ProviderRequest);
}

/// <param name="Reason">Kept with the change.</param>
internal sealed record RemoveProviderRequest(string? Reason = null)
{
    public override string ToString() => nameof(RemoveProviderRequest);
}

/// <param name="HasClientSecret">The secret itself is never told.</param>
internal sealed record ProviderView(
    string Issuer, string ClientId, bool HasClientSecret, string EmailClaim, string? RolesClaim, IReadOnlyDictionary<string, InstituteRole> Roles,
    IReadOnlyList<string> Domains, IReadOnlyList<string> Scopes, string? ApiAudience)
{
    public static ProviderView Of(Provider provider) => new(
        provider.Issuer, provider.ClientId, provider.ClientSecret is not null, provider.EmailClaim, provider.RolesClaim,
        new SortedDictionary<string, InstituteRole>(provider.Roles.ToDictionary(), StringComparer.Ordinal), provider.Domains, provider.Scopes, provider.ApiAudience);
}

/// <summary>What is set, and what the provider must be told.</summary>
/// <param name="Provider">Null when the institute has none.</param>
internal sealed record ProviderSettingsView(ProviderView? Provider, string RedirectAddress, string LogoutAddress);

internal static class ProviderEndpoints
{
    public static void MapProvider(this IEndpointRouteBuilder api)
    {
        var provider = api.MapGroup("/institute/provider").WithTags("Institute");
        provider.MapGet("/", Get).Asks(Act.SeeProvider)
            .WithName("GetProvider").WithSummary("The institute's OpenID provider, and what to enter there")
            .AnswersProblems(401, 403, 404);
        provider.MapPut("/", Set).Asks(Act.ChangeProvider).LimitsBody(32_768)
            .WithName("SetProvider").WithSummary("Sets the institute's OpenID provider, once it has been reached and found to be what it should")
            .AnswersProblems(400, 401, 403, 404, 409);
        provider.MapDelete("/", Remove).Asks(Act.ChangeProvider)
            .WithName("RemoveProvider").WithSummary("Removes the institute's OpenID provider and ends the sessions that began there")
            .AnswersProblems(400, 401, 403, 404, 409);
    }

    private static async Task<Ok<ProviderSettingsView>> Get(ClaimsPrincipal user, ProviderStore providers, HttpRequest request, CancellationToken cancellationToken)
    {
        var institute = InstituteOf(user);
        var provider = await providers.FindAsync(institute, cancellationToken);
        return TypedResults.Ok(ViewOf(provider, institute, request));
    }

    private static async Task<Results<Ok<ProviderSettingsView>, ProblemHttpResult>> Set(
        ProviderRequest request, ClaimsPrincipal user, ProviderStore providers, ProviderDocuments documents, ProviderFetching fetching, ProviderSessions sessions,
        ProviderRecord record, HttpRequest http, CancellationToken cancellationToken)
    {
        var errors = ProviderRules.Check(request, fetching);
        if (errors.Any)
        {
            return errors.Problem;
        }
        var institute = InstituteOf(user);
        var present = await providers.FindAsync(institute, cancellationToken);
        // A secret goes where it was meant to go: with another issuer it must be entered again.
        if (request.ClientSecret is null && present is { ClientSecret: not null } && present.Issuer != request.Issuer)
        {
            return Problems.Refused(new Refusal("secret-needed", "Enter the client secret again: the present one belongs to another issuer."));
        }
        try
        {
            await documents.FetchAsync(request.Issuer, cancellationToken);
        }
        catch (ProviderException)
        {
            // Not why: the answer must not tell what there is at an address.
            return Problems.Refused(new Refusal("provider-unusable", "There is no OpenID provider of this issuer that can be reached from here."));
        }
        var provider = ProviderRules.Made(request, institute, request.ClientSecret ?? present?.ClientSecret);
        if (await record.SetAsync(Viewer.Of(user), provider, request.ClientSecret is not null, request.Reason, cancellationToken) is { } refused)
        {
            return refused;
        }
        await providers.SaveAsync(provider, Viewer.Of(user), cancellationToken);
        if (present is not null && present.Issuer != provider.Issuer)
        {
            await sessions.EndAsync(institute, present.Issuer, subject: null, sid: null, cancellationToken);
        }
        return TypedResults.Ok(ViewOf(provider, institute, http));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        [FromBody] RemoveProviderRequest request, ClaimsPrincipal user, ProviderStore providers, ProviderSessions sessions, ProviderRecord record,
        CancellationToken cancellationToken)
    {
        var institute = InstituteOf(user);
        if (await providers.FindAsync(institute, cancellationToken) is { } present)
        {
            if (await record.RemoveAsync(Viewer.Of(user), present, request.Reason, cancellationToken) is { } refused)
            {
                return refused;
            }
            await providers.RemoveAsync(institute, cancellationToken);
            await sessions.EndAsync(institute, present.Issuer, subject: null, sid: null, cancellationToken);
        }
        return TypedResults.NoContent();
    }

    private static Guid InstituteOf(ClaimsPrincipal user) => Guid.Parse(Viewer.Of(user).Tenant);

    private static ProviderSettingsView ViewOf(Provider? provider, Guid institute, HttpRequest request) => new(
        provider is null ? null : ProviderView.Of(provider),
        ProviderSignInEndpoints.RedirectAddress(request, institute), ProviderSignInEndpoints.LogoutAddress(request, institute));
}

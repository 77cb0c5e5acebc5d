using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Identity.Tokens;

internal sealed record AccessTokenList(IReadOnlyList<AccessTokenView> Tokens);

/// <param name="Id">Made by the client.</param>
/// <param name="Name">What it is for, for its owner.</param>
/// <param name="Days">How long it is good for, 1 to 365.</param>
internal sealed record AccessTokenRequest(Guid Id, string Name, IReadOnlyList<TokenScope> Scopes, int Days);

/// <param name="Secret">The token itself, told this once.</param>
internal sealed record NewAccessToken(AccessTokenView Token, string Secret)
{
    public override string ToString() => nameof(NewAccessToken);
}

internal static class AccessTokenEndpoints
{
    private const int MostDays = 365;
    private const int MaxNameLength = 80;

    public static void MapAccessTokens(this IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("/account/tokens").WithTags("Account");
        tokens.MapGet("/", List).Asks(Act.ListAccessTokens)
            .WithName("ListAccessTokens").WithSummary("One's own personal access tokens, without the tokens themselves")
            .AnswersProblems(401);
        tokens.MapPost("/", Make).Asks(Act.MakeAccessToken).LimitsBody(8_192)
            .WithName("MakeAccessToken").WithSummary("Makes a personal access token and tells it, this once")
            .AnswersProblems(400, 401, 403, 409);
        tokens.MapDelete("/{tokenId:guid}", Revoke).Asks(Act.RevokeAccessToken)
            .WithName("RevokeAccessToken").WithSummary("Ends a token, and the connections that came in by it; done already if it has been ended")
            .AnswersProblems(401, 403, 404);
    }

    private static async Task<Ok<AccessTokenList>> List(ClaimsPrincipal user, AccessTokenStore tokens, CancellationToken cancellationToken) =>
        TypedResults.Ok(new AccessTokenList(await tokens.ListAsync(Viewer.Of(user), cancellationToken)));

    private static async Task<Results<Created<NewAccessToken>, ProblemHttpResult>> Make(
        AccessTokenRequest request, ClaimsPrincipal user, AccessTokenStore tokens, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = Check(request);
        if (errors.Any)
        {
            return errors.Problem;
        }
        var now = time.GetUtcNow();
        var (token, secret) = (
            new AccessTokenView(request.Id, request.Name.Trim(), [.. request.Scopes.Distinct().Order()], now, now.AddDays(request.Days), LastUsedAt: null),
            AccessToken.Create());
        if (await tokens.AddAsync(Viewer.Of(user), token, AccessToken.HashOf(secret), cancellationToken))
        {
            return TypedResults.Created($"/api/account/tokens/{token.Id}", new NewAccessToken(token, secret));
        }
        return Problems.Refused(await tokens.ExistsAsync(token.Id, cancellationToken)
            ? new Refusal("id-taken", "This id is in use already. A token is told once only: make another.")
            : new Refusal("too-many-tokens", $"There can be {AccessTokenStore.MostTokens} tokens at once. End one that is no longer used."));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        Guid tokenId, ClaimsPrincipal user, AccessTokenStore tokens, EndedAccess ended, CancellationToken cancellationToken)
    {
        if (!await tokens.RevokeAsync(Viewer.Of(user), tokenId, cancellationToken))
        {
            return Problems.NotFound();
        }
        await ended.TellAsync([tokenId], cancellationToken);
        return TypedResults.NoContent();
    }

    private static FieldErrors Check(AccessTokenRequest request)
    {
        var errors = new FieldErrors();
        errors.RequireId("id", request.Id);
        if (request.Name.Trim().Length is 0 or > MaxNameLength || request.Name.Any(char.IsControl))
        {
            errors.Add("name", $"Say in 1 to {MaxNameLength} characters what the token is for.");
        }
        if (request.Scopes.Count is 0 or > 16)
        {
            errors.Add("scopes", "Choose what the token may do.");
        }
        if (request.Days is < 1 or > MostDays)
        {
            errors.Add("days", $"A token is good for 1 to {MostDays} days.");
        }
        return errors;
    }
}

using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Identity.Credentials;

/// <summary>One of the two.</summary>
/// <param name="Credential">A passkey's answer to the challenge of <c>/api/session/passkey/options</c>.</param>
internal sealed record ConfirmRequest(string? Password = null, JsonElement? Credential = null)
{
    public override string ToString() => nameof(ConfirmRequest);
}

internal static class ConfirmingEndpoints
{
    public static void MapConfirming(this IEndpointRouteBuilder api) =>
        api.MapPost("/session/confirm", Confirm).Asks(Act.ConfirmIdentity).WithMetadata(new Guessable())
            .WithName("ConfirmIdentity").WithSummary("Proves again who is signed in, for what asks for it with confirm-identity").WithTags("Session")
            .LimitsBody(32_768)
            .AnswersProblems(400, 401, 403, 409, 429);

    private static async Task<Results<NoContent, ProblemHttpResult>> Confirm(
        ConfirmRequest request, ClaimsPrincipal user, UserManager<Account> accounts, Confirming confirming, CancellationToken cancellationToken)
    {
        if (await accounts.GetUserAsync(user) is not { } account)
        {
            return Problems.Of(StatusCodes.Status401Unauthorized);
        }
        return request switch
        {
            { Password: { Length: <= SessionEndpoints.MaxLength } password } => await confirming.ByPasswordAsync(account, password, cancellationToken)
                ? TypedResults.NoContent()
                : Problems.Refused(new("password-wrong", "The password is not right.")),
            { Credential: { } credential } => await confirming.ByPasskeyAsync(account, credential)
                ? TypedResults.NoContent()
                : Problems.Refused(new("passkey-not-accepted", "The passkey was not accepted. Try again, or use your password.")),
            _ => Problems.Invalid("password", "Enter your password."),
        };
    }
}

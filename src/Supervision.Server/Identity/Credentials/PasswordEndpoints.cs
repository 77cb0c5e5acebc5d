using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Supervision.Server.Access;
using Supervision.Server.Hosting;
using Supervision.Server.Http;

namespace Supervision.Server.Identity.Credentials;

internal sealed record ForgottenRequest(string Email)
{
    public override string ToString() => nameof(ForgottenRequest);
}

/// <param name="Token">From the link in the letter.</param>
internal sealed record ResetRequest(string Token, string Password)
{
    public override string ToString() => nameof(ResetRequest);
}

/// <param name="Present">The password as it is.</param>
/// <param name="Password">As it shall be.</param>
internal sealed record ChangePasswordRequest(string Present, string Password)
{
    public override string ToString() => nameof(ChangePasswordRequest);
}

internal static partial class PasswordEndpoints
{
    public static void MapPasswords(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        session.MapPost("/forgotten", Forgotten).Asks(Act.ResetPassword).WithMetadata(new Guessable())
            .WithName("ForgetPassword").WithSummary("Sends a link for a new password, if there is an account with this address; the answer does not tell")
            .LimitsBody(8_192)
            .AnswersProblems(400, 403, 429);
        session.MapPost("/reset", Reset).Asks(Act.ResetPassword).WithMetadata(new Guessable())
            .WithName("ResetPassword").WithSummary("Sets a new password by the link from the letter, and ends all sessions")
            .LimitsBody(8_192)
            .AnswersProblems(400, 403, 409, 429);
        api.MapPost("/account/password", Change).Asks(Act.ChangePassword).WithMetadata(new Guessable())
            .WithName("ChangePassword").WithSummary("Changes the password, and ends all other sessions").WithTags("Account")
            .LimitsBody(8_192)
            .AnswersProblems(400, 401, 403, 409, 429);
    }

    private static NoContent Forgotten(ForgottenRequest request, HttpRequest http, ServerSettings settings, Passwords passwords, ILogger<Passwords> logger)
    {
        if (PublicAddress.Of(http, settings) is not { } address)
        {
            NoAddress(logger);
        }
        else if (request.Email.Length <= SessionEndpoints.MaxLength)
        {
            passwords.SendLink(request.Email.Trim(), address);
        }
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Reset(ResetRequest request, Passwords passwords, CancellationToken cancellationToken)
    {
        if (await passwords.ProblemOfAsync(request.Token, request.Password, cancellationToken) is { } problem)
        {
            return Problems.Invalid("password", problem);
        }
        return await passwords.ResetAsync(request.Token, request.Password, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Refused(new("link-not-valid", "This link has been used, or is too old. Ask for a new one."));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(
        ChangePasswordRequest request, ClaimsPrincipal user, UserManager<Account> accounts, Confirming confirming, Passwords passwords, CancellationToken cancellationToken)
    {
        if (await accounts.GetUserAsync(user) is not { } account)
        {
            return Problems.Of(StatusCodes.Status401Unauthorized);
        }
        if (await passwords.ProblemOfAsync(account, request.Password, cancellationToken) is { } problem)
        {
            return Problems.Invalid("password", problem);
        }
        if (request.Present.Length > PasswordRules.Longest || !await confirming.VerifyAsync(account, request.Present, cancellationToken))
        {
            return Problems.Refused(new("password-wrong", "The present password is not right."));
        }
        await passwords.ChangeAsync(account, request.Password, cancellationToken);
        return TypedResults.NoContent();
    }

    [LoggerMessage(1, LogLevel.Error, "A letter was not sent: Supervision:Address does not say where people find the server")]
    private static partial void NoAddress(ILogger logger);
}

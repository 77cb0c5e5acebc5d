using System.Net.Mail;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Supervision.Server.Access;
using Supervision.Server.Hosting;
using Supervision.Server.Http;

namespace Supervision.Server.Identity.Credentials;

internal sealed record ChangeEmailRequest(string Email)
{
    public override string ToString() => nameof(ChangeEmailRequest);
}

/// <param name="Token">From the link in the letter.</param>
internal sealed record ConfirmEmailRequest(string Token)
{
    public override string ToString() => nameof(ConfirmEmailRequest);
}

internal static class EmailAddressEndpoints
{
    public static void MapEmailAddress(this IEndpointRouteBuilder api)
    {
        api.MapPost("/account/email", Change).Asks(Act.ChangeEmail).WithMetadata(new Guessable())
            .WithName("ChangeEmail").WithSummary("Sends a link to a new email address; it is the account's once the link is followed").WithTags("Account")
            .LimitsBody(8_192)
            .AnswersProblems(400, 401, 403, 409, 429);
        api.MapPost("/session/email", Confirm).Asks(Act.ConfirmEmail).WithMetadata(new Guessable())
            .WithName("ConfirmEmail").WithSummary("Confirms an email address by the link from the letter").WithTags("Session")
            .LimitsBody(8_192)
            .AnswersProblems(400, 403, 409, 429);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(
        ChangeEmailRequest request, ClaimsPrincipal user, HttpRequest http, ServerSettings settings, UserManager<Account> accounts, EmailAddresses addresses)
    {
        var email = request.Email.Trim();
        if (email.Length > SessionEndpoints.MaxLength || !MailAddress.TryCreate(email, out var parsed) || parsed.Address != email)
        {
            return Problems.Invalid("email", "Enter an email address, such as name@example.org.");
        }
        if (await accounts.GetUserAsync(user) is not { } account)
        {
            return Problems.Of(StatusCodes.Status401Unauthorized);
        }
        if (PublicAddress.Of(http, settings) is not { } address)
        {
            return Problems.Refused(new("no-mail", "This server sends no mail. Ask your administrator."));
        }
        addresses.SendLink(account, email, address);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Confirm(ConfirmEmailRequest request, EmailAddresses addresses, CancellationToken cancellationToken) =>
        await addresses.ConfirmAsync(request.Token, cancellationToken) switch
        {
            EmailConfirmation.Confirmed => TypedResults.NoContent(),
            EmailConfirmation.LinkNotValid => Problems.Refused(new("link-not-valid", "This link has been used, or is too old. Ask for a new one.")),
            EmailConfirmation.Taken => Problems.Refused(new("email-taken", "Another account has this email address.")),
        };
}

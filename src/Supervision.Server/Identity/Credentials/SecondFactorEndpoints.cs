using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using QRCoder;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Identity.Credentials;

/// <param name="RecoveryCodesLeft">Of the ten; 0 when it is off.</param>
internal sealed record SecondFactorView(bool IsOn, int RecoveryCodesLeft);

/// <param name="Secret">For apps that cannot read the picture.</param>
/// <param name="Uri">What the picture says.</param>
/// <param name="Picture">A QR code, an SVG document.</param>
internal sealed record SecondFactorSetup(string Secret, string Uri, string Picture)
{
    public override string ToString() => nameof(SecondFactorSetup);
}

/// <param name="Codes">Shown once; each good for one sign-in.</param>
internal sealed record RecoveryCodeList(IReadOnlyList<string> Codes)
{
    public override string ToString() => nameof(RecoveryCodeList);
}

internal sealed record ConfirmSecondFactorRequest(string Code)
{
    public override string ToString() => nameof(ConfirmSecondFactorRequest);
}

internal static class SecondFactorEndpoints
{
    public static void MapSecondFactor(this IEndpointRouteBuilder api)
    {
        var factor = api.MapGroup("/account/two-factor").WithTags("Account");
        factor.MapGet("/", Get).Asks(Act.SeeCredentials)
            .WithName("GetTwoFactor").WithSummary("Whether signing in asks for a code")
            .AnswersProblems(401);
        factor.MapPost("/setup", Begin).Asks(Act.ChangeTwoFactor)
            .WithName("SetUpTwoFactor").WithSummary("A secret for an authenticator app; it counts once a code confirms it")
            .AnswersProblems(401, 403, 409);
        factor.MapPost("/confirm", Confirm).Asks(Act.ChangeTwoFactor).WithMetadata(new Guessable())
            .WithName("ConfirmTwoFactor").WithSummary("Turns codes on, with one that the app shows; answers with the recovery codes")
            .AnswersProblems(400, 401, 403, 409, 429);
        factor.MapPost("/recovery-codes", Renew).Asks(Act.ChangeTwoFactor)
            .WithName("RenewRecoveryCodes").WithSummary("Ten new recovery codes; the old ones are worth nothing from then on")
            .AnswersProblems(401, 403, 409);
        factor.MapDelete("/", End).Asks(Act.ChangeTwoFactor)
            .WithName("EndTwoFactor").WithSummary("Turns codes off; done already if they are")
            .AnswersProblems(401, 403);
    }

    private static async Task<Ok<SecondFactorView>> Get(ClaimsPrincipal user, SecondFactors factors, CancellationToken cancellationToken)
    {
        var state = await factors.StateAsync(Viewer.Of(user).Person.Value, cancellationToken);
        return TypedResults.Ok(new SecondFactorView(state.IsOn, state.RecoveryCodesLeft));
    }

    private static async Task<Results<Ok<SecondFactorSetup>, ProblemHttpResult>> Begin(
        ClaimsPrincipal user, UserManager<Account> accounts, SecondFactors factors, CancellationToken cancellationToken)
    {
        if (await accounts.GetUserAsync(user) is not { } account)
        {
            return Problems.Of(StatusCodes.Status401Unauthorized);
        }
        if (await factors.BeginAsync(account.Id, cancellationToken) is not { } secret)
        {
            return Problems.Refused(new("two-factor-on", "An authenticator app is set up already. Turn it off first."));
        }
        var uri = Totp.UriOf(secret, "Supervision", account.Email!);
        return TypedResults.Ok(new SecondFactorSetup(Totp.Base32(secret), uri, PictureOf(uri)));
    }

    private static async Task<Results<Ok<RecoveryCodeList>, ProblemHttpResult>> Confirm(
        ConfirmSecondFactorRequest request, ClaimsPrincipal user, SecondFactors factors, Notices notices, CancellationToken cancellationToken)
    {
        var account = Viewer.Of(user).Person.Value;
        if (request.Code.Length > SessionEndpoints.MaxLength || await factors.ConfirmAsync(account, request.Code, cancellationToken) is not { } codes)
        {
            return Problems.Refused(new("code-wrong", "The code is not right. Enter the one that the app shows now."));
        }
        notices.Tell(account, "An authenticator app was set up", "Signing in to your account at Supervision with a password now also asks for a code from an authenticator app.");
        return TypedResults.Ok(new RecoveryCodeList(codes));
    }

    private static async Task<Results<Ok<RecoveryCodeList>, ProblemHttpResult>> Renew(
        ClaimsPrincipal user, SecondFactors factors, Notices notices, CancellationToken cancellationToken)
    {
        var account = Viewer.Of(user).Person.Value;
        if (await factors.RenewRecoveryCodesAsync(account, cancellationToken) is not { } codes)
        {
            return Problems.Refused(new("two-factor-off", "No authenticator app is set up."));
        }
        notices.Tell(account, "New recovery codes were made", "The recovery codes of your account at Supervision were replaced by new ones. The old ones no longer work.");
        return TypedResults.Ok(new RecoveryCodeList(codes));
    }

    private static async Task<NoContent> End(ClaimsPrincipal user, SecondFactors factors, Notices notices, CancellationToken cancellationToken)
    {
        var account = Viewer.Of(user).Person.Value;
        if (await factors.EndAsync(account, cancellationToken))
        {
            notices.Tell(account, "The authenticator app was turned off", "Signing in to your account at Supervision no longer asks for a code from an authenticator app.");
        }
        return TypedResults.NoContent();
    }

    private static string PictureOf(string uri)
    {
        using var code = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        return picture.GetGraphic(pixelsPerModule: 4);
    }
}

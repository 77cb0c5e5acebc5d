using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Identity.Credentials;

/// <param name="Options">As <c>PublicKeyCredential.parseCreationOptionsFromJSON</c> or <c>parseRequestOptionsFromJSON</c> takes them.</param>
internal sealed record PasskeyChallenge(JsonElement Options);

/// <param name="Credential">The browser's answer, as <c>PublicKeyCredential.toJSON</c> gives it.</param>
internal sealed record PasskeySignInRequest(JsonElement Credential)
{
    public override string ToString() => nameof(PasskeySignInRequest);
}

internal sealed record AddPasskeyRequest(string Name, JsonElement Credential);

internal sealed record RenamePasskeyRequest(string Name);

internal sealed record PasskeyList(IReadOnlyList<PasskeyView> Passkeys);

/// <param name="Synced">Kept by a service that brings it to the person's other devices.</param>
internal sealed record PasskeyView(string Id, string Name, DateTimeOffset AddedAt, bool Synced)
{
    public static PasskeyView Of(UserPasskeyInfo passkey) => new(Passkeys.IdOf(passkey), passkey.Name ?? "Passkey", passkey.CreatedAt, passkey.IsBackedUp);
}

internal static partial class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session/passkey").WithTags("Session");
        session.MapPost("/options", BeginUsing).Asks(Act.SignIn).WithMetadata(new Guessable())
            .WithName("BeginPasskeySignIn").WithSummary("A challenge for a passkey: any, or the signed-in person's")
            .AnswersProblems(403, 429);
        session.MapPost("/", SignIn).Asks(Act.SignIn).WithMetadata(new Guessable())
            .WithName("SignInWithPasskey").WithSummary("Signs in with a passkey")
            .LimitsBody(32_768)
            .AnswersProblems(400, 401, 403, 429);
        var passkeys = api.MapGroup("/account/passkeys").WithTags("Account");
        passkeys.MapGet("/", List).Asks(Act.SeeCredentials)
            .WithName("ListPasskeys").WithSummary("The signed-in person's passkeys, oldest first")
            .AnswersProblems(401);
        passkeys.MapPost("/options", BeginAdding).Asks(Act.AddPasskey)
            .WithName("BeginAddingPasskey").WithSummary("A challenge for a new passkey")
            .AnswersProblems(401, 403);
        passkeys.MapPost("/", Add).Asks(Act.AddPasskey)
            .WithName("AddPasskey").WithSummary("Adds a passkey")
            .LimitsBody(65_536)
            .AnswersProblems(400, 401, 403, 409);
        passkeys.MapPost("/{passkeyId}/name", Rename).Asks(Act.RenamePasskey)
            .WithName("RenamePasskey").WithSummary("Names a passkey")
            .AnswersProblems(400, 401, 403, 404);
        passkeys.MapDelete("/{passkeyId}", Remove).Asks(Act.RemovePasskey)
            .WithName("RemovePasskey").WithSummary("Removes a passkey, unless it is the only way to sign in")
            .AnswersProblems(401, 403, 404, 409);
    }

    private static async Task<Ok<PasskeyChallenge>> BeginUsing(ClaimsPrincipal user, UserManager<Account> accounts, Passkeys passkeys) =>
        TypedResults.Ok(new PasskeyChallenge(await passkeys.BeginUsingAsync(await accounts.GetUserAsync(user))));

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> SignIn(
        PasskeySignInRequest request, Passkeys passkeys, SignInManager<Account> session, Sessions sessions, ILogger<Passkeys> logger,
        CancellationToken cancellationToken)
    {
        if (await passkeys.UseAsync(request.Credential) is not { } account)
        {
            SignInFailed(logger);
            return Problems.SignInStopped("passkey-failed", "The passkey was not accepted. Try again, or sign in with your password.");
        }
        await session.SignInAsync(account, isPersistent: false, authenticationMethod: "hwk");
        return TypedResults.Ok(await sessions.ViewAsync(account, cancellationToken));
    }

    private static async Task<Results<Ok<PasskeyList>, ProblemHttpResult>> List(ClaimsPrincipal user, UserManager<Account> accounts, Passkeys passkeys) =>
        await accounts.GetUserAsync(user) is { } account
            ? TypedResults.Ok(new PasskeyList([.. (await passkeys.OfAsync(account)).Select(PasskeyView.Of)]))
            : Problems.Of(StatusCodes.Status401Unauthorized);

    private static async Task<Results<Ok<PasskeyChallenge>, ProblemHttpResult>> BeginAdding(ClaimsPrincipal user, UserManager<Account> accounts, Passkeys passkeys) =>
        await accounts.GetUserAsync(user) is { } account
            ? TypedResults.Ok(new PasskeyChallenge(await passkeys.BeginAddingAsync(account)))
            : Problems.Of(StatusCodes.Status401Unauthorized);

    private static async Task<Results<Created<PasskeyView>, ProblemHttpResult>> Add(
        AddPasskeyRequest request, ClaimsPrincipal user, UserManager<Account> accounts, Passkeys passkeys, Notices notices)
    {
        if (NameProblem(request.Name) is { } problem)
        {
            return problem;
        }
        if (await accounts.GetUserAsync(user) is not { } account)
        {
            return Problems.Of(StatusCodes.Status401Unauthorized);
        }
        var (passkey, refusal) = await passkeys.AddAsync(account, request.Name.Trim(), request.Credential);
        if (passkey is null)
        {
            return Problems.Refused(refusal!);
        }
        notices.Tell(account.Id, "A passkey was added", "A passkey was added to your account at Supervision. Whoever has the device that it is on can sign in with it.");
        return TypedResults.Created((string?)null, PasskeyView.Of(passkey));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Rename(
        string passkeyId, RenamePasskeyRequest request, ClaimsPrincipal user, UserManager<Account> accounts, Passkeys passkeys)
    {
        if (NameProblem(request.Name) is { } problem)
        {
            return problem;
        }
        return await accounts.GetUserAsync(user) is { } account && await passkeys.RenameAsync(account, passkeyId, request.Name.Trim())
            ? TypedResults.NoContent()
            : Problems.NotFound();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string passkeyId, ClaimsPrincipal user, UserManager<Account> accounts, Passkeys passkeys, Notices notices)
    {
        var account = await accounts.GetUserAsync(user);
        switch (account is null ? null : await passkeys.RemoveAsync(account, passkeyId))
        {
            case true:
                notices.Tell(account!.Id, "A passkey was removed", "A passkey was removed from your account at Supervision and no longer signs in.");
                return TypedResults.NoContent();
            case false:
                return Problems.Refused(new("only-way-in", "This is the only way into your account. Set a password or add another passkey first."));
            default:
                return Problems.NotFound();
        }
    }

    [LoggerMessage(1, LogLevel.Information, "An attempt to sign in with a passkey failed")]
    private static partial void SignInFailed(ILogger logger);

    private static ProblemHttpResult? NameProblem(string name) => name.Trim().Length switch
    {
        0 => Problems.Invalid("name", "Give the passkey a name."),
        > Passkeys.LongestName => Problems.Invalid("name", $"The name is too long. The limit is {Passkeys.LongestName} characters."),
        _ => null,
    };
}

using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Supervision.Server.Access;
using Supervision.Server.Features.Groups;
using Supervision.Server.Hosting;
using Supervision.Server.Http;

namespace Supervision.Server.Identity;

internal sealed record SignInRequest(string Email, string Password)
{
    public override string ToString() => nameof(SignInRequest);
}

internal sealed record SessionView(
    SessionPerson Person, Institute Institute, IReadOnlyList<InstituteRole> Roles, IReadOnlyList<GroupMembership> Groups, bool Demonstration);

internal sealed record SessionPerson(Guid Id, string Name, string Initials, string Email);

internal sealed record Institute(Guid Id, string Name);

internal sealed record GroupMembership(Guid Id, string Name, GroupRole Role);

internal static class SessionEndpoints
{
    private const int MaxLength = 256;

    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        session.MapPost("/", Begin).Asks(Act.SignIn).RequireRateLimiting(RequestLimits.SignIn)
            .WithName("SignIn").WithSummary("Signs in with an email address and a password")
            .LimitsBody(8_192)
            .AnswersProblems(400, 401, 403, 429);
        session.MapGet("/", Get).Asks(Act.SeeSession)
            .WithName("GetSession").WithSummary("Who is signed in, and in which groups")
            .AnswersProblems(401);
        session.MapDelete("/", End).Asks(Act.SignOut)
            .WithName("SignOut").WithSummary("Signs out; done already if nobody is signed in")
            .AnswersProblems(403);
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Begin(
        SignInRequest request, SignIn signIn, Sessions sessions, CancellationToken cancellationToken)
    {
        if (request.Email.Length > MaxLength || request.Password.Length > MaxLength)
        {
            return Problems.SignInFailed();
        }
        return await signIn.TryAsync(request.Email.Trim(), request.Password, cancellationToken) is { } account
            ? TypedResults.Ok(await sessions.ViewAsync(account, cancellationToken))
            : Problems.SignInFailed();
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Get(
        ClaimsPrincipal user, UserManager<Account> accounts, Sessions sessions, CancellationToken cancellationToken) =>
        await accounts.GetUserAsync(user) is { } account
            ? TypedResults.Ok(await sessions.ViewAsync(account, cancellationToken))
            : Problems.Of(StatusCodes.Status401Unauthorized);

    private static async Task<NoContent> End(SignInManager<Account> session)
    {
        await session.SignOutAsync();
        return TypedResults.NoContent();
    }
}

internal sealed class Sessions(Institutes institutes, AccessControl access, ServerSettings settings)
{
    public async Task<SessionView> ViewAsync(Account account, CancellationToken cancellationToken)
    {
        var viewer = new Viewer(account.Person, account.InstituteId.ToString());
        var groups = await access.ToGroupsAsync(viewer, cancellationToken);
        return new(
            new(account.Id, account.Name, account.Initials, account.Email!),
            new(account.InstituteId, await institutes.NameOfAsync(account.InstituteId, cancellationToken)),
            account.Roles,
            [.. groups.Select(each => new GroupMembership(each.Group.Id.Value, each.Group.Name, each.Role))],
            settings.IsDemonstration);
    }
}

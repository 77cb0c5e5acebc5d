using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Supervision.Server.Access;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.People;
using Supervision.Server.Hosting;
using Supervision.Server.Http;
using Supervision.Server.Identity.SignedIn;

namespace Supervision.Server.Identity;

/// <param name="Code">Of the authenticator app, or a recovery code; asked for by <c>two-factor-needed</c>.</param>
internal sealed record SignInRequest(string Email, string Password, string? Code = null)
{
    public override string ToString() => nameof(SignInRequest);
}

/// <param name="Institute">Where the session is.</param>
/// <param name="Institutes">Where it may go: all that the person belongs to.</param>
/// <param name="CameByProvider">Whether it began at the institute's own provider, where the person then confirms who they are.</param>
internal sealed record SessionView(
    SessionPerson Person, Institute Institute, IReadOnlyList<Institute> Institutes, IReadOnlyList<InstituteRole> Roles, IReadOnlyList<GroupMembership> Groups,
    bool Demonstration, bool CameByProvider);

internal sealed record SessionPerson(Guid Id, string Name, string Initials, string Email);

internal sealed record Institute(Guid Id, string Name);

/// <param name="Contract">How the group's contract stands; null once the group is closed.</param>
internal sealed record GroupMembership(Guid Id, string Name, GroupRole Role, ContractStanding? Contract = null);

internal static class SessionEndpoints
{
    public const int MaxLength = 256;

    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        session.MapPost("/", Begin).Asks(Act.SignIn).WithMetadata(new Guessable())
            .WithName("SignIn").WithSummary("Signs in with an email address and a password, and a code where the account asks for one")
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
        SignInRequest request, SignIn signIn, Sessions sessions, CancellationToken cancellationToken) =>
        request.Email.Length > MaxLength || request.Password.Length > MaxLength || request.Code?.Length > MaxLength
            ? Problems.SignInFailed()
            : await signIn.TryAsync(request.Email.Trim(), request.Password, request.Code, cancellationToken) switch
            {
                SignInOutcome.SignedIn signedIn => TypedResults.Ok(await sessions.ViewAsync(signedIn.Account, cancellationToken)),
                SignInOutcome.NeedsCode => Problems.SignInStopped("two-factor-needed", "Enter the code that your authenticator app shows, or a recovery code."),
                SignInOutcome.WrongCode => Problems.SignInStopped("two-factor-failed", "The code is not right, or has been used already."),
                _ => Problems.SignInFailed(),
            };

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Get(
        ClaimsPrincipal user, UserManager<Account> accounts, Sessions sessions, CancellationToken cancellationToken) =>
        await accounts.GetUserAsync(user) is { } account && await sessions.ViewAsync(account, Viewer.Of(user), SessionClaims.ProviderSessionOf(user) is not null, cancellationToken) is { } view
            ? TypedResults.Ok(view)
            : Problems.Of(StatusCodes.Status401Unauthorized);

    private static async Task<NoContent> End(SignInManager<Account> session)
    {
        await session.SignOutAsync();
        return TypedResults.NoContent();
    }
}

internal sealed class Sessions(
    InstituteRegister register, PresentInstitutes institutes, PeopleQueries people, AccessControl access, ServerSettings settings)
{
    /// <summary>Of a session that has just begun.</summary>
    public async Task<SessionView> ViewAsync(Account account, CancellationToken cancellationToken)
    {
        var institute = await institutes.ChosenAsync(account, cancellationToken);
        return await ReadAsync(account, new(account.Person, institute.ToString()), cameByProvider: false, cancellationToken);
    }

    /// <returns>Null if the person has left the institute that the session is at.</returns>
    public async Task<SessionView?> ViewAsync(Account account, Viewer viewer, bool cameByProvider, CancellationToken cancellationToken) =>
        await institutes.IsPresentAsync(account.Id, Guid.Parse(viewer.Tenant), cancellationToken)
            ? await ReadAsync(account, viewer, cameByProvider, cancellationToken)
            : null;

    private async Task<SessionView> ReadAsync(Account account, Viewer viewer, bool cameByProvider, CancellationToken cancellationToken)
    {
        var institute = Guid.Parse(viewer.Tenant);
        var groups = await access.ToGroupsAsync(viewer, cancellationToken);
        return new(
            new(account.Id, account.Name, account.Initials, account.Email!),
            new(institute, await register.NameOfAsync(institute, cancellationToken)),
            await institutes.OfAsync(account, cancellationToken),
            await people.RolesOfAsync(viewer.Tenant, viewer.Person, cancellationToken),
            [.. groups.Select(each => new GroupMembership(each.Group.Id.Value, each.Group.Name, each.Role, ContractStanding.Of(each.Group, viewer.Person)))],
            settings.IsDemonstration, cameByProvider);
    }
}

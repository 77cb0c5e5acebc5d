using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Identity.SignedIn;

internal sealed record OpenSessionList(IReadOnlyList<OpenSessionView> Sessions);

/// <param name="Device">The browser, in short words.</param>
/// <param name="IsThis">The one that asks.</param>
internal sealed record OpenSessionView(Guid Id, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string Address, string Device, bool IsThis);

internal static class OpenSessionEndpoints
{
    public static void MapOpenSessions(this IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/account/sessions").WithTags("Account");
        sessions.MapGet("/", List).Asks(Act.SeeSessions)
            .WithName("ListSessions").WithSummary("Where the signed-in person is signed in, last seen first")
            .AnswersProblems(401);
        sessions.MapDelete("/{sessionId:guid}", End).Asks(Act.EndSessions)
            .WithName("EndSession").WithSummary("Ends one of the signed-in person's sessions, open connections included")
            .AnswersProblems(401, 403, 404);
        sessions.MapDelete("/", EndOthers).Asks(Act.EndSessions)
            .WithName("EndOtherSessions").WithSummary("Ends all of the signed-in person's sessions but this one")
            .AnswersProblems(401, 403);
    }

    private static async Task<Ok<OpenSessionList>> List(ClaimsPrincipal user, OpenSessions sessions, CancellationToken cancellationToken)
    {
        var current = SessionClaims.SessionOf(user);
        var all = await sessions.OfAsync(Viewer.Of(user).Person.Value, cancellationToken);
        return TypedResults.Ok(new OpenSessionList(
            [.. all.Select(each => new OpenSessionView(each.Id, each.StartedAt, each.LastSeenAt, each.Address, each.Device, each.Id == current))]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> End(
        Guid sessionId, ClaimsPrincipal user, OpenSessions sessions, SignInManager<Account> session, CancellationToken cancellationToken)
    {
        if (sessionId == SessionClaims.SessionOf(user))
        {
            await session.SignOutAsync();
            return TypedResults.NoContent();
        }
        return await sessions.EndAsync(Viewer.Of(user).Person.Value, sessionId, cancellationToken) ? TypedResults.NoContent() : Problems.NotFound();
    }

    private static async Task<NoContent> EndOthers(ClaimsPrincipal user, OpenSessions sessions, CancellationToken cancellationToken)
    {
        await sessions.EndOthersAsync(Viewer.Of(user).Person.Value, SessionClaims.SessionOf(user), cancellationToken);
        return TypedResults.NoContent();
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Supervision.EventStore;
using Supervision.EventStore.Following;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Identity;

/// <param name="Institute">One of those that the session names.</param>
internal sealed record SwitchInstituteRequest(Guid Institute);

/// <summary>A session is at one institute at a time. Going to another issues another cookie, and closes what was open live.</summary>
internal static class InstituteSwitchEndpoints
{
    /// <summary>Tells all nodes of a person who has gone: <c>person tenant</c>.</summary>
    public const string Topic = "institute-left";

    public static void MapInstituteSwitch(this IEndpointRouteBuilder api) =>
        api.MapPost("/session/institute", Switch).Asks(Act.SwitchInstitute)
            .WithTags("Session").WithName("SwitchInstitute").WithSummary("Goes to another institute that one belongs to")
            .WithDescription("Answers with a new cookie. Connections that are open live are cut, and come back as whoever one is then.")
            .AnswersProblems(401, 403, 404);

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Switch(
        SwitchInstituteRequest request, HttpContext context, UserManager<Account> accounts, PresentInstitutes institutes, Sessions sessions, PostgresEventStore store,
        CancellationToken cancellationToken)
    {
        var (from, to) = (Viewer.Of(context.User), request.Institute.ToString());
        if (!await institutes.GoToAsync(from.Person.Value, request.Institute, cancellationToken) || await accounts.GetUserAsync(context.User) is not { } account)
        {
            return Problems.NotFound();
        }
        var session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        await context.SignInAsync(IdentityConstants.ApplicationScheme, PresentInstitutes.At(context.User, to), session.Properties);
        await store.SendAsync([new EphemeralMessage(Topic, $"{from.Person} {from.Tenant}")], cancellationToken);
        return TypedResults.Ok((await sessions.ViewAsync(account, new(from.Person, to), cameByProvider: false, cancellationToken))!);
    }
}

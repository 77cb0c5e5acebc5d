using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Supervision.Server.Access;
using Supervision.Server.Http;
using Supervision.Server.Identity;
using Supervision.Server.Identity.Credentials;
using Supervision.Server.Identity.SignedIn;

namespace Supervision.Server.Features.People;

internal static class PersonEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("People");
        people.MapGet("/", List).Asks(Act.ListPeople)
            .WithName("ListPeople").WithSummary("Everyone at the institute, with their roles")
            .AnswersProblems(401, 404);
        people.MapPost("/{personId:guid}/roles", ChangeRoles).Asks(Act.ChangeRoles)
            .WithName("ChangeRoles").WithSummary("Gives a person roles in the institute, or takes some away")
            .AnswersProblems(400, 401, 403, 404, 409);
        people.MapPost("/{personId:guid}/accreditations", RecordAccreditation).Asks(Act.RecordAccreditation)
            .WithName("RecordAccreditation").WithSummary("Records that a body recognises the person as a supervisor")
            .AnswersProblems(400, 401, 403, 404, 409);
        people.MapPost("/{personId:guid}/accreditations/{accreditationId:guid}/end", EndAccreditation).Asks(Act.RecordAccreditation)
            .WithName("EndAccreditation").WithSummary("Ends an accreditation, or moves its end")
            .AnswersProblems(400, 401, 403, 404, 409);
        people.MapPost("/{personId:guid}/conflicts", DeclareConflict).Asks(Act.ChangeConflicts)
            .WithName("DeclareConflict").WithSummary("Declares that two people may not share a group or an audit")
            .AnswersProblems(400, 401, 403, 404, 409);
        people.MapPost("/{personId:guid}/conflicts/withdraw", WithdrawConflict).Asks(Act.ChangeConflicts)
            .WithName("WithdrawConflict").WithSummary("Withdraws a conflict that holds no longer")
            .AnswersProblems(400, 401, 403, 404, 409);
        people.MapPost("/{personId:guid}/sessions/end", EndSessions).Asks(Act.EndPersonsSessions)
            .WithName("EndPersonsSessions").WithSummary("Signs a person out everywhere, open connections included, and tells them by letter")
            .AnswersProblems(400, 401, 403, 404, 409);
        people.MapDelete("/{personId:guid}", Leave).Asks(Act.EndMembership)
            .WithName("EndMembership").WithSummary("Ends a person's membership of the institute and of its groups")
            .AnswersProblems(400, 401, 403, 404, 409);
    }

    private static async Task<Ok<PeopleList>> List(ClaimsPrincipal user, PeopleReading people, CancellationToken cancellationToken) =>
        TypedResults.Ok(await people.ListAsync(Viewer.Of(user), cancellationToken));

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> ChangeRoles(
        Guid personId, ChangeRolesRequest request, ClaimsPrincipal user, PeopleQueries people, PersonChanges changes, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var (viewer, person) = (Viewer.Of(user), new PersonId(personId));
        if (await people.FindAsync(viewer.Tenant, person, cancellationToken) is null)
        {
            return Problems.NotFound();
        }
        var outcome = await changes.ExecuteAsync(
            viewer.Tenant, person, request.CommandId,
            others => new PersonCommand.ChangeRoles(request.Give, request.Take, others, viewer.Person, time.GetUtcNow(), request.Reason),
            cancellationToken);
        return Outcomes.Answer(request.CommandId, outcome);
    }

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> RecordAccreditation(
        Guid personId, RecordAccreditationRequest request, ClaimsPrincipal user, PersonRecord record, CancellationToken cancellationToken) =>
        record.ExecuteAsync(Viewer.Of(user), new(personId), request.CommandId, (by, at) => new PersonCommand.RecordAccreditation(
            new(request.AccreditationId), request.Body.Trim(), request.From, request.Until, by, at), cancellationToken);

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> EndAccreditation(
        Guid personId, Guid accreditationId, EndAccreditationRequest request, ClaimsPrincipal user, PersonRecord record,
        CancellationToken cancellationToken) =>
        record.ExecuteAsync(Viewer.Of(user), new(personId), request.CommandId, (by, at) => new PersonCommand.EndAccreditation(
            new(accreditationId), request.On, by, at, request.Reason), cancellationToken);

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> DeclareConflict(
        Guid personId, ConflictRequest request, ClaimsPrincipal user, PeopleQueries people, PersonRecord record, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        if (await people.FindAsync(viewer.Tenant, new(request.With), cancellationToken) is not { IsPresent: true })
        {
            return Problems.Invalid("with", "Nobody at this institute has this id.");
        }
        return await record.ExecuteAsync(viewer, new(personId), request.CommandId, (by, at) => new PersonCommand.DeclareConflict(
            request.Kind, new(request.With), by, at, request.Reason), cancellationToken);
    }

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> WithdrawConflict(
        Guid personId, ConflictRequest request, ClaimsPrincipal user, PersonRecord record, CancellationToken cancellationToken) =>
        record.ExecuteAsync(Viewer.Of(user), new(personId), request.CommandId, (by, at) => new PersonCommand.WithdrawConflict(
            request.Kind, new(request.With), by, at, request.Reason), cancellationToken);

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> EndSessions(
        Guid personId, EndPersonsSessionsRequest request, ClaimsPrincipal user, PersonRecord record, OpenSessions sessions, InstituteRegister register,
        Notices notices, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        var answer = await record.ExecuteAsync(
            viewer, new(personId), request.CommandId, (by, at) => new PersonCommand.EndSessions(by, at, request.Reason), cancellationToken);
        if (answer.Result is Ok<Receipt> && await sessions.EndOthersAsync(personId, kept: null, cancellationToken) > 0)
        {
            var institute = await register.NameOfAsync(Guid.Parse(viewer.Tenant), cancellationToken);
            notices.Tell(
                personId, "You were signed out",
                $"An administrator of {institute} has signed you out of Supervision everywhere. They have put the reason on record: ask them. You can sign in again at any time.");
        }
        return answer;
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Leave(
        Guid personId, [FromBody] EndMembershipRequest request, ClaimsPrincipal user, PeopleQueries people, PersonChanges changes, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var (viewer, person) = (Viewer.Of(user), new PersonId(personId));
        if (await people.FindAsync(viewer.Tenant, person, cancellationToken) is null)
        {
            return Problems.NotFound();
        }
        var outcome = await changes.LeaveAsync(
            viewer.Tenant, person, request.CommandId, others => new PersonCommand.Leave(others, viewer.Person, time.GetUtcNow(), request.Reason), cancellationToken);
        return Outcomes.Answer(request.CommandId, outcome);
    }
}

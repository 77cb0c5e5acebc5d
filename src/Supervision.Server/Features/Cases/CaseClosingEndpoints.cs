using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Groups;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Cases;

internal sealed record CloseCaseRequest(Guid CommandId);

internal static class CaseClosingEndpoints
{
    public static void MapCaseClosing(this IEndpointRouteBuilder api)
    {
        var ofCase = api.MapGroup("/cases/{caseId:guid}").WithTags("Cases");
        ofCase.MapPost("/close", Close).Asks(Act.CloseCase)
            .WithName("CloseCase").WithSummary("Closes a case: it can be read, and nothing is written in it any more")
            .WithDescription("From then on the time is counted for which the institute keeps what was said in it.")
            .AnswersProblems(400, 401, 404, 409);
        ofCase.MapPost("/reopen", Reopen).Asks(Act.CloseCase)
            .WithName("ReopenCase").WithSummary("Opens a closed case again, as long as its time has not passed")
            .AnswersProblems(400, 401, 404, 409);
    }

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> Close(
        CaseAccess access, CloseCaseRequest request, ClaimsPrincipal user, CaseClosing closing, CancellationToken cancellationToken) =>
        AnswerAsync(access, request, Viewer.Of(user), closing.CloseAsync, cancellationToken);

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> Reopen(
        CaseAccess access, CloseCaseRequest request, ClaimsPrincipal user, CaseClosing closing, CancellationToken cancellationToken) =>
        AnswerAsync(access, request, Viewer.Of(user), closing.ReopenAsync, cancellationToken);

    // Somebody whose role in the group is presenter presents there at large, but this case may be another's.
    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> AnswerAsync(
        CaseAccess access, CloseCaseRequest request, Viewer viewer, Func<Viewer, Guid, CaseId, CancellationToken, Task<Outcome>> execute,
        CancellationToken cancellationToken)
    {
        if (access.Role is not GroupRole.Supervisor && access.Case.OpenedBy != viewer.Person)
        {
            return Problems.Refused(AccessTable.Of(Act.CloseCase).Otherwise!);
        }
        return await Outcomes.AnswerAsync(request.CommandId, () => execute(viewer, request.CommandId, access.Case.Case, cancellationToken));
    }
}

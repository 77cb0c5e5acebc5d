using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Supervision.Server.Access;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Contributions;

internal static class ContributionEndpoints
{
    public static void MapContributions(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/account/contributions/erasure").WithTags("Erasure");
        own.MapGet("", Get).Asks(Act.SeeOwnErasure)
            .WithName("GetOwnErasure").WithSummary("What erasing your own notes and replies would take away, and how far a request for it has come")
            .AnswersProblems(401);
        own.MapPost("", Request).Asks(Act.RequestOwnErasure)
            .WithName("RequestOwnErasure").WithSummary("Asks for the erasure of all notes and replies that you have written at this institute")
            .WithDescription("Another person decides; without a decision it is carried out when the institute's waiting time is over. Where others repeat them, that goes too. Cases that you brought are erased each by itself.")
            .AnswersProblems(400, 401, 403, 409);
        own.MapDelete("", Withdraw).Asks(Act.RequestOwnErasure)
            .WithName("WithdrawOwnErasure").WithSummary("Withdraws your request, as long as nobody has decided")
            .AnswersProblems(400, 401, 403, 409);
        var decisions = api.MapGroup("/contribution-erasures").WithTags("Erasure");
        decisions.MapGet("", List).Asks(Act.SeeKeys)
            .WithName("ListContributionErasures").WithSummary("Who asks that what they wrote be erased, and waits for a decision")
            .AnswersProblems(401, 404);
        decisions.MapPost("/{personId:guid}/approve", Approve).Asks(Act.DecideErasure)
            .WithName("ApproveContributionErasure").WithSummary("Has what a person wrote beside cases erased, at once and for good")
            .WithDescription("By another person than the one who asked. Once this has answered, nobody is shown it and no copy of the database opens it; what is under a legal hold waits until that is lifted.")
            .AnswersProblems(400, 401, 403, 404, 409);
        decisions.MapPost("/{personId:guid}/decline", Decline).Asks(Act.DecideErasure)
            .WithName("DeclineContributionErasure").WithSummary("Declines a request to erase what a person wrote")
            .AnswersProblems(400, 401, 403, 404, 409);
    }

    private static async Task<Ok<OwnErasureView>> Get(ClaimsPrincipal user, ContributionReading reading, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reading.OfPersonAsync(Viewer.Of(user), cancellationToken));

    private static async Task<Ok<ContributionErasureList>> List(ClaimsPrincipal user, ContributionReading reading, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reading.WaitingAsync(Viewer.Of(user), cancellationToken));

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> Request(
        ErasureDecisionRequest request, ClaimsPrincipal user, ErasingContributions erasing, CancellationToken cancellationToken) =>
        Outcomes.AnswerAsync(request.CommandId, () => erasing.RequestAsync(Viewer.Of(user), request.CommandId, cancellationToken));

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> Withdraw(
        [FromBody] ErasureDecisionRequest request, ClaimsPrincipal user, ErasingContributions erasing, CancellationToken cancellationToken) =>
        Outcomes.AnswerAsync(request.CommandId, () => erasing.WithdrawAsync(Viewer.Of(user), request.CommandId, cancellationToken));

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Approve(
        Guid personId, ErasureDecisionRequest request, ClaimsPrincipal user, ErasingContributions erasing, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        return await erasing.FindAsync(viewer.Tenant, new(personId), cancellationToken) is null
            ? Problems.NotFound()
            : await Outcomes.AnswerAsync(request.CommandId, () => erasing.ApproveAsync(viewer, request.CommandId, new(personId), cancellationToken));
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Decline(
        Guid personId, ErasureDecisionRequest request, ClaimsPrincipal user, ErasingContributions erasing, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        return await erasing.FindAsync(viewer.Tenant, new(personId), cancellationToken) is null
            ? Problems.NotFound()
            : await Outcomes.AnswerAsync(request.CommandId, () => erasing.DeclineAsync(viewer, request.CommandId, new(personId), cancellationToken));
    }
}

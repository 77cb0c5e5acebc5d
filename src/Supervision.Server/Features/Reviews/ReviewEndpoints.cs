using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Reviews;

internal static class ReviewEndpoints
{
    // A supervisor's own case is theirs to take further, and nobody else's.
    private static readonly Refusal NotThePresenter = new("not-the-presenter", "Whoever brought the case takes it further, and nobody else.");

    public static void MapReviews(this IEndpointRouteBuilder api)
    {
        var review = api.MapGroup("/cases/{caseId:guid}/review").WithTags("Review");
        review.MapGet("", Get).Asks(Act.ReadCase)
            .WithName("GetReview").WithSummary("Whether a case may go beyond its group, who has answered for that, and where it went")
            .AnswersProblems(401, 404);
        review.MapPost("", Answer).Asks(Act.TakeCaseFurther)
            .WithName("AnswerReview").WithSummary("Answers the five questions before a case goes beyond its group: whoever brought it")
            .WithDescription("A second person agrees. From the date for reviewing it again on, and as soon as something is removed from the case or put back, it counts no more.")
            .AnswersProblems(400, 401, 403, 404, 409, 413);
        review.MapPost("/{reviewId:guid}/agree", Agree).Asks(Act.AgreeToReview)
            .WithName("AgreeToReview").WithSummary("Agrees, as a second person, that the case may go beyond its group")
            .AnswersProblems(400, 401, 403, 404, 409);
        review.MapPost("/{reviewId:guid}/decline", Decline).Asks(Act.AgreeToReview)
            .WithName("DeclineReview").WithSummary("Declines, and says why")
            .AnswersProblems(400, 401, 403, 404, 409);
        api.MapPost("/cases/{caseId:guid}/carry", Carry).Asks(Act.TakeCaseFurther)
            .WithTags("Review")
            .WithName("CarryCase").WithSummary("Brings a case, as it stands, into another group that one is in, as a case of that group's own")
            .WithDescription("Only while a review is in force, and where that group's contract is signed by all.")
            .AnswersProblems(400, 401, 403, 404, 409);
    }

    private static async Task<Ok<ReviewPage>> Get(CaseAccess access, ClaimsPrincipal user, ReviewReading reading, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reading.OfCaseAsync(Viewer.Of(user), access, cancellationToken));

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Answer(
        CaseAccess access, AnswerReviewRequest request, ClaimsPrincipal user, Reviewing reviewing, TimeProvider time, CancellationToken cancellationToken)
    {
        var (viewer, now) = (Viewer.Of(user), time.GetUtcNow());
        var (latest, again) = (now.AddYears(1), request.AgainOn is { } on ? new DateTimeOffset(on, default, TimeSpan.Zero) : now.AddYears(1));
        var errors = Checked(("commandId", request.CommandId), ("reviewId", request.ReviewId));
        if (again <= now || again > latest)
        {
            errors.Add("againOn", "Choose a day within a year from now.");
        }
        if (request.Answers is null)
        {
            errors.Add("answers", "Answer each question.");
        }
        return errors.Any ? errors.Problem
            : access.Case.OpenedBy != viewer.Person ? Problems.Refused(NotThePresenter)
            : Outcomes.Answer(request.CommandId, await reviewing.AnswerAsync(
                viewer, access.Case.Case, request.CommandId, new(request.ReviewId), request.Answers!, again, cancellationToken));
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Agree(
        CaseAccess access, Guid reviewId, AgreeToReviewRequest request, ClaimsPrincipal user, Reviewing reviewing, CancellationToken cancellationToken) =>
        Checked(("commandId", request.CommandId)) is { Any: true } errors
            ? errors.Problem
            : Outcomes.Answer(request.CommandId, await reviewing.AgreeAsync(Viewer.Of(user), access.Case.Case, request.CommandId, new(reviewId), cancellationToken));

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Decline(
        CaseAccess access, Guid reviewId, DeclineReviewRequest request, ClaimsPrincipal user, Reviewing reviewing, CancellationToken cancellationToken) =>
        Checked(("commandId", request.CommandId)) is { Any: true } errors
            ? errors.Problem
            : Outcomes.Answer(request.CommandId, await reviewing.DeclineAsync(Viewer.Of(user), access.Case.Case, request.CommandId, new(reviewId), request.Reason, cancellationToken));

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Carry(
        CaseAccess access, CarryCaseRequest request, ClaimsPrincipal user, AccessControl control, Reviewing reviewing, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        if (Checked(("commandId", request.CommandId), ("caseId", request.CaseId), ("groupId", request.GroupId)) is { Any: true } errors)
        {
            return errors.Problem;
        }
        if (access.Case.OpenedBy != viewer.Person)
        {
            return Problems.Refused(NotThePresenter);
        }
        return await control.ToGroupAsync(viewer, new(request.GroupId), Act.OpenCase, cancellationToken) switch
        {
            Answer<GroupAccess>.Granted => Outcomes.Answer(
                request.CommandId, await reviewing.CarryAsync(viewer, access, request.CommandId, new(request.CaseId), new(request.GroupId), cancellationToken)),
            Answer<GroupAccess>.Refused refused => Problems.Refused(refused.Refusal),
            _ => Problems.NotFound(),
        };
    }

    private static FieldErrors Checked(params ReadOnlySpan<(string Name, Guid Id)> ids)
    {
        var errors = new FieldErrors();
        foreach (var (name, id) in ids)
        {
            errors.RequireId(name, id);
        }
        return errors;
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Annotations;

internal static class AnnotationEndpoints
{
    public static void MapAnnotations(this IEndpointRouteBuilder api)
    {
        var annotations = api.MapGroup("/cases/{caseId:guid}/annotations").WithTags("Annotations");
        annotations.MapGet("", Since)
            .WithName("ReadAnnotations")
            .WithSummary("What has happened on a case's margin since a version")
            .AnswersProblems(401, 404);
        annotations.MapPost("", Submit)
            .WithName("SubmitAnnotation")
            .WithSummary("Annotate, replace, withdraw, reply, resolve, reopen")
            .WithDescription("Sending the same commandId again returns the first receipt and writes nothing.")
            .AnswersProblems(400, 401, 403, 404, 409, 413);
    }

    private static async Task<Results<Ok<ChangesSince>, ProblemHttpResult>> Since(
        Guid caseId, ClaimsPrincipal user, CachedAccess access, AnnotationQueries annotations, CancellationToken cancellationToken, long since = 0)
    {
        var (viewer, @case) = (Viewer.Of(user), new CaseId(caseId));
        return since >= 0 && await access.ToCaseAsync(viewer, @case, cancellationToken) is not null
            ? TypedResults.Ok(await annotations.SinceAsync(viewer.Tenant, @case, since, cancellationToken))
            : Problems.NotFound();
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Submit(
        Guid caseId, AnnotationRequest request, ClaimsPrincipal user, Annotating annotating, CancellationToken cancellationToken) =>
        await annotating.SubmitAsync(Viewer.Of(user), new CaseId(caseId), request, cancellationToken) switch
        {
            null => Problems.NotFound(),
            Outcome.Accepted accepted => TypedResults.Ok(Receipt.Of(request.CommandId, accepted)),
            Outcome.Refused refused => Problems.Refused(refused.Refusal),
            _ => Problems.Refused(new("busy", "Too many write to this case at once. Try again.")),
        };
}

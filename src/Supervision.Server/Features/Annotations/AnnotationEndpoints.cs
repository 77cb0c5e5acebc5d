using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Readers;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Annotations;

internal static class AnnotationEndpoints
{
    public static void MapAnnotations(this IEndpointRouteBuilder api)
    {
        var annotations = api.MapGroup("/cases/{caseId:guid}/annotations").WithTags("Annotations");
        annotations.MapGet("", Since).Asks(Act.ReadCase)
            .WithName("ReadAnnotations")
            .WithSummary("What has happened on a case's margin since a version")
            .AnswersProblems(401, 404);
        annotations.MapPost("", Submit).Asks(Act.Annotate)
            .WithName("SubmitAnnotation")
            .WithSummary("Annotate, replace, withdraw, reply, resolve, reopen")
            .WithDescription("Sending the same commandId again returns the first receipt and writes nothing.")
            .AnswersProblems(400, 401, 403, 404, 409, 413);
    }

    private static async Task<Results<Ok<ChangesSince>, ProblemHttpResult>> Since(
        CaseAccess access, ClaimsPrincipal user, AnnotationQueries annotations, Openings openings, CancellationToken cancellationToken, long since = 0)
    {
        if (since < 0)
        {
            return Problems.NotFound();
        }
        var viewer = Viewer.Of(user);
        await openings.RecordAsync(viewer, access.Case.Case, OpeningKind.Annotations, cancellationToken);
        return TypedResults.Ok(await annotations.SinceAsync(viewer.Tenant, access.Case.Case, since, cancellationToken));
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Submit(
        CaseAccess access, AnnotationRequest request, ClaimsPrincipal user, Annotating annotating, CancellationToken cancellationToken) =>
        await annotating.SubmitAsync(Viewer.Of(user), access, request, cancellationToken) switch
        {
            Outcome.Accepted accepted => TypedResults.Ok(Receipt.Of(request.CommandId, accepted)),
            Outcome.Refused refused => Problems.Refused(refused.Refusal),
            _ => Problems.Refused(new("busy", "Too many write to this case at once. Try again.")),
        };
}

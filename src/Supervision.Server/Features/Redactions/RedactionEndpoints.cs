using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Server.Access;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Redactions;

internal static class RedactionEndpoints
{
    public static void MapRedactions(this IEndpointRouteBuilder api)
    {
        var redactions = api.MapGroup("/cases/{caseId:guid}/redactions").WithTags("Redactions");
        redactions.MapGet("", List).Asks(Act.ReadCase)
            .WithName("ListRedactions").WithSummary("Passages that were removed from a case because they name someone: who, when and of what kind, never what stood there")
            .AnswersProblems(401, 404);
        redactions.MapPost("", Redact).Asks(Act.RedactPassages)
            .WithName("RedactPassages").WithSummary("Removes passages that name someone, at once and for everyone")
            .WithDescription("From then on nobody is shown them, nor what quotes them, also on open connections; characters of the same number stand there instead. "
                + "They can be put back until a supervisor confirms; then they are destroyed, in every copy.")
            .AnswersProblems(400, 401, 403, 404, 409);
        redactions.MapPost("/{redactionId:guid}/restore", Restore).Asks(Act.RedactPassages)
            .WithName("RestoreRedaction").WithSummary("Puts back what was removed by mistake, as long as it is not confirmed: whoever removed it, and the supervisor")
            .AnswersProblems(400, 401, 403, 404, 409);
        redactions.MapPost("/{redactionId:guid}/confirm", Confirm).Asks(Act.ReviewRedactions)
            .WithName("ConfirmRedaction").WithSummary("Has what was removed destroyed for good")
            .WithDescription("Another supervisor than the one who removed it; where there is no other, the same one a day later.")
            .AnswersProblems(400, 401, 403, 404, 409);
    }

    private static async Task<Ok<RedactionList>> List(CaseAccess access, ClaimsPrincipal user, RedactionReading reading, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reading.ListAsync(Viewer.Of(user), access, cancellationToken));

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Redact(
        CaseAccess access, RedactRequest request, ClaimsPrincipal user, Redacting redacting, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireId("commandId", request.CommandId);
        errors.RequireId("redactionId", request.RedactionId);
        if (request.Passages is not { Count: > 0 and <= RedactionRules.MaxPassages } passages || passages.Any(passage => passage is null))
        {
            errors.Add("passages", $"Name 1 to {RedactionRules.MaxPassages} passages.");
        }
        if (request.Identifies is RedactionKind.OwnWords)
        {
            errors.Add("identifies", "Your own words are erased in your account. Say here what the passages give away.");
        }
        return errors.Any
            ? errors.Problem
            : Outcomes.Answer(request.CommandId, await redacting.RedactAsync(
                Viewer.Of(user), access.Case.Case, request.CommandId, new(request.RedactionId), request.Identifies, request.Passages!, cancellationToken));
    }

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> Restore(
        CaseAccess access, Guid redactionId, RedactionDecisionRequest request, ClaimsPrincipal user, Redacting redacting, CancellationToken cancellationToken) =>
        Outcomes.AnswerAsync(request.CommandId, () => redacting.RestoreAsync(Viewer.Of(user), access, request.CommandId, new(redactionId), cancellationToken));

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> Confirm(
        CaseAccess access, Guid redactionId, RedactionDecisionRequest request, ClaimsPrincipal user, Redacting redacting, CancellationToken cancellationToken) =>
        Outcomes.AnswerAsync(request.CommandId, () => redacting.ConfirmAsync(Viewer.Of(user), access, request.CommandId, new(redactionId), cancellationToken));
}

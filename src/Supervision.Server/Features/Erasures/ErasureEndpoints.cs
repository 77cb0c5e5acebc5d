using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Erasures;

internal static class ErasureEndpoints
{
    private const int MinAliasLength = 2;

    public static void MapErasures(this IEndpointRouteBuilder api)
    {
        var ofCase = api.MapGroup("/cases/{caseId:guid}/erasure").WithTags("Erasure");
        ofCase.MapGet("", Get).Asks(Act.SeeErasure)
            .WithName("GetErasure").WithSummary("What erasing a case would take away, and how far a request for it has come")
            .AnswersProblems(401, 404, 409);
        ofCase.MapPost("", Request).Asks(Act.RequestErasure)
            .WithName("RequestErasure").WithSummary("Asks for the erasure of a case")
            .WithDescription("Another person decides; without a decision it is carried out when the institute's waiting time is over.")
            .AnswersProblems(400, 401, 403, 404, 409);
        ofCase.MapDelete("", Withdraw).Asks(Act.RequestErasure)
            .WithName("WithdrawErasure").WithSummary("Withdraws one's own request, as long as nobody has decided")
            .AnswersProblems(400, 401, 403, 404, 409);
        api.MapGet("/keys", Keys).Asks(Act.SeeKeys)
            .WithName("ListKeys").WithSummary("The key of each case, whether it lives, and erasures: those that wait for a decision first")
            .WithTags("Erasure")
            .AnswersProblems(401, 404);
        api.MapPost("/holdings", Find).Asks(Act.FindHoldings)
            .WithName("FindHoldings").WithSummary("Finds what is held under a client's alias, without opening it")
            .WithDescription("The alias is looked for in the titles of cases that have not been erased, in capitals or not. It stands in the body, and in no log. That somebody looked, when and why, is kept.")
            .WithTags("Erasure")
            .AnswersProblems(400, 401, 403, 404, 409);
        api.MapGet("/holdings/searches", Searches).Asks(Act.SeeSearches)
            .WithName("ListSearches").WithSummary("Who has looked for what is held, when and why; newest first. Under which alias is not kept")
            .WithTags("Erasure")
            .AnswersProblems(401, 404);
        var decisions = api.MapGroup("/erasures/{caseId:guid}").WithTags("Erasure");
        decisions.MapPost("/approve", Approve).Asks(Act.DecideErasure)
            .WithName("ApproveErasure").WithSummary("Has a case erased, at once and for good")
            .WithDescription("By another person than the one who asked. Once this has answered, nothing opens what was said in the case, in no copy of the database. Under a legal hold it waits until that is lifted.")
            .AnswersProblems(400, 401, 403, 404, 409);
        decisions.MapPost("/decline", Decline).Asks(Act.DecideErasure)
            .WithName("DeclineErasure").WithSummary("Declines a request to erase a case")
            .AnswersProblems(400, 401, 403, 404, 409);
    }

    private static async Task<Results<Ok<ErasureView>, ProblemHttpResult>> Get(
        CaseAccess access, ClaimsPrincipal user, ErasureReading reading, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        if (RefusalTo(access, viewer) is { } refusal)
        {
            return refusal;
        }
        return await reading.OfCaseAsync(viewer, access.Case.Case, cancellationToken) is { } view ? TypedResults.Ok(view) : Problems.NotFound();
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Request(
        CaseAccess access, RequestErasureRequest request, ClaimsPrincipal user, Erasing erasing, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        if (request.Why is ErasureReason.Retention)
        {
            return Problems.Invalid("why", "Nobody asks for that: it is for what has been kept long enough.");
        }
        return RefusalTo(access, viewer) is { } refusal
            ? refusal
            : await Outcomes.AnswerAsync(request.CommandId, () => erasing.RequestAsync(viewer, request.CommandId, access.Case.Case, request.Why, cancellationToken));
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Withdraw(
        CaseAccess access, [FromBody] ErasureDecisionRequest request, ClaimsPrincipal user, Erasing erasing, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        return RefusalTo(access, viewer) is { } refusal
            ? refusal
            : await Outcomes.AnswerAsync(request.CommandId, () => erasing.WithdrawAsync(viewer, request.CommandId, access.Case.Case, cancellationToken));
    }

    private static async Task<Ok<KeyList>> Keys(ClaimsPrincipal user, ErasureReading reading, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reading.KeysAsync(Viewer.Of(user), cancellationToken));

    private static async Task<Results<Ok<HoldingList>, ProblemHttpResult>> Find(
        FindHoldingsRequest request, ClaimsPrincipal user, Holdings holdings, CancellationToken cancellationToken)
    {
        var (alias, reason) = (request.Alias.Trim(), request.Reason.Trim());
        if (alias.Length is < MinAliasLength or > CaseDecider.MaxTitleLength)
        {
            return Problems.Invalid("alias", $"Give between {MinAliasLength} and {CaseDecider.MaxTitleLength} characters.");
        }
        if (Reason.FaultInRequired(reason) is { } fault)
        {
            return Problems.Refused(fault);
        }
        if (reason.Contains(alias, StringComparison.InvariantCultureIgnoreCase))
        {
            return Problems.Invalid("reason", "Leave the alias out: the reason is kept, and the alias is not.");
        }
        return TypedResults.Ok(await holdings.FindAsync(Viewer.Of(user), alias, reason, cancellationToken));
    }

    private static async Task<Ok<SearchList>> Searches(ClaimsPrincipal user, Holdings holdings, CancellationToken cancellationToken) =>
        TypedResults.Ok(await holdings.SearchesAsync(Viewer.Of(user).Tenant, cancellationToken));

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> Approve(
        Guid caseId, ErasureDecisionRequest request, ClaimsPrincipal user, CaseQueries cases, Erasing erasing, CancellationToken cancellationToken) =>
        DecideAsync(new(caseId), request, Viewer.Of(user), cases, erasing.ApproveAsync, cancellationToken);

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> Decline(
        Guid caseId, ErasureDecisionRequest request, ClaimsPrincipal user, CaseQueries cases, Erasing erasing, CancellationToken cancellationToken) =>
        DecideAsync(new(caseId), request, Viewer.Of(user), cases, erasing.DeclineAsync, cancellationToken);

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> DecideAsync(
        CaseId @case, ErasureDecisionRequest request, Viewer viewer, CaseQueries cases,
        Func<Viewer, Guid, CaseId, CancellationToken, Task<Outcome>> decide, CancellationToken cancellationToken) =>
        await cases.FindAsync(viewer.Tenant, @case, cancellationToken) is null
            ? Problems.NotFound()
            : await Outcomes.AnswerAsync(request.CommandId, () => decide(viewer, request.CommandId, @case, cancellationToken));

    // Somebody whose role in the group is presenter presents there at large, but this case may be another's.
    private static ProblemHttpResult? RefusalTo(CaseAccess access, Viewer viewer) =>
        access.Role is GroupRole.Supervisor || access.Case.OpenedBy == viewer.Person ? null : Problems.Refused(AccessTable.Of(Act.RequestErasure).Otherwise!);
}

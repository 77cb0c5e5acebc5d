using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.People;
using Supervision.Server.Http;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Holds;

/// <param name="On">What <paramref name="Of"/> is the id of.</param>
internal sealed record SetHoldRequest(Guid CommandId, Guid HoldId, HoldOn On, Guid Of, string Reason)
{
    public override string ToString() => $"{nameof(SetHoldRequest)} {HoldId}";
}

internal sealed record LiftHoldRequest(Guid CommandId, string Reason)
{
    public override string ToString() => nameof(LiftHoldRequest);
}

internal sealed record HoldList(IReadOnlyList<HoldEntry> Holds);

/// <param name="Name">Of the person, or of whoever brought the case.</param>
/// <param name="GroupName">Of the case; null for a person.</param>
/// <param name="SetBy">A name, as <paramref name="LiftedBy"/>.</param>
internal sealed record HoldEntry(
    Guid Id, HoldOn On, Guid Of, string Name, string? GroupName, string Reason, string SetBy, DateTimeOffset SetAt, string? LiftedBy = null, DateTimeOffset? LiftedAt = null,
    string? LiftedBecause = null)
{
    public override string ToString() => $"{nameof(HoldEntry)} {Id}";
}

internal static class HoldEndpoints
{
    public static void MapHolds(this IEndpointRouteBuilder api)
    {
        var holds = api.MapGroup("/holds").WithTags("Retention");
        holds.MapGet("", List).Asks(Act.SeeHolds)
            .WithName("ListHolds").WithSummary("Legal holds with their reasons: those that stand first, then the last lifted")
            .AnswersProblems(401, 404);
        holds.MapPost("", Set).Asks(Act.ChangeHolds)
            .WithName("SetHold").WithSummary("Holds a case, or everything of a person, so that nothing of it is erased until the hold is lifted")
            .WithDescription("Neither the passing of time nor an erasure that is decided carries anything off that is held: it waits.")
            .LimitsBody(8_192)
            .AnswersProblems(400, 401, 403, 404, 409);
        holds.MapPost("/{holdId:guid}/lift", Lift).Asks(Act.ChangeHolds)
            .WithName("LiftHold").WithSummary("Lifts a hold; what has waited for it is erased soon after")
            .LimitsBody(8_192)
            .AnswersProblems(400, 401, 403, 404, 409);
    }

    private static async Task<Ok<HoldList>> List(
        ClaimsPrincipal user, HoldQueries holds, CaseQueries cases, GroupQueries groups, PersonNames people, CancellationToken cancellationToken)
    {
        var tenant = Viewer.Of(user).Tenant;
        var board = await holds.OfAsync(tenant, cancellationToken);
        var held = (await cases.AllAsync(tenant, cancellationToken)).ToDictionary(each => each.Case.Value);
        var groupNames = (await groups.AllAsync(tenant, cancellationToken)).ToDictionary(group => group.Id, group => group.Name);
        var names = await people.NamesOfAsync(
            tenant, [.. board.Holds.SelectMany(hold => new[] { OwnerOf(hold), hold.By, hold.LiftedBy ?? hold.By }).Distinct()], cancellationToken);
        return TypedResults.Ok(new HoldList(
        [
            .. board.Holds.OrderByDescending(hold => hold.IsStanding).ThenByDescending(hold => hold.LiftedAt ?? hold.At).Select(hold => new HoldEntry(
                hold.Id.Value, hold.On, hold.Of, names[OwnerOf(hold)].Name, GroupOf(hold), hold.Reason, names[hold.By].Name, hold.At,
                hold.LiftedBy is { } by ? names[by].Name : null, hold.LiftedAt, hold.LiftedBecause)),
        ]));

        PersonId OwnerOf(Hold hold) => hold.On is HoldOn.Case ? held[hold.Of].OpenedBy : new(hold.Of);

        string? GroupOf(Hold hold) => hold.On is HoldOn.Case ? groupNames.GetValueOrDefault(held[hold.Of].Group) ?? "" : null;
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Set(
        SetHoldRequest request, ClaimsPrincipal user, LegalHolds legalHolds, CaseQueries cases, PeopleQueries people, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        var errors = new FieldErrors();
        errors.RequireId("commandId", request.CommandId);
        errors.RequireId("holdId", request.HoldId);
        if (errors.Any)
        {
            return errors.Problem;
        }
        var isThere = request.On is HoldOn.Case
            ? await cases.FindAsync(viewer.Tenant, new(request.Of), cancellationToken) is not null
            : await people.FindAsync(viewer.Tenant, new(request.Of), cancellationToken) is not null;
        return isThere
            ? Outcomes.Answer(request.CommandId, await legalHolds.SetAsync(viewer, request.CommandId, new(request.HoldId), request.On, request.Of, request.Reason, cancellationToken))
            : Problems.NotFound();
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Lift(
        Guid holdId, LiftHoldRequest request, ClaimsPrincipal user, LegalHolds legalHolds, HoldQueries holds, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        var errors = new FieldErrors();
        errors.RequireId("commandId", request.CommandId);
        if (errors.Any)
        {
            return errors.Problem;
        }
        return (await holds.OfAsync(viewer.Tenant, cancellationToken)).Holds.All(hold => hold.Id.Value != holdId)
            ? Problems.NotFound()
            : Outcomes.Answer(request.CommandId, await legalHolds.LiftAsync(viewer, request.CommandId, new(holdId), request.Reason, cancellationToken));
    }
}

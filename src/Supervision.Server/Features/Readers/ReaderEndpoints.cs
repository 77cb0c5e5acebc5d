using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Server.Access;
using Supervision.Server.Features.Groups;
using Supervision.Server.Http;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Readers;

internal sealed record ReaderList(IReadOnlyList<Reader> Readers);

/// <param name="Opened">What of the case.</param>
internal sealed record Reader(Guid PersonId, string Name, string Initials, OpeningKind Opened, DateTimeOffset At);

internal sealed record AlertList(IReadOnlyList<Alert> Alerts);

/// <summary>Somebody opened many cases in a short time. Which ones is not said.</summary>
/// <param name="Kind"><c>bulk-opening</c>.</param>
/// <param name="SeenAt">When a data protection officer looked at it; left out if nobody has since it last grew.</param>
/// <param name="SeenBy">Who last did, by name.</param>
/// <param name="Note">What came of it.</param>
internal sealed record Alert(
    Guid Id, string Kind, Guid PersonId, string Name, int Cases, DateTimeOffset Since, DateTimeOffset At, DateTimeOffset? SeenAt = null, string? SeenBy = null,
    string? Note = null)
{
    public override string ToString() => $"{nameof(Alert)} {Id}";
}

/// <param name="Note">What came of it, in the officer's own words.</param>
internal sealed record MarkAlertRequest(string Note)
{
    public override string ToString() => nameof(MarkAlertRequest);
}

internal static class ReaderEndpoints
{
    private const int MostShown = 1_000;

    public static void MapReaders(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cases/{caseId:guid}/readers", OfCase).Asks(Act.SeeReaders)
            .WithName("ListReaders").WithSummary("Who has opened a case, and when; newest first")
            .WithDescription("The same by the same person within ten minutes is one opening.")
            .WithTags("Cases")
            .AnswersProblems(401, 404, 409);
        api.MapGet("/alerts", Alerts).Asks(Act.SeeAlerts)
            .WithName("ListAlerts").WithSummary("Who opened unusually many cases in a short time; those that nobody has looked at first, then the newest")
            .WithTags("Institute")
            .AnswersProblems(401, 404);
        api.MapPost("/alerts/{alertId:guid}/seen", Mark).Asks(Act.MarkAlerts)
            .WithName("MarkAlert").WithSummary("Puts on record that an alert was looked at, and what came of it")
            .WithTags("Institute")
            .LimitsBody(8_192)
            .AnswersProblems(400, 401, 403, 404, 409);
    }

    // Somebody whose role in the group is presenter presents there at large, but this case may be another's.
    private static async Task<Results<Ok<ReaderList>, ProblemHttpResult>> OfCase(
        CaseAccess access, ClaimsPrincipal user, OpeningStore openings, PersonNames people, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        if (access.Role is not GroupRole.Supervisor && access.Case.OpenedBy != viewer.Person)
        {
            return Problems.Refused(AccessTable.Of(Act.SeeReaders).Otherwise!);
        }
        var found = await openings.OfCaseAsync(viewer.Tenant, access.Case.Case, MostShown, cancellationToken);
        var names = await people.NamesOfAsync(viewer.Tenant, [.. found.Select(opening => opening.Person)], cancellationToken);
        return TypedResults.Ok(new ReaderList(
            [.. found.Select(each => new Reader(each.Person.Value, names[each.Person].Name, names[each.Person].Initials, each.Kind, each.At))]));
    }

    private static async Task<Ok<AlertList>> Alerts(ClaimsPrincipal user, OpeningStore openings, PersonNames people, CancellationToken cancellationToken)
    {
        var tenant = Viewer.Of(user).Tenant;
        var found = await openings.AlertsAsync(tenant, MostShown, cancellationToken);
        var names = await people.NamesOfAsync(tenant, [.. found.SelectMany(alert => alert.SeenBy is { } by ? new[] { alert.Person, by } : [alert.Person])], cancellationToken);
        return TypedResults.Ok(new AlertList(
            [.. found.Select(each => new Alert(each.Id, BulkOpening.Kind, each.Person.Value, names[each.Person].Name, each.Cases, each.Since, each.At, each.SeenAt, each.SeenBy is { } by ? names[by].Name : null, each.Note))]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Mark(
        Guid alertId, MarkAlertRequest request, ClaimsPrincipal user, OpeningStore openings, CancellationToken cancellationToken)
    {
        if (Reason.FaultInRequired(request.Note) is { } fault)
        {
            return Problems.Refused(fault);
        }
        var viewer = Viewer.Of(user);
        return await openings.MarkAsync(viewer.Tenant, alertId, viewer.Person, request.Note.Trim(), cancellationToken) ? TypedResults.NoContent() : Problems.NotFound();
    }
}

using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Exports;

/// <param name="ExportId">Made by the client; the same again is the same export.</param>
internal sealed record AskExportRequest(Guid ExportId, IReadOnlyList<ExportPart> Parts);

internal sealed record ExportList(IReadOnlyList<ExportEntry> Exports);

/// <param name="ExpiresAt">Afterwards it is gone, fetched or not.</param>
internal sealed record ExportEntry(Guid Id, IReadOnlyList<ExportPart> Parts, ExportState State, DateTimeOffset AskedAt, DateTimeOffset ExpiresAt);

internal static class ExportEndpoints
{
    private const string Zip = "application/zip";
    private const int MostAtOnce = 3;

    private static readonly Refusal TooMany = new("too-many-exports", $"You have {MostAtOnce} exports that nobody has fetched. Fetch them, or wait until they expire.");
    private static readonly Refusal NotReady = new("export-not-ready", "It is still being made. Wait a little.");
    private static readonly Refusal Fetched = new("export-fetched", "It has been fetched, and can be fetched once. Ask for another.");

    public static void MapExports(this IEndpointRouteBuilder api)
    {
        var exports = api.MapGroup("/account/exports").WithTags("Account");
        exports.MapGet("", List).Asks(Act.SeeExports)
            .WithName("ListExports").WithSummary("Your exports of the last day, the last first")
            .AnswersProblems(401);
        exports.MapPost("", Ask).Asks(Act.Export)
            .WithName("AskExport").WithSummary("Asks for what is your own at this institute; it is made, and can then be fetched once")
            .AnswersProblems(400, 401, 403, 409);
        exports.MapPost("/{exportId:guid}/fetch", Fetch).Asks(Act.Export)
            .WithName("FetchExport").WithSummary("Hands out an export as a ZIP, once; nothing of it is kept")
            .WithDescription("What has been erased since it was made is not in it any more, and says so.")
            .Produces<Stream>(StatusCodes.Status200OK, Zip)
            .AnswersProblems(401, 403, 404, 409);
    }

    private static async Task<Ok<ExportList>> List(ClaimsPrincipal user, ExportStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return TypedResults.Ok(new ExportList([.. (await store.OfPersonAsync(Viewer.Of(user), cancellationToken)).Where(export => export.ExpiresAt > now).Select(Shown)]));
    }

    private static async Task<Results<Ok<ExportEntry>, ProblemHttpResult>> Ask(
        AskExportRequest request, ClaimsPrincipal user, ExportStore store, ExportWork work, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireId("exportId", request.ExportId);
        if (request.Parts.Count == 0)
        {
            errors.Add("parts", "Choose what to export.");
        }
        if (errors.Any)
        {
            return errors.Problem;
        }
        var (viewer, now) = (Viewer.Of(user), time.GetUtcNow());
        var waiting = (await store.OfPersonAsync(viewer, cancellationToken)).Where(export => export.ExpiresAt > now && export.State is not ExportState.Fetched).ToList();
        if (waiting.Count >= MostAtOnce && waiting.TrueForAll(export => export.Id != request.ExportId))
        {
            return Problems.Refused(TooMany);
        }
        var asked = new Export(request.ExportId, viewer.Tenant, viewer.Person, [.. request.Parts.Distinct().Order()], now, now + Export.Lifetime, ReadyAt: null, FetchedAt: null);
        if (await store.AddAsync(asked, cancellationToken) is not { } export)
        {
            return Problems.Refused(new("id-taken", "This id is in use. Make a new one."));
        }
        work.Begin();
        return TypedResults.Ok(Shown(export));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Fetch(
        Guid exportId, ClaimsPrincipal user, ExportStore store, ExportMaking making, TimeProvider time, CancellationToken cancellationToken)
    {
        var (viewer, now) = (Viewer.Of(user), time.GetUtcNow());
        if ((await store.OfPersonAsync(viewer, cancellationToken)).Find(each => each.Id == exportId && each.ExpiresAt > now) is not { } export)
        {
            return Problems.NotFound();
        }
        if (export.State is ExportState.Making)
        {
            return Problems.Refused(NotReady);
        }
        if (await store.TakeAsync(viewer, exportId, now, cancellationToken) is not { } files)
        {
            return Problems.Refused(Fetched);
        }
        var archive = await making.OpenAsync(viewer, exportId, files, cancellationToken);
        return TypedResults.File(archive, Zip, $"supervision-{now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.zip");
    }

    private static ExportEntry Shown(Export export) => new(export.Id, export.Parts, export.State, export.AskedAt, export.ExpiresAt);
}

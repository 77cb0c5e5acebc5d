using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.People;
using Supervision.Server.Hosting;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Invitations;

internal static class PeopleImportEndpoints
{
    private const int MostBytes = 1024 * 1024;

    private static readonly Refusal LinesAreWrong = new("lines-wrong", "Some lines must be put right first. A dry run says which. Nobody was invited.");

    public static void MapPeopleImport(this IEndpointRouteBuilder api) =>
        api.MapPost("/people/import", Import).Asks(Act.ImportPeople)
            .WithTags("People").WithName("ImportPeople").WithSummary("Invites the people of a CSV file, or says what that would do")
            .WithDescription("Columns: name, email, roles (parted by ;) and, if wanted, group. Who is here or invited already is passed over.")
            .LimitsBody(MostBytes + 4_096)
            .DisableAntiforgery()
            .AnswersProblems(400, 401, 403, 404, 409, 413);

    private static async Task<Results<Ok<ImportReport>, ProblemHttpResult>> Import(
        IFormFile file, [FromForm] bool dryRun, ClaimsPrincipal user, HttpRequest http, ServerSettings settings, PeopleImport import,
        CancellationToken cancellationToken)
    {
        if (file.Length > MostBytes)
        {
            return Problems.Of(StatusCodes.Status413PayloadTooLarge);
        }
        if (PublicAddress.Of(http, settings) is not { } address)
        {
            return Problems.Refused(InvitationEndpoints.NoAddress);
        }
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, cancellationToken);
        }
        var reading = PeopleCsv.Read(content);
        if (reading is PeopleCsvReading.Malformed malformed)
        {
            return Problems.Invalid("file", $"Line {malformed.Line}: {malformed.Detail}");
        }
        var (viewer, lines) = (Viewer.Of(user), ((PeopleCsvReading.Read)reading).Lines);
        var report = dryRun
            ? await import.TryAsync(viewer.Tenant, lines, cancellationToken)
            : await import.RunAsync(viewer.Tenant, lines, viewer.Person, address, cancellationToken);
        return !dryRun && report.IsDryRun ? Problems.Refused(LinesAreWrong) : TypedResults.Ok(report);
    }
}

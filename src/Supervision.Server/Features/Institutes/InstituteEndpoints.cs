using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.People;
using Supervision.Server.Http;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Institutes;

/// <param name="Retention">For those who answer for it: the administrator and the data protection officer.</param>
/// <param name="Standards">Ids of the adopted training standards.</param>
/// <param name="MayChange">Whether whoever asked may change the settings.</param>
internal sealed record InstituteView(
    Guid Id, string Name, string TimeZone, WordForClient WordForClient, IReadOnlyList<string> Standards, bool MayChange, Retention? Retention = null);

/// <param name="TimeZone">By its IANA name.</param>
internal sealed record ChangeInstituteRequest(
    Guid CommandId, string Name, string TimeZone, WordForClient WordForClient, Retention Retention, IReadOnlyList<string> Standards, string? Reason = null)
{
    public override string ToString() => nameof(ChangeInstituteRequest);
}

internal static class InstituteEndpoints
{
    public static void MapInstitute(this IEndpointRouteBuilder api)
    {
        var institute = api.MapGroup("/institute").WithTags("Institute");
        institute.MapGet("/", Get).Asks(Act.SeeInstitute)
            .WithName("GetInstitute").WithSummary("The institute's name, time zone and words")
            .AnswersProblems(401, 404);
        institute.MapPut("/", Change).Asks(Act.ChangeInstitute)
            .WithName("ChangeInstitute").WithSummary("Changes the institute's settings")
            .WithDescription("All of them are given, as they are to be from now on. The same commandId again returns the first receipt.")
            .AnswersProblems(400, 401, 403, 404, 409);
        institute.MapGet("/standards", () => TypedResults.Ok(TrainingStandards.All)).Asks(Act.SeeInstitute)
            .WithName("ListTrainingStandards").WithSummary("The training standards that an institute may adopt")
            .AnswersProblems(401);
    }

    private static async Task<Results<Ok<InstituteView>, ProblemHttpResult>> Get(
        ClaimsPrincipal user, InstituteQueries institutes, PeopleQueries people, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        var (settings, person) = (await institutes.FindAsync(viewer.Tenant, cancellationToken), await people.FindAsync(viewer.Tenant, viewer.Person, cancellationToken));
        return settings is not null && person is { IsPresent: true } ? TypedResults.Ok(ViewOf(settings, person.Roles)) : Problems.NotFound();
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Change(
        ChangeInstituteRequest request, ClaimsPrincipal user, Decider<InstituteState, InstituteCommand, InstituteEvent> institutes,
        InstituteQueries queries, InstituteRegister register, TimeProvider time, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        // One that is adopted stays, also when the server ships it no longer.
        var adopted = (await queries.FindAsync(viewer.Tenant, cancellationToken))?.Standards ?? [];
        if (Check(request, adopted) is { } malformed)
        {
            return malformed;
        }
        var command = new InstituteCommand.Change(
            request.Name.Trim(), request.TimeZone, request.WordForClient, request.Retention, request.Standards, viewer.Person, time.GetUtcNow(), request.Reason);
        var outcome = await institutes.ExecuteAsync(new(viewer.Tenant, Guid.Parse(viewer.Tenant)), request.CommandId, command, cancellationToken);
        if (outcome is Outcome.Accepted && await queries.FindAsync(viewer.Tenant, cancellationToken) is { } settings)
        {
            // As it is now: this may be an old command, sent again.
            await register.RenameAsync(settings.Id.Value, settings.Name, cancellationToken);
        }
        return Outcomes.Answer(request.CommandId, outcome);
    }

    private static ProblemHttpResult? Check(ChangeInstituteRequest request, IReadOnlyList<string> adopted)
    {
        var errors = new FieldErrors();
        errors.RequireId("commandId", request.CommandId);
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Any(char.IsControl))
        {
            errors.Add("name", "An institute needs a name, in one line.");
        }
        if (!IsTimeZone(request.TimeZone))
        {
            errors.Add("timeZone", "Name the time zone as Region/City, for example Europe/London.");
        }
        if (request.Standards.Any(standard => !TrainingStandards.Know(standard) && !adopted.Contains(standard, StringComparer.Ordinal)))
        {
            errors.Add("standards", "There is no training standard of one of these ids. Choose from the list.");
        }
        return errors.Any ? errors.Problem : null;
    }

    private static bool IsTimeZone(string name) =>
        name.Length <= 64 && (name == "UTC" || name.Contains('/', StringComparison.Ordinal))
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;

    private static InstituteView ViewOf(InstituteSettings settings, IReadOnlyList<InstituteRole> roles) => new(
        settings.Id.Value, settings.Name, settings.TimeZone, settings.WordForClient, settings.Standards,
        roles.Contains(InstituteRole.Administrator),
        roles.Any(role => role is InstituteRole.Administrator or InstituteRole.DataProtectionOfficer) ? settings.Retention : null);
}

using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Server.Access;
using Supervision.Server.Hosting;
using Supervision.Server.Http;
using Supervision.Server.Identity;

namespace Supervision.Server.Demonstration;

internal sealed record DemonstrationView(IReadOnlyList<DemonstrationAccount> Accounts);

/// <param name="Role">In the group; of someone outside it, in the institute.</param>
internal sealed record DemonstrationAccount(string Name, string Email, string Password, string Role);

internal static class DemonstrationModule
{
    public static void AddDemonstration(this IServiceCollection services) => services.AddSingleton<DemonstrationSeed>();

    public static void MapDemonstration(this IEndpointRouteBuilder api) =>
        api.MapGet("/demonstration", Get).Asks(Act.SeeDemonstration)
            .WithName("GetDemonstration").WithSummary("The accounts of the demonstration, passwords included")
            .WithDescription("There is such a thing in demonstration mode only.")
            .WithTags("Session")
            .AnswersProblems(404);

    public static DemonstrationView View() => new(
        [.. DemonstrationInstitute.Everyone.Select(person => new DemonstrationAccount(person.Name, person.Email, DemonstrationInstitute.Password, RoleOf(person)))]);

    private static Results<Ok<DemonstrationView>, ProblemHttpResult> Get(ServerSettings settings) =>
        settings.IsDemonstration ? TypedResults.Ok(View()) : Problems.NotFound();

    // Trainees are what the group calls its members.
    private static string RoleOf(DemonstrationPerson person) => RoleNames.Of(person.Role);
}

using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Retentions;

internal static class RetentionEndpoints
{
    public static void MapRetention(this IEndpointRouteBuilder api)
    {
        api.MapGet("/retention", OfInstitute).Asks(Act.SeeRetention)
            .WithName("GetRetention").WithSummary("What will be erased in the institute, and when: cases without their titles, and the access log in numbers")
            .WithTags("Retention")
            .AnswersProblems(401, 404);
        api.MapGet("/account/retention", OfPerson).Asks(Act.SeeOwnRetention)
            .WithName("GetOwnRetention").WithSummary("When the cases that you have brought will be erased")
            .WithTags("Retention")
            .AnswersProblems(401);
    }

    private static async Task<Ok<RetentionCalendar>> OfInstitute(ClaimsPrincipal user, RetentionReading reading, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reading.OfInstituteAsync(Viewer.Of(user).Tenant, cancellationToken));

    private static async Task<Ok<OwnRetention>> OfPerson(ClaimsPrincipal user, RetentionReading reading, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reading.OfPersonAsync(Viewer.Of(user), cancellationToken));
}

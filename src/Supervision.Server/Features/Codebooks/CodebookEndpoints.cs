using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Codebooks;

internal static class CodebookEndpoints
{
    public static void MapCodebooks(this IEndpointRouteBuilder api) =>
        api.MapGet("/codebooks", List).Asks(Act.SeeCodebooks)
            .WithName("ListCodebooks")
            .WithSummary("Every version of every codebook")
            .WithDescription("The same bytes for everyone, with a strong ETag; ask again with If-None-Match.")
            .WithTags("Codebooks")
            .Produces<CodebookList>()
            .Produces(StatusCodes.Status304NotModified)
            .AnswersProblems(401);

    // Results.Bytes answers If-None-Match itself when it knows the validator.
    private static FileContentHttpResult List(CodebookCatalogue catalogue, HttpResponse response)
    {
        response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Bytes(catalogue.Json, "application/json; charset=utf-8", entityTag: new EntityTagHeaderValue(catalogue.ETag));
    }
}

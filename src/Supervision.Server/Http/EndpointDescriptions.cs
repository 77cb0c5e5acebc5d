using Microsoft.AspNetCore.Mvc;

namespace Supervision.Server.Http;

internal static class EndpointDescriptions
{
    /// <summary>Says in the API's description which errors an endpoint answers with.</summary>
    public static RouteHandlerBuilder AnswersProblems(this RouteHandlerBuilder endpoint, params IEnumerable<int> statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<ProblemDetails>(status, Problems.ContentType);
        }
        return endpoint;
    }
}

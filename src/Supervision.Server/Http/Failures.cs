using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Supervision.EventStore.Deciding;

namespace Supervision.Server.Http;

/// <summary>
/// Turns whatever was thrown into an answer. Messages of exceptions may repeat what a request held, so they are neither
/// sent nor logged: the log gets the kind of fault, where it happened and the trace id.
/// </summary>
internal sealed partial class Failures(ILogger<Failures> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var details = DetailsOf(exception);
        if (details.Status >= StatusCodes.Status500InternalServerError)
        {
            // The framework has taken it off the context before it asks here.
            var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "none";
            Log.Failed(logger, endpoint, exception.GetType().FullName, (exception as PostgresException)?.SqlState, exception.StackTrace);
        }
        await Problems.WriteAsync(httpContext, details);
        return true;
    }

    private static ProblemDetails DetailsOf(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad => Problems.InvalidDetails(ErrorsOf(bad)),
        BadHttpRequestException bad => Problems.Details(bad.StatusCode),
        // Of several kinds of request, none was named.
        NotSupportedException { Source: "System.Text.Json" } => Problems.InvalidDetails(
            new Dictionary<string, string[]>(StringComparer.Ordinal) { ["kind"] = ["This is missing, or not of the kind that is expected here."] }),
        InvalidDataException => Problems.Details(StatusCodes.Status413PayloadTooLarge),
        CommandIdTakenException => Problems.Refused(new("id-taken", "This id is in use already.")).ProblemDetails,
        NpgsqlException { IsTransient: true } or TimeoutException => Problems.Details(StatusCodes.Status503ServiceUnavailable),
        _ => Problems.Details(StatusCodes.Status500InternalServerError),
    };

    private static Dictionary<string, string[]> ErrorsOf(BadHttpRequestException bad)
    {
        var field = (bad.InnerException as JsonException)?.Path?.TrimStart('$').TrimStart('.');
        return new(StringComparer.Ordinal)
        {
            [string.IsNullOrEmpty(field) ? "request" : field] = ["This is missing, or not of the kind that is expected here."],
        };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Endpoint} failed with {Fault} {SqlState} at {Place}")]
        public static partial void Failed(ILogger logger, string endpoint, string? fault, string? sqlState, string? place);
    }
}

using System.Security.Claims;

namespace Supervision.Server.Http;

/// <summary>
/// Tells the log who was kept from what, so that someone who tries doors is seen. By the person's id, the endpoint's name and
/// the status; never by the address that was asked for, which names cases.
/// </summary>
internal sealed partial class RefusalLog(RequestDelegate next, ILogger<RefusalLog> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Looked at now: where something was thrown, it is taken off the context.
        var endpoint = context.GetEndpoint();
        context.Response.OnStarting(() =>
        {
            if (IsRefusal(context, endpoint))
            {
                Log.Refused(
                    logger, context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "Somebody", endpoint?.DisplayName ?? "no endpoint", context.Response.StatusCode);
            }
            return Task.CompletedTask;
        });
        return next(context);
    }

    // Every page finds out in this way that nobody is signed in: that is none, unless somebody claimed to be. What is
    // another's is 404 to whoever is signed in.
    private static bool IsRefusal(HttpContext context, Endpoint? endpoint) => context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => context.Request.Headers.Authorization.Count > 0,
        StatusCodes.Status404NotFound => context.User.Identity is { IsAuthenticated: true } && endpoint is not null,
        >= 400 and < 500 => true,
        _ => false,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Person} was refused {Endpoint} with {Status}")]
        public static partial void Refused(ILogger logger, string person, string endpoint, int status);
    }
}

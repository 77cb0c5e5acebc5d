using Microsoft.AspNetCore.Http.Features;
using Supervision.Server.Features.Annotations;

namespace Supervision.Server.Identity.Tokens;

/// <summary>Requests of programs, which carry their right to come in with them instead of a cookie.</summary>
internal static class Bearer
{
    public const string Scheme = "bearer";

    /// <summary>Reads the header, or sends on to the cookie.</summary>
    public const string EitherScheme = "session-or-bearer";

    private const string Word = "Bearer ";
    private const string QueryName = "access_token";

    /// <summary>
    /// The token of a request; null if it is none of a program. A browser cannot set headers when it opens a WebSocket, so
    /// there, and only there, the address may carry it.
    /// </summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Word, StringComparison.OrdinalIgnoreCase))
        {
            return header[Word.Length..].Trim();
        }
        return IsWebSocketOfHub(request) && request.Query[QueryName].ToString() is { Length: > 0 } token ? token : null;
    }

    /// <summary>A wrong token is told, also where nobody need be known; and no program is ever given a cookie.</summary>
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (Of(context.Request) is null)
        {
            return next(context);
        }
        if (context.User.Identity is not { IsAuthenticated: true, AuthenticationType: Scheme })
        {
            return BearerHandler.RefuseAsync(context);
        }
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Remove("Set-Cookie");
            return Task.CompletedTask;
        });
        return next(context);
    }

    // Asked before anything has looked at WebSockets; over HTTP/2 they open with CONNECT.
    private static bool IsWebSocketOfHub(HttpRequest request) =>
        request.Path.Equals(AnnotationModule.HubPath, StringComparison.OrdinalIgnoreCase)
        && ("websocket".Equals(request.Headers.Upgrade, StringComparison.OrdinalIgnoreCase)
            || request.HttpContext.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" });
}

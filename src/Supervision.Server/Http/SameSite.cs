using Supervision.Server.Identity.Providers;
using Supervision.Server.Identity.Tokens;

namespace Supervision.Server.Http;

/// <summary>
/// A session cookie alone must not change anything: requests that do must carry a header that no form and no other site can
/// send, and what the browser says of their origin must not contradict it.
/// </summary>
internal static class SameSite
{
    public const string Header = "X-Supervision";

    public static Task CheckAsync(HttpContext context, RequestDelegate next) =>
        MayPass(context.Request) ? next(context) : Problems.WriteAsync(context, Problems.Details(StatusCodes.Status403Forbidden));

    /// <summary>Whether the origin, where the browser names one, is the server's own.</summary>
    public static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin.ToString() is not { Length: > 0 } origin
        || (Uri.TryCreate(origin, UriKind.Absolute, out var named)
            && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own)
            && Uri.Compare(named, own, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0);

    // A program's token, and a provider's logout token, come with the request and never by themselves as a cookie does.
    // A WebSocket opens with a GET and then changes things: there the origin alone must be right.
    private static bool MayPass(HttpRequest request) =>
        Bearer.Of(request) is not null || ProviderSignInEndpoints.IsBackChannel(request)
        || (request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase) ? IsOwnOrigin(request)
        : IsSafe(request.Method) || !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || ComesFromHere(request));

    private static bool ComesFromHere(HttpRequest request) =>
        request.Headers[Header] == "1"
        && request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin"
        && IsOwnOrigin(request);

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}

namespace Supervision.Server.Http;

/// <summary>What a browser may do with anything that comes from here.</summary>
internal static class SecurityHeaders
{
    // Nothing from elsewhere, nothing inline; the client is built to need neither.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // When the answer starts: an error that is written in place of something else has cleared what was set before.
    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(state => AddNowAsync((HttpContext)state), context);
        return next(context);
    }

    private static Task AddNowAsync(HttpContext context)
    {
        // A WebSocket is no page, and would keep them for as long as it lasts.
        if (context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols)
        {
            return Task.CompletedTask;
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
        // So that no browser guesses another.
        if (headers.ContentType.ToString() is var type && IsText(type) && !type.Contains("charset", StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentType = $"{type}; charset=utf-8";
        }
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }
        return Task.CompletedTask;
    }

    private static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase);
}

using Microsoft.AspNetCore.Http.Features;

namespace Supervision.Server.Http;

/// <summary>How many bytes an endpoint reads at most.</summary>
internal sealed record BodyLimit(long Bytes);

/// <summary>
/// Refuses what is announced as too large before reading it. Kestrel's own limit would cut the connection, often before
/// the client has seen the answer; below <see cref="Cut"/> the rest is taken in and thrown away instead.
/// </summary>
internal static class BodyLimits
{
    public const long Cut = 64 * 1024 * 1024;

    private static readonly BodyLimit Default = new(256 * 1024);

    public static RouteHandlerBuilder LimitsBody(this RouteHandlerBuilder endpoint, long bytes) => endpoint.WithMetadata(new BodyLimit(bytes));

    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var limit = (context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() ?? Default).Bytes;
        if (context.Request.ContentLength > limit)
        {
            return Problems.WriteAsync(context, Problems.Details(StatusCodes.Status413PayloadTooLarge));
        }
        if (context.Request.ContentLength is null && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } unannounced)
        {
            unannounced.MaxRequestBodySize = limit;
        }
        return next(context);
    }
}

using Supervision.Server.Hosting;

namespace Supervision.Server.Http;

/// <summary>What links in letters begin with. Never the Host header of a request, except on one's own machine: anyone can send any.</summary>
internal static class PublicAddress
{
    /// <returns>Without a slash at the end; null if it is not known.</returns>
    public static string? Of(HttpRequest request, ServerSettings settings) =>
        settings.Address is { Length: > 0 } named ? named.TrimEnd('/')
        : settings.IsOwnMachine ? $"{request.Scheme}://{request.Host}"
        : null;
}

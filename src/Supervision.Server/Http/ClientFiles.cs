using Microsoft.Extensions.FileProviders;

namespace Supervision.Server.Http;

/// <summary>The built web client: <c>wwwroot</c> beside a published server, else where the client's build puts it in the sources.</summary>
internal static class ClientFiles
{
    private static readonly string[] Machines = ["/api", "/hubs", "/health", "/openapi"];
    private const string Page = "index.html";
    private const string NotBuilt =
        "The web client is not built. Build the server without -p:BuildClient=false, or run: npm ci && npm run build (in src/client).";

    /// <summary>Whether a request may be for one of them, or for a place in the client.</summary>
    public static bool MayBe(HttpContext context) =>
        !Machines.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    public static void UseClientFiles(this WebApplication app)
    {
        if (Find() is { } folder)
        {
            app.UseStaticFiles(new StaticFileOptions { FileProvider = folder, OnPrepareResponse = context => Cache(context.Context) });
        }
    }

    /// <summary>
    /// Where no endpoint answers: any address that is no file is a place in the client, which finds its own way. Not a
    /// fallback endpoint, because one would also be chosen for a request that an endpoint refuses by its method or content type.
    /// </summary>
    public static void UseClientPage(this WebApplication app)
    {
        var page = Find()?.GetFileInfo(Page) is { Exists: true } found ? found : null;
        app.Run(context => !IsPlace(context.Request) ? Problems.WriteAsync(context, Problems.Details(StatusCodes.Status404NotFound))
            : page is null ? SayNotBuiltAsync(context)
            : SendAsync(context, page));
    }

    private static bool IsPlace(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !Path.HasExtension(request.Path)
        && MayBe(request.HttpContext);

    private static async Task SendAsync(HttpContext context, IFileInfo page)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        Cache(context);
        await context.Response.SendFileAsync(page);
    }

    private static Task SayNotBuiltAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(NotBuilt);
    }

    // The build puts a hash of the content in the name of what lies in assets. A page that may be stored is also kept as it
    // was left: going back after signing out would show it again.
    private static void Cache(HttpContext context) => context.Response.Headers.CacheControl =
        context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable"
        : context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) is true ? "no-store"
        : "no-cache";

    private static PhysicalFileProvider? Find()
    {
        string[] places = [Path.Combine(AppContext.BaseDirectory, "wwwroot"), .. InSources()];
        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, Page))) is { } folder ? new(folder) : null;
    }

    private static IEnumerable<string> InSources()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "src", "client", "dist");
        }
    }
}

using System.Net;
using System.Web;

namespace Supervision.Server.Tests.Identity.Provider;

/// <summary>A browser that goes where it is sent, one redirect after another, and tells where it has been.</summary>
internal sealed class SignInBrowser : IDisposable
{
    private readonly HttpClient _client;

    public SignInBrowser(RunningServer server)
        : this(server.Address)
    {
    }

    public SignInBrowser(Uri server)
    {
        _client = new(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = server };
        _client.DefaultRequestHeaders.Add("X-Supervision", "1");
    }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Client => _client;

    /// <summary>One step.</summary>
    /// <returns>Where the answer sends the browser; null if nowhere.</returns>
    public async Task<Uri?> GoAsync(Uri address)
    {
        using var answer = await _client.GetAsync(address, TestContext.Current.CancellationToken);
        return answer.Headers.Location is { } next ? new Uri(new Uri(_client.BaseAddress!, address), next) : null;
    }

    public Task<Uri?> GoAsync(string path) => GoAsync(new Uri(_client.BaseAddress!, path));

    /// <summary>Follows until it comes to an address that begins so, and does not open that.</summary>
    public async Task<Uri> FollowAsync(Uri from, string until)
    {
        for (var next = from; ; next = await GoAsync(next) ?? throw new InvalidOperationException($"The way ended at {next.GetLeftPart(UriPartial.Path)}."))
        {
            if (next.AbsoluteUri.StartsWith(until, StringComparison.Ordinal))
            {
                return next;
            }
        }
    }

    public static string In(Uri address, string name) => HttpUtility.ParseQueryString(address.Query)[name] ?? "";

    public void Dispose() => _client.Dispose();
}

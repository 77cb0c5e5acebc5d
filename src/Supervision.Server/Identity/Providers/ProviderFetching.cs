using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.IdentityModel.Protocols;
using Supervision.Server.Hosting;

namespace Supervision.Server.Identity.Providers;

/// <summary>
/// Asks what an administrator has named, and trusts none of it: https only, no address of a private network (looked at after
/// the name was resolved, and the connection goes to that very address), no redirect, no proxy, bounded in size and time. In
/// development plain http and one's own machine are allowed.
/// </summary>
internal sealed class ProviderFetching : IDocumentRetriever, IDisposable
{
    private const int MostBytes = 256 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;
    private readonly bool _isDevelopment;

    public ProviderFetching(ServerSettings settings)
    {
        _isDevelopment = settings.IsDevelopment;
        _client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ActivityHeadersPropagator = null,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = MostBytes,
        };
    }

    /// <summary>Whether an address may be asked at all, before its name is resolved.</summary>
    public bool MayAsk(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (_isDevelopment && uri.Scheme == Uri.UriSchemeHttp));

    /// <exception cref="ProviderException">It did not answer with 200 and a document of a bearable size, in time.</exception>
    public Task<string> GetDocumentAsync(string address, CancellationToken cancel) => SendAsync(new(HttpMethod.Get, address), cancel);

    /// <inheritdoc cref="GetDocumentAsync"/>
    public Task<string> GetAsync(string address, string accessToken, CancellationToken cancellationToken) =>
        SendAsync(new(HttpMethod.Get, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", accessToken) } }, cancellationToken);

    /// <inheritdoc cref="GetDocumentAsync"/>
    public Task<string> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> form, string? basic, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        if (basic is not null)
        {
            request.Headers.Authorization = new("Basic", basic);
        }
        return SendAsync(request, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var sent = request;
        if (!MayAsk(request.RequestUri?.OriginalString))
        {
            throw new ProviderException("The address is not one that may be asked.");
        }
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK
                ? await answer.Content.ReadAsStringAsync(cancellationToken)
                : throw new ProviderException($"The provider answered {(int)answer.StatusCode}.");
        }
        catch (Exception fault) when (fault is HttpRequestException or InvalidOperationException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ProviderException("The provider cannot be reached.", fault);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        if (!_isDevelopment && !addresses.All(PublicAddresses.Contain))
        {
            throw new ProviderException("The provider's address is not in the open internet.");
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace Supervision.Server.Tests.Live;

/// <summary>
/// A client of the hub that speaks SignalR's JSON protocol over a bare WebSocket, so that tests and benchmarks see what is
/// on the wire and nothing else. Messages are handed over on the reading loop, in order.
/// </summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const byte End = 0x1e;
    private static readonly byte[] Handshake = [.. "{\"protocol\":\"json\",\"version\":1}"u8, End];
    private static readonly byte[] Ping = [.. "{\"type\":6}"u8, End];

    private readonly ClientWebSocket _socket;
    private readonly Action<string, JsonElement> _receive;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _closing = new();
    private long _lastCall;

    private HubClient(ClientWebSocket socket, Action<string, JsonElement> receive) => (_socket, _receive) = (socket, receive);

    /// <summary>Completes when the connection has ended, for whatever reason.</summary>
    public Task Closed { get; private set; } = Task.CompletedTask;

    /// <param name="server">The server's address, http.</param>
    /// <param name="cookie">The session, as a Cookie header.</param>
    /// <param name="receive">Called with the method and its one argument; the argument is valid during the call only.</param>
    /// <param name="cancellationToken">Stops connecting.</param>
    /// <param name="path">The hub's path.</param>
    public static Task<HubClient> ConnectAsync(
        Uri server, string cookie, Action<string, JsonElement> receive, CancellationToken cancellationToken, string path = "/hubs/live") =>
        ConnectWithAsync(
            server, new Dictionary<string, string> { ["Cookie"] = cookie, ["Origin"] = server.GetLeftPart(UriPartial.Authority) }, receive, cancellationToken, path);

    /// <summary>As a program connects, or a page elsewhere: by whatever headers and query.</summary>
    public static async Task<HubClient> ConnectWithAsync(
        Uri server, Dictionary<string, string> headers, Action<string, JsonElement> receive, CancellationToken cancellationToken, string path = "/hubs/live",
        string query = "")
    {
        var socket = new ClientWebSocket();
        foreach (var (name, value) in headers)
        {
            socket.Options.SetRequestHeader(name, value);
        }

        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        try
        {
            await socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = path, Query = query }.Uri, cancellationToken);
            await socket.SendAsync(Handshake, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            var answer = new byte[256];
            await socket.ReceiveAsync(answer, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var client = new HubClient(socket, receive);
        client.Closed = Task.WhenAll(client.ReadAsync(), client.PingAsync());
        return client;
    }

    /// <summary>Calls a method and waits for its result.</summary>
    /// <exception cref="HubRefusedException">The method threw.</exception>
    /// <exception cref="IOException">The connection ended first; whether the call was carried out is unknown.</exception>
    public async Task<JsonElement> InvokeAsync(string method, CancellationToken cancellationToken, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref _lastCall).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var call = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = call;
        if (Closed.IsCompleted)
        {
            call.TrySetException(new IOException("The connection has ended."));
        }

        await SendAsync(JsonSerializer.SerializeToUtf8Bytes(
            new { type = 1, invocationId = id, target = method, arguments }, JsonSerializerOptions.Web), cancellationToken);
        return await call.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Cuts the connection as a network failure would: no goodbye.</summary>
    public void Cut() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Abort();
        await Closed;
        _socket.Dispose();
        _writing.Dispose();
        _closing.Dispose();
    }

    private async Task SendAsync(byte[] message, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync((byte[])[.. message, End], WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        catch (Exception fault) when (fault is WebSocketException or ObjectDisposedException)
        {
            throw new IOException("The connection has ended.", fault);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(3));
        try
        {
            while (_socket.State == WebSocketState.Open && await timer.WaitForNextTickAsync(_closing.Token))
            {
                await SendAsync(Ping[..^1], _closing.Token);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            return;
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.GetMemory(8 * 1024), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                buffer.Advance(received.Count);
                if (received.EndOfMessage)
                {
                    Split(buffer.WrittenMemory);
                    buffer.ResetWrittenCount();
                }
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection was cut; whoever waits for an answer is told below.
        }

        await _closing.CancelAsync();
        foreach (var call in _calls.Values)
        {
            call.TrySetException(new IOException("The connection has ended."));
        }
    }

    private void Split(ReadOnlyMemory<byte> frames)
    {
        while (frames.Span.IndexOf(End) is >= 0 and var end)
        {
            Receive(frames[..end]);
            frames = frames[(end + 1)..];
        }
    }

    private void Receive(ReadOnlyMemory<byte> frame)
    {
        using var message = JsonDocument.Parse(frame);
        var root = message.RootElement;
        switch (root.GetProperty("type").GetInt32())
        {
            case 1:
                _receive(root.GetProperty("target").GetString()!, root.GetProperty("arguments")[0]);
                break;
            case 3 when _calls.TryRemove(root.GetProperty("invocationId").GetString()!, out var call):
                if (root.TryGetProperty("error", out var error))
                {
                    call.TrySetException(new HubRefusedException(error.GetString()!));
                }
                else
                {
                    call.TrySetResult(root.TryGetProperty("result", out var result) ? result.Clone() : default);
                }

                break;
        }
    }
}

/// <summary>A hub method answered with an error.</summary>
internal sealed class HubRefusedException(string message) : Exception(message);

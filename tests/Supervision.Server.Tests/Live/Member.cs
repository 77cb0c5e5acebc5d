using System.Collections.Concurrent;
using System.Text.Json;

namespace Supervision.Server.Tests.Live;

/// <summary>
/// One participant as a client should be: keeps the last version, asks for what follows it, sends what is not yet
/// acknowledged again with the same ids, and goes to another node when its own is gone.
/// </summary>
internal sealed class Member(IReadOnlyList<Uri> nodes, string cookie, Guid caseId) : IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly ConcurrentQueue<(Guid CommandId, object Request)> _outbox = [];
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _arrivals = [];
    private Task _running = Task.CompletedTask;
    private HubClient? _hub;
    private int _node;

    /// <summary>Every change in the order of its application, by its JSON.</summary>
    public List<string> Changes { get; } = [];

    public List<Guid> CommandIds { get; } = [];

    public ConcurrentDictionary<Guid, long> Receipts { get; } = [];

    public ConcurrentBag<string> Refusals { get; } = [];

    public long Version => Changes.Count;

    public int Connections { get; private set; }

    public void Start(int firstNode)
    {
        _node = firstNode;
        _running = Task.Run(RunAsync);
    }

    public void Submit(Guid commandId, object request)
    {
        _outbox.Enqueue((commandId, request));
        _waiting.Release();
    }

    /// <summary>Waits until everything has been acknowledged.</summary>
    public async Task AllKeptAsync(int commands, CancellationToken cancellationToken)
    {
        while (Receipts.Count + Refusals.Count < commands)
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    public async Task ReachAsync(long version, CancellationToken cancellationToken)
    {
        var arrival = _arrivals.GetOrAdd(version, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (Version >= version)
        {
            return;
        }

        await arrival.Task.WaitAsync(cancellationToken);
    }

    public void CutOff() => _hub?.Cut();

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _running;
        _leaving.Dispose();
        _waiting.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_leaving.IsCancellationRequested)
        {
            try
            {
                await using var hub = await HubClient.ConnectAsync(nodes[_node % nodes.Count], cookie, Receive, _leaving.Token);
                _hub = hub;
                Connections++;
                await hub.InvokeAsync("Join", _leaving.Token, caseId, Version);
                await Task.WhenAny(SendAsync(hub), hub.Closed);
            }
            catch (Exception fault) when (fault is IOException or System.Net.WebSockets.WebSocketException or OperationCanceledException or HubRefusedException)
            {
                // Whatever it was, the answer is the same: come back, on another node.
            }

            _node++;
            await Task.Delay(50, _leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(HubClient hub)
    {
        try
        {
            while (true)
            {
                if (!_outbox.TryPeek(out var next))
                {
                    await _waiting.WaitAsync(_leaving.Token);
                    continue;
                }

                var result = await hub.InvokeAsync("Submit", _leaving.Token, caseId, next.Request);
                if (result.TryGetProperty("receipt", out var receipt))
                {
                    Receipts[next.CommandId] = receipt.GetProperty("version").GetInt64();
                }
                else
                {
                    Refusals.Add(result.GetProperty("refusal").GetProperty("code").GetString()!);
                }

                _outbox.TryDequeue(out _);
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or HubRefusedException)
        {
            hub.Cut();
        }
    }

    private void Receive(string method, JsonElement argument)
    {
        switch (method)
        {
            case "changes":
                var (from, to) = (argument.GetProperty("from").GetInt64(), argument.GetProperty("to").GetInt64());
                if (to <= Version)
                {
                    return;
                }

                if (from != Version)
                {
                    _hub?.Cut();
                    return;
                }

                foreach (var change in argument.GetProperty("changes").EnumerateArray())
                {
                    CommandIds.Add(change.GetProperty("commandId").GetGuid());
                    Changes.Add(change.GetRawText());
                    if (_arrivals.TryRemove(Version, out var arrival))
                    {
                        arrival.TrySetResult();
                    }
                }

                break;
            case "moving":
                _hub?.Cut();
                break;
        }
    }
}

using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace Supervision.Server.Tests.Live;

/// <summary>One tab of one person on the hub, with all that it has been sent.</summary>
internal sealed class Guest : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Method, string Json)> _received = [];
    private readonly SemaphoreSlim _arrived = new(0);

    private Guest(string cookie) => Cookie = cookie;

    public HubClient Hub { get; private set; } = null!;

    public string Cookie { get; }

    /// <summary>The methods that have been called on it, in order, whether they were waited for or not.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    public static async Task<string> SignInAsync(Uri server, string person)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server };
        http.DefaultRequestHeaders.Add("X-Supervision", "1");
        using var answer = await http.PostAsJsonAsync(
            "/api/session", new { email = $"{person}@demonstration.example", password = "think together" }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    public static async Task<Guest> ArriveAsync(RunningServer server, string person) =>
        await ArriveAsync(server.Address, await SignInAsync(server.Address, person));

    public static async Task<Guest> ArriveAsync(Uri server, string cookie)
    {
        var guest = new Guest(cookie);
        guest.Hub = await HubClient.ConnectAsync(server, cookie, guest.Receive, TestContext.Current.CancellationToken);
        return guest;
    }

    public Task<JsonElement> JoinAsync(Guid caseId, long since = 0) => Hub.InvokeAsync("Join", TestContext.Current.CancellationToken, caseId, since);

    public Task<JsonElement> SubmitAsync(Guid caseId, object request) => Hub.InvokeAsync("Submit", TestContext.Current.CancellationToken, caseId, request);

    public Task HereAsync(Guid caseId, object where) => Hub.InvokeAsync("Here", TestContext.Current.CancellationToken, caseId, where);

    /// <summary>The hub has taken the connection up: only then does it answer.</summary>
    public Task IsThereAsync() => Hub.InvokeAsync("Leave", TestContext.Current.CancellationToken, Guid.CreateVersion7());

    /// <summary>Waits for a message that satisfies the condition; passes over all others.</summary>
    public async Task<JsonElement> HearAsync(string method, Func<JsonElement, bool> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            await _arrived.WaitAsync(deadline.Token);
            _received.TryDequeue(out var next);
            if (next.Method == method)
            {
                var argument = JsonSerializer.Deserialize<JsonElement>(next.Json);
                if (condition(argument))
                {
                    return argument;
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        _arrived.Dispose();
    }

    private void Receive(string method, JsonElement argument)
    {
        Heard.Enqueue(method);
        _received.Enqueue((method, argument.GetRawText()));
        _arrived.Release();
    }
}

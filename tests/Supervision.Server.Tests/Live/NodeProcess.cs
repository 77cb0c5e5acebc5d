using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Supervision.Server.Tests.Live;

/// <summary>A server node as a process of its own, so that it can be killed as an operating system kills.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly string _connectionString;
    private Process? _process;

    public NodeProcess(string connectionString)
    {
        _connectionString = connectionString;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public Uri Address { get; }

    public string ConnectionString => _connectionString;

    /// <summary>More of its environment than what it needs to start.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Every line that it has written.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Log { get; } = [];

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "supervision.dll"), $"--urls={Address}", "--demonstration"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__Supervision"] = _connectionString;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Log.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => Log.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = Address };
        while (!await IsReadyAsync(http, cancellationToken))
        {
            Assert.False(_process.HasExited, "The node ended while starting.");
            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>Waits until it has written the words: it writes its log a little later than it answers.</summary>
    public async Task HasWrittenAsync(string words, CancellationToken cancellationToken)
    {
        while (!Log.Any(line => line.Contains(words, StringComparison.Ordinal)))
        {
            Assert.False(_process is null or { HasExited: true }, $"The node ended and had not written: {words}");
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Ends it with SIGKILL: no goodbye, nothing flushed.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill();
            await running.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Supervision.Server.Hosting.Postgres;

namespace Supervision.Server.Tests.Hosting.Postgres;

/// <summary>Another process with a database of its own, which has committed one note, to be killed.</summary>
internal sealed class DatabaseOwner : IDisposable
{
    public const string Command = "own-a-database";
    private const string Ephemeral = "ephemeral";

    private readonly Process _process;

    private DatabaseOwner(Process process, string home, int databaseProcessId)
    {
        _process = process;
        Home = home;
        DatabaseProcessId = databaseProcessId;
    }

    public int ProcessId => _process.Id;

    public int DatabaseProcessId { get; }

    /// <summary>The folder of the cluster.</summary>
    public string Home { get; }

    public static Task<DatabaseOwner> StartAsync(TemporaryFolder folder) => StartAsync(folder.FullPath);

    public static Task<DatabaseOwner> StartEphemeralAsync() => StartAsync(Ephemeral);

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new EmbeddedPostgresOptions { Settings = Starting.WithoutWaiting };
        options = args is [Ephemeral] ? options with { Ephemeral = true } : options with { DataFolder = args[0] };
        await using var database = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
        await Notes.AddAsync(database.ConnectionString, "written before the end");
        await Console.Out.WriteLineAsync($"{database.ProcessId} {database.Folder.Home}");
        await Console.In.ReadLineAsync();
        return 0;
    }

    /// <summary>Kills the owner alone, or with all that it started and has not let go of.</summary>
    public async Task KillAsync(bool withChildren = false)
    {
        _process.Kill(withChildren);
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static async Task<DatabaseOwner> StartAsync(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Self(), Command, folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var answer = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return answer?.Split(' ', 2) is [var id, var home]
            ? new(process, home, int.Parse(id, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException("The other process did not start its database.");
    }

    // The tests run either as a program of their own or as a library under dotnet.
    private static string[] Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? [typeof(DatabaseOwner).Assembly.Location] : [];
}

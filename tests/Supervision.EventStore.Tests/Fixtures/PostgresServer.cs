using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Supervision.Server.Hosting.Postgres;

namespace Supervision.EventStore.Tests.Fixtures;

/// <summary>A PostgreSQL of one version, for the test classes of its collection, which run one after another.</summary>
public abstract class PostgresServer : IAsyncLifetime
{
    private readonly string? _binaries;
    private readonly Dictionary<string, string> _settings;
    private EmbeddedPostgres? _postgres;
    private int _databases;

    private protected PostgresServer(string? binaries, string walLevel)
    {
        _binaries = binaries;
        // A process that is killed loses nothing that the system has taken from it, so the tests need not wait for the disk.
        _settings = new() { ["wal_level"] = walLevel, ["fsync"] = "off", ["full_page_writes"] = "off", ["max_wal_size"] = "2GB" };
    }

    /// <summary>Why there is none; null if there is.</summary>
    public string? Missing { get; private set; }

    private EmbeddedPostgres Running => _postgres ?? throw new InvalidOperationException(Missing);

    public async ValueTask InitializeAsync()
    {
        if (_binaries is not null && !Directory.Exists(_binaries))
        {
            Missing = $"There is no PostgreSQL in {_binaries}, so nothing was tested on it.";
            return;
        }

        var options = new EmbeddedPostgresOptions { Ephemeral = true, BinariesFolder = _binaries, Settings = _settings };
        _postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A new, empty database, owned by the role of the connection string, which is no superuser.</summary>
    public Task<string> CreateDatabaseAsync() => Running.CreateDatabaseAsync($"test_{Interlocked.Increment(ref _databases)}");

    /// <summary>Stops the server in the midst of what it does, and starts it again.</summary>
    public Task RestartAsync() => Running.RestartAsync();

    /// <summary>Ends all processes of the server at once, as a power cut would, and starts it again.</summary>
    public async Task CutPowerAsync()
    {
        var children = ChildrenOf(Running.ProcessId);
        await Running.KillAsync();
        foreach (var child in children)
        {
            Kill(child);
        }

        await Running.RestartAsync();
    }

    /// <summary>The same database as the cluster's superuser.</summary>
    public string AsSuperuser(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Username = ClusterRoles.Superuser;
        builder.Password = new ClusterFolder(Path.GetDirectoryName(builder.Host)!).PasswordOf(ClusterRoles.Superuser);
        return builder.ConnectionString;
    }

    /// <summary>Lets a process of the server do nothing until it is told to continue.</summary>
    public static Task PauseAsync(int process) => SignalAsync("STOP", process);

    public static Task ContinueAsync(int process) => SignalAsync("CONT", process);

    /// <summary>Whether a paused process has been sent what it will find when it continues.</summary>
    public static bool HasBeenSignalled(int process) => File.ReadLines($"/proc/{process}/status")
        .Any(line => line.StartsWith("ShdPnd:", StringComparison.Ordinal) && line.AsSpan(7).ContainsAnyExcept(' ', '\t', '0'));

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = System.Diagnostics.Process.Start("sh", ["-c", $"kill -{signal} {process}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    // Left to themselves they notice the end of the first process one after another, and one that waits for a lock of
    // another never does.
    private static List<int> ChildrenOf(int process)
    {
        var list = $"/proc/{process}/task/{process}/children";
        return File.Exists(list) ? [.. File.ReadAllText(list).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)] : [];
    }

    private static void Kill(int process)
    {
        try
        {
            using var running = System.Diagnostics.Process.GetProcessById(process);
            running.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself.
        }
    }
}

public sealed class Postgres15() : PostgresServer("/usr/lib/postgresql/15/bin", walLevel: "logical");

/// <summary>The version that the server brings along.</summary>
public sealed class Postgres18() : PostgresServer(binaries: null, walLevel: "logical");

public sealed class Postgres15WithoutLog() : PostgresServer("/usr/lib/postgresql/15/bin", walLevel: "replica");

public sealed class Postgres18WithoutLog() : PostgresServer(binaries: null, walLevel: "replica");

[CollectionDefinition(Name)]
public sealed class On15 : ICollectionFixture<Postgres15>
{
    public const string Name = "PostgreSQL 15";
}

[CollectionDefinition(Name)]
public sealed class On18 : ICollectionFixture<Postgres18>
{
    public const string Name = "PostgreSQL 18";
}

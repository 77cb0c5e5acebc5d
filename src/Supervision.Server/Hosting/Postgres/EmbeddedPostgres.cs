namespace Supervision.Server.Hosting.Postgres;

/// <summary>
/// A PostgreSQL of the server's own, for a machine that has none to offer. It listens on this machine only, with a
/// password; the server connects as a role that owns its database and is no superuser.
/// </summary>
internal sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    private readonly ServerFolder _server;
    private readonly ClusterProcess _process;
    private readonly ClusterRoles _roles;
    private readonly TimeProvider _time;
    private bool _disposed;

    private EmbeddedPostgres(ServerFolder server, ClusterFolder folder, PostgresBinaries binaries, ClusterProcess process, TimeProvider time)
    {
        _server = server;
        _process = process;
        _roles = new ClusterRoles(folder, process.Address);
        _time = time;
        Folder = folder;
        Binaries = binaries;
        ConnectionString = _roles.ConnectionString(ClusterRoles.Database);
    }

    /// <summary>The server's database, as the role that owns it. It stays the same over <see cref="RestartAsync"/>.</summary>
    public string ConnectionString { get; }

    public int ProcessId => _process.ProcessId;

    /// <summary>The folder that is locked for this server. <see cref="Folder"/> lies inside, or elsewhere when the log says so.</summary>
    public string DataFolder => _server.FullPath;

    public ClusterFolder Folder { get; }

    public PostgresBinaries Binaries { get; }

    /// <exception cref="StartupException">With a sentence for the operator.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, ILogger logger, TimeProvider time, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        await ServerFolder.SweepAsync(time);
        var server = ServerFolder.Open(options);
        try
        {
            var started = await StartAsync(server, options, logger, time, cancellation);
            Log.Started(logger, started.Binaries.Major, started.ProcessId, started.Folder.Home, time.GetElapsedTime(began).TotalMilliseconds);
            return started;
        }
        catch (Exception failure)
        {
            await server.CloseAsync(time);
            if (failure is IOException or UnauthorizedAccessException)
            {
                throw new StartupException($"The database in {server.FullPath} could not be started: {failure.Message}", failure);
            }

            throw;
        }
    }

    /// <summary>A fresh database on the same server, owned by the same role.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellation = default)
    {
        await _roles.CreateDatabaseAsync(name, cancellation);
        return _roles.ConnectionString(name);
    }

    /// <summary>Stops the database, if it runs, and starts it on the same data and address.</summary>
    public Task RestartAsync(CancellationToken cancellation = default) => _process.RestartAsync(cancellation);

    /// <summary>Ends the database's process as a power cut would, and leaves it down until <see cref="RestartAsync"/>.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Stops the database, waits for its end, and lets go of the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
        {
            await _process.DisposeAsync();
            await _server.CloseAsync(_time);
        }
    }

    private static async Task<EmbeddedPostgres> StartAsync(
        ServerFolder server,
        EmbeddedPostgresOptions options,
        ILogger logger,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (folder, account) = await ClusterPlace.ChooseAsync(server, cancellation);
        if (folder != server.Cluster)
        {
            Log.Elsewhere(logger, account.Name, server.Cluster.Home, folder.Home);
        }

        var binaries = await PostgresSearch.FindAsync(options.BinariesFolder, folder, account, cancellation);
        await folder.PrepareAsync(account, cancellation);
        await ClusterInitialization.EnsureAsync(folder, binaries, sync: options.SurvivesPowerCut, cancellation);
        var process = new ClusterProcess(folder, binaries, options, logger, time);
        try
        {
            await process.StartAsync(cancellation);
            await new ClusterRoles(folder, process.Address).EnsureAsync(cancellation);
            return new EmbeddedPostgres(server, folder, binaries, process, time);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "PostgreSQL {Major} runs as process {ProcessId} on {Folder}, after {Milliseconds:0} ms")]
        public static partial void Started(ILogger logger, int major, int processId, string folder, double milliseconds);

        [LoggerMessage(2, LogLevel.Warning, "The account {Account} cannot enter {Wanted}, so the database is kept in {Folder}")]
        public static partial void Elsewhere(ILogger logger, string? account, string wanted, string folder);
    }
}

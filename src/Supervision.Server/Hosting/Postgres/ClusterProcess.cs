namespace Supervision.Server.Hosting.Postgres;

/// <summary>
/// Keeps the database of a cluster running: starts and stops it, and brings it back when it ends without having been asked.
/// </summary>
internal sealed partial class ClusterProcess : IAsyncDisposable
{
    private static readonly TimeSpan ObstacleLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ObstaclePoll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    private readonly ClusterFolder _folder;
    private readonly PostgresBinaries _binaries;
    private readonly EmbeddedPostgresOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly CancellationTokenSource _closing = new();
    private Postmaster? _postmaster;
    private Task _watch = Task.CompletedTask;
    private bool _wanted;

    public ClusterProcess(ClusterFolder folder, PostgresBinaries binaries, EmbeddedPostgresOptions options, ILogger logger, TimeProvider time)
    {
        _folder = folder;
        _binaries = binaries;
        _options = options;
        _logger = logger;
        _time = time;
        Address = PostgresAddress.Choose(folder.Sockets);
    }

    /// <summary>Settled by the first start, and kept from then on.</summary>
    public PostgresAddress Address { get; private set; }

    public int ProcessId => _postmaster?.ProcessId ?? throw new InvalidOperationException("The database is not running.");

    /// <summary>Data that nobody will read again need not be written.</summary>
    private StopMode LastStop => _options.Ephemeral ? StopMode.Immediate : StopMode.Fast;

    public Task StartAsync(CancellationToken cancellation) => AloneAsync(async () =>
    {
        await LaunchAsync(mayMove: true, cancellation);
        _watch = WatchAsync();
    });

    public Task RestartAsync(CancellationToken cancellation) => AloneAsync(async () =>
    {
        await EndAsync(postmaster => postmaster.StopAsync(StopMode.Fast));
        await LaunchAsync(mayMove: false, cancellation);
    });

    public Task KillAsync() => AloneAsync(() => EndAsync(postmaster => postmaster.KillAsync()));

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _watch;
        await AloneAsync(() => EndAsync(postmaster => postmaster.StopAsync(LastStop)));
        _closing.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task LaunchAsync(bool mayMove, CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        PostgresLog.Turn(_folder.Log);
        while (true)
        {
            await PostmasterFile.ClearAsync(_folder, _binaries, _time);
            Private.WriteFile(_folder.HostAuthentication, PostgresConfiguration.RenderHostAuthentication(Address), readableByOthers: true);
            Private.WriteFile(_folder.Configuration, PostgresConfiguration.Render(_folder, Address, _options.Settings), readableByOthers: true);
            try
            {
                _postmaster = await Postmaster.StartAsync(_folder, _binaries, LastStop, _time, cancellation);
                _wanted = true;
                return;
            }
            catch (PostmasterException failure) when (failure.MayPass && _time.GetElapsedTime(began) < ObstacleLimit)
            {
                if (mayMove && failure.IsOfAddress)
                {
                    Address = PostgresAddress.Loopback();
                }

                await Task.Delay(ObstaclePoll, _time, cancellation);
            }
            catch (PostmasterException failure)
            {
                throw new StartupException($"PostgreSQL {_binaries.Major} did not start: {failure.Message} Its log is {_folder.Log}.", failure);
            }
        }
    }

    private async Task EndAsync(Func<Postmaster, Task> end)
    {
        _wanted = false;
        if (_postmaster is { } running)
        {
            _postmaster = null;
            await end(running);
            running.Dispose();
        }
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(WatchInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token))
            {
                await AloneAsync(BringBackAsync);
            }
        }
        catch (OperationCanceledException)
        {
            // Closing.
        }
    }

    private async Task BringBackAsync()
    {
        try
        {
            if (!_wanted || (_postmaster is not null && PostmasterFile.IsRunning(_folder)))
            {
                return;
            }

            Log.Ended(_logger, _folder.Home);
            await EndAsync(postmaster => postmaster.KillAsync());
            _wanted = true;
            await LaunchAsync(mayMove: false, _closing.Token);
            Log.IsBack(_logger, ProcessId);
        }
        catch (Exception failure) when (failure is StartupException or IOException or UnauthorizedAccessException)
        {
            // Whatever is in the way may go again; the next tick tries once more.
            Log.IsNotBack(_logger, failure.Message);
        }
    }

    private async Task AloneAsync(Func<Task> work)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The database in {Folder} has ended unexpectedly and is started again")]
        public static partial void Ended(ILogger logger, string folder);

        [LoggerMessage(2, LogLevel.Warning, "The database is back, as process {ProcessId}")]
        public static partial void IsBack(ILogger logger, int processId);

        [LoggerMessage(3, LogLevel.Error, "The database could not be started again: {Reason}")]
        public static partial void IsNotBack(ILogger logger, string reason);
    }
}

using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Supervision.EventStore.Following;

/// <summary>
/// Follows the log for one node: every event committed after the start, exactly once and in each stream's order, and
/// every ephemeral message sent while connected. Outlives restarts of the database.
/// </summary>
public sealed partial class LogFollower : IAsyncDisposable
{
    private readonly ILogSource _source;
    private readonly Action<bool> _told;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();

    // Whoever waits for the log continues in the thread that reads it: in a calm room a hop between threads costs more than
    // what is done there. Under load most of it is taken together all the same, since it has been committed together. When
    // it is full, the reading continues in the thread that takes.
    private readonly Channel<LogBatch> _batches = Channel.CreateBounded<LogBatch>(
        new BoundedChannelOptions(4_096) { SingleWriter = true, AllowSynchronousContinuations = true });

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;
    private volatile bool _isConnected;
    private bool _isDisposed;

    internal LogFollower(ILogSource source, LogTail tail, Action<bool> told, ILogger logger, TimeProvider time)
    {
        (_source, _told, _logger, _time) = (source, told, logger, time);
        _running = Task.Run(() => RunAsync(tail));
    }

    /// <summary>
    /// What has been learned and not yet taken. Taking slowly holds the log back, it loses nothing. What is done with a batch up
    /// to the first wait can be done on the thread that reads the log: never block there.
    /// </summary>
    public ChannelReader<LogBatch> Batches => _batches.Reader;

    /// <summary>Whether the log is being followed at this moment; false while the database cannot be reached.</summary>
    public bool IsConnected => _isConnected;

    /// <summary>How the log is followed, for operators: <c>write-ahead log</c> or <c>polling</c>.</summary>
    public string Means => _source.Name;

    /// <summary>Completes when the log is followed for the first time: whatever is committed afterwards arrives.</summary>
    public Task Started => _started.Task;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            await _running;
            return;
        }

        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync(LogTail tail)
    {
        var failures = 0;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _source.FollowAsync(tail, Connected, _batches.Writer, _stopping.Token);
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                // Whatever it was: a node that no longer hears is of no use, and beginning again loses nothing.
                Tell(isConnected: false);
                Log.Interrupted(_logger, _source.Name, fault.GetType().Name, (fault as PostgresException)?.SqlState);
                failures++;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(50 << Math.Min(failures, 5), 1_000)), _time, _stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Tell(isConnected: false);
        _started.TrySetCanceled();
        _batches.Writer.TryComplete();

        void Connected(bool isConnected)
        {
            Tell(isConnected);
            if (isConnected)
            {
                failures = 0;
                _started.TrySetResult();
                Log.Following(_logger, _source.Name);
            }
        }
    }

    private void Tell(bool isConnected)
    {
        if (_isConnected != isConnected)
        {
            _isConnected = isConnected;
            _told(isConnected);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Following the log by {Means}")]
        public static partial void Following(ILogger logger, string means);

        [LoggerMessage(2, LogLevel.Warning, "Following the log by {Means} was interrupted by {Fault} {SqlState}; trying again")]
        public static partial void Interrupted(ILogger logger, string means, string fault, string? sqlState);
    }
}

/// <summary>A way of following the log.</summary>
internal interface ILogSource
{
    string Name { get; }

    /// <summary>
    /// First what the tail has not seen, then what is new, until the connection breaks (an exception) or following is cancelled.
    /// Calls <paramref name="connected"/> once nothing from now on can be missed, and, before it ends, when that no longer holds.
    /// </summary>
    Task FollowAsync(LogTail tail, Action<bool> connected, ChannelWriter<LogBatch> batches, CancellationToken cancellationToken);

    /// <summary>Sends messages to all nodes that follow.</summary>
    Task SendAsync(NpgsqlConnection connection, IReadOnlyList<EphemeralMessage> messages, CancellationToken cancellationToken);
}

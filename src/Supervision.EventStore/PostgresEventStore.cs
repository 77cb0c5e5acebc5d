using Microsoft.Extensions.Logging;
using Npgsql;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Events;
using Supervision.EventStore.Following;
using Supervision.EventStore.Projecting;
using Supervision.EventStore.Reading;
using Supervision.EventStore.Schema;

namespace Supervision.EventStore;

/// <summary>
/// Streams of events on PostgreSQL, in Marten's tables. One instance a process; safe to use from any thread.
/// </summary>
public sealed class PostgresEventStore : IAsyncDisposable
{
    private const int MaximumReads = 32;

    private readonly EventStoreOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly NpgsqlDataSource _database;
    private readonly NpgsqlDataSource _reads;
    private readonly AppendQueue _appends;
    private readonly StreamReading _streams;
    private readonly LogReading _log;
    private ILogSource? _source;

    /// <summary>Opens no connection yet; call <see cref="MigrateAsync"/> before anything else.</summary>
    public PostgresEventStore(EventStoreOptions options, EventTypes types, TimeProvider time, ILoggerFactory loggers)
    {
        (_options, Types, Time, _loggers) = (options, types, time, loggers);
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString) { MaxAutoPrepare = 64, AutoPrepareMinUsages = 2 };
        _database = NpgsqlDataSource.Create(connection);
        // What is read by one statement, with its scope in front of it, leaves nothing in the session that would have to be reset.
        _reads = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection.ConnectionString)
        {
            NoResetOnClose = true,
            MaxPoolSize = Math.Min(connection.MaxPoolSize, MaximumReads),
        });
        _appends = new(_database, options, time);
        _streams = new(_reads, types, options, time);
        _log = new(_database, types);
        Documents = new(this);
    }

    /// <summary>The registered event types.</summary>
    public EventTypes Types { get; }

    /// <summary>The database, for what stands beside the events in it.</summary>
    public NpgsqlDataSource Database => _database;

    /// <summary>The documents that projections keep.</summary>
    public Documents Documents { get; }

    internal TimeProvider Time { get; }

    /// <summary>Brings the database to this version's tables; see <see cref="Migrations.RunAsync"/>.</summary>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        var ran = await Migrations.EventStore.RunAsync(_database, cancellationToken);
        await RestoredDatabase.SettleAsync(_database, cancellationToken);
        return ran;
    }

    /// <summary>
    /// Asks something that may be asked twice, on a connection of its own, and outlives a restart of the database: it asks
    /// again until <see cref="EventStoreOptions.Patience"/> has run out. For what stands beside the events, and is not scoped to a tenant.
    /// </summary>
    /// <exception cref="NpgsqlException">The database could not be reached, or refused.</exception>
    public Task<T> AskAsync<T>(Func<NpgsqlConnection, Task<T>> ask, CancellationToken cancellationToken) =>
        Outage.OutlastAsync(_database, _options, Time, async () =>
        {
            await using var connection = await _database.OpenConnectionAsync(cancellationToken);
            return await ask(connection);
        }, cancellationToken);

    /// <summary>
    /// Stores events at the end of a stream, all or none, in one round trip shared with the appends of the same moment.
    /// The same first event id again returns the first result and writes nothing. Outlives a restart of the database:
    /// it tries again until <see cref="EventStoreOptions.Patience"/> has run out.
    /// </summary>
    /// <exception cref="ArgumentException">No events or too many, an event without name or content, or a tenant that cannot be named.</exception>
    /// <exception cref="NpgsqlException">The database could not be reached, or refused; whether the events were stored is then unknown until asked again.</exception>
    public Task<AppendOutcome> AppendAsync(Append append, CancellationToken cancellationToken) => Enqueue(append, after: null, cancellationToken).Answer;

    /// <summary>The stream's events in the order of their versions; none if there is no such stream.</summary>
    public IAsyncEnumerable<StoredEvent> ReadStreamAsync(StreamKey stream, StreamPart part, CancellationToken cancellationToken) =>
        _streams.ReadAsync(stream, part, cancellationToken);

    /// <summary>The version of the stream's last event; 0 if there is no such stream.</summary>
    public async Task<long> VersionAsync(StreamKey stream, CancellationToken cancellationToken) =>
        (await _streams.LookUpAsync(stream, Guid.Empty, cancellationToken)).Version;

    /// <summary>Folds a stream, or a part of it, into a state.</summary>
    /// <returns>The state and the version of the last event in it, 0 for none.</returns>
    public Task<(TState State, long Version)> AggregateStreamAsync<TState, TEvent>(
        StreamKey stream, StreamPart part, TState initial, Func<TState, TEvent, TState> evolve, CancellationToken cancellationToken) =>
        _streams.FoldAsync(stream, part, initial, evolve, cancellationToken);

    /// <summary>Closes a stream for good: it can be read, and refuses appends.</summary>
    public async Task ArchiveStreamAsync(StreamKey stream, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Of(stream.Tenant));
        batch.BatchCommands.Add(new("update mt_streams set is_archived = true where tenant_id = $1 and id = $2")
        {
            Parameters = { new() { Value = stream.Tenant }, new() { Value = stream.Id } },
        });
        batch.BatchCommands.Add(new("update mt_events set is_archived = true where tenant_id = $1 and stream_id = $2")
        {
            Parameters = { new() { Value = stream.Tenant }, new() { Value = stream.Id } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// All events of all tenants from the position on, gap-free, in pages, up to what may be read now. A transaction that
    /// is still open holds back itself and what began after it; nothing is ever skipped.
    /// </summary>
    public IAsyncEnumerable<LogPage> ReadAllAsync(LogPosition from, int pageSize, CancellationToken cancellationToken) =>
        _log.ReadAsync(from, pageSize, cancellationToken);

    /// <summary>
    /// Follows the log: everything after the position and then what is committed from now on; with no position, only the latter.
    /// </summary>
    public Task<LogFollower> FollowAsync(LogPosition? from, CancellationToken cancellationToken) =>
        FollowAsync(from, static _ => { }, cancellationToken);

    /// <summary>The same, and tells whenever the log begins to be followed and whenever it is no longer.</summary>
    /// <param name="from">The position after which events are wanted; none for what is committed from now on.</param>
    /// <param name="connected">
    /// Called with each change, however short, before anything that follows it is learned. It holds the follower up and must not
    /// throw. Messages that are sent while the log is not followed are missed.
    /// </param>
    /// <param name="cancellationToken">Ends the beginning, not the following.</param>
    public async Task<LogFollower> FollowAsync(LogPosition? from, Action<bool> connected, CancellationToken cancellationToken)
    {
        var source = await SourceAsync(cancellationToken);
        return new(source, new LogTail(Types, from), connected, _loggers.CreateLogger<LogFollower>(), Time);
    }

    /// <summary>Sends messages to every node that follows the log. They are stored nowhere; a node that is not connected misses them.</summary>
    /// <exception cref="ArgumentException">A message is too long.</exception>
    public async Task SendAsync(IReadOnlyList<EphemeralMessage> messages, CancellationToken cancellationToken)
    {
        if (messages.Any(m => System.Text.Encoding.UTF8.GetByteCount(m.Topic) + System.Text.Encoding.UTF8.GetByteCount(m.Content) > EphemeralMessage.MaximumLength))
        {
            throw new ArgumentException("A message is too long.", nameof(messages));
        }

        var source = await SourceAsync(cancellationToken);
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await source.SendAsync(connection, messages, cancellationToken);
    }

    /// <summary>Decides commands on streams of one kind. Keep it: it holds streams in memory.</summary>
    public Decider<TState, TCommand, TEvent> DeciderOf<TState, TCommand, TEvent>(Aggregate<TState, TCommand, TEvent> aggregate)
        where TState : notnull
        where TEvent : notnull => new(this, aggregate, _options.CachedStreams);

    /// <summary>Runs async projections on this node, as far as no other node runs them.</summary>
    public ProjectionRunner RunnerOf(IReadOnlyList<Projection> projections) =>
        new(_database, _log, projections, Time, _loggers.CreateLogger<ProjectionRunner>());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _appends.DisposeAsync();
        await _reads.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>An append that is stored only if the one it was decided on is.</summary>
    internal PendingAppend Enqueue(Append append, PendingAppend? after, CancellationToken cancellationToken)
    {
        if (append.Events.Count is 0 or > AppendBatch.MaximumEvents)
        {
            throw new ArgumentException($"An append has 1 to {AppendBatch.MaximumEvents} events.", nameof(append));
        }

        if (append.Events.Any(e => string.IsNullOrEmpty(e.Type) || e.Json is null))
        {
            throw new ArgumentException("An event has a name and content.", nameof(append));
        }

        // Found later, it would fail those that travel with it.
        TenantScope.Check(append.Stream.Tenant);
        return _appends.Add(append, after, cancellationToken);
    }

    internal Task<(long Version, byte[] Json)?> SnapshotAsync(StreamKey stream, string kind, CancellationToken cancellationToken) =>
        _streams.SnapshotAsync(stream, kind, cancellationToken);

    internal Task<(long Version, AppendOutcome.Appended? Known)> LookUpAsync(StreamKey stream, Guid eventId, CancellationToken cancellationToken) =>
        _streams.LookUpAsync(stream, eventId, cancellationToken);

    private async ValueTask<ILogSource> SourceAsync(CancellationToken cancellationToken)
    {
        if (_source is { } known)
        {
            return known;
        }

        var byLog = _options.FollowBy switch
        {
            FollowBy.Automatic => await WriteAheadLog.IsOfferedAsync(_database, cancellationToken),
            FollowBy.WriteAheadLog => true,
            FollowBy.Polling => false,
        };
        return _source = byLog
            ? new WriteAheadLog(_database, _options, Types, Time)
            : new Polling(_database, _options);
    }
}

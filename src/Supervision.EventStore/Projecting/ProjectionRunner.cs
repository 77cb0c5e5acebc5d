using Microsoft.Extensions.Logging;
using Npgsql;
using Supervision.EventStore.Reading;

namespace Supervision.EventStore.Projecting;

/// <summary>How far a projection is.</summary>
/// <param name="Name">The projection's name.</param>
/// <param name="Build">The build that is described.</param>
/// <param name="IsActive">Whether queries read this build; if not, it is being rebuilt beside the active one.</param>
/// <param name="Position">Events before it are in the documents.</param>
/// <param name="StoppedAt">The sequence of the event that stopped it; null while it runs.</param>
/// <param name="StoppedReason">What kind of fault that was; never the event's content.</param>
public sealed record ProjectionState(string Name, int Build, bool IsActive, LogPosition Position, long? StoppedAt, string? StoppedReason);

/// <summary>
/// Runs async projections. Of all nodes on a database one runs each projection, by an advisory lock; another takes over
/// when it ends. A projection that fails on an event stops there and says so; the others go on.
/// </summary>
public sealed partial class ProjectionRunner
{
    private const int PageSize = 1_000;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    // The first news is looked at when it comes; what follows within this time shares one page and one transaction. A busy log
    // is not written about event by event.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private readonly NpgsqlDataSource _database;
    private readonly LogReading _log;
    private readonly IReadOnlyList<Projection> _projections;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ProjectionRunner(NpgsqlDataSource database, LogReading log, IReadOnlyList<Projection> projections, TimeProvider time, ILogger logger) =>
        (_database, _log, _projections, _time, _logger) = (database, log, projections, time, logger);

    /// <summary>Says that there may be new events, so that nobody has to wait for the next look.</summary>
    public void Wake() => Interlocked.Exchange(ref _news, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Runs until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(_projections.Select(p => RunAsync(p, cancellationToken)));

    /// <summary>
    /// Has a projection made anew from the first event, beside the documents in use, which are replaced when the new ones
    /// have caught up. Also the way out for a projection that stopped, once its code has been mended.
    /// </summary>
    public async Task RebuildAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Everyone);
        batch.Timeout = 0;
        batch.BatchCommands.Add(new(
            """
            with build as (
                insert into projection_builds as b (name, active, building) values ($1, 1, 2)
                on conflict (name) do update set building = coalesce(b.building, b.active + 1) returning building)
            insert into mt_event_progression (name, last_seq_id) select $1 || ':' || building, 0 from build
            on conflict (name) do update set last_seq_id = 0, horizon = '0', upper = '0', stopped_at = null, stopped_reason = null
            """)
        {
            Parameters = { new() { Value = name } },
        });
        // Of an earlier attempt. A statement of its own: whoever was writing them has been waited for above.
        batch.BatchCommands.Add(new("delete from documents where kind = $1 and build = (select building from projection_builds where name = $1)")
        {
            Parameters = { new() { Value = name } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        Wake();
    }

    /// <summary>Lets a stopped projection try the same event again.</summary>
    public async Task ResumeAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand(
            "update mt_event_progression set stopped_at = null, stopped_reason = null where split_part(name, ':', 1) = $1");
        command.Parameters.Add(new() { Value = name });
        await command.ExecuteNonQueryAsync(cancellationToken);
        Wake();
    }

    /// <summary>How far all projections of this database are.</summary>
    public async Task<IReadOnlyList<ProjectionState>> StatesAsync(CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand(
            """
            select split_part(p.name, ':', 1), split_part(p.name, ':', 2)::int, p.horizon, p.upper, p.last_seq_id, p.stopped_at, p.stopped_reason,
                coalesce(b.active, 1)
            from mt_event_progression p left join projection_builds b on b.name = split_part(p.name, ':', 1)
            where p.name like '%:%' order by p.name
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var states = new List<ProjectionState>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var build = reader.GetInt32(1);
            states.Add(new(
                reader.GetString(0), build, build == reader.GetInt32(7), ReadPosition(reader, 2),
                await reader.IsDBNullAsync(5, cancellationToken) ? null : reader.GetInt64(5),
                await reader.IsDBNullAsync(6, cancellationToken) ? null : reader.GetString(6)));
        }

        return states;
    }

    private async Task RunAsync(Projection projection, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _database.OpenConnectionAsync(cancellationToken);
                if (await TryLockAsync(connection, projection.Name, cancellationToken))
                {
                    Log.Running(_logger, projection.Name);
                    try
                    {
                        await RunLockedAsync(connection, projection, cancellationToken);
                    }
                    finally
                    {
                        await UnlockAsync(connection, projection.Name);
                    }
                }
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Whatever it is, this projection goes on when it has passed.
                Log.Interrupted(_logger, projection.Name, fault.GetType().Name, (fault as PostgresException)?.SqlState);
            }

            await PauseAsync(_news.Task, cancellationToken);
        }
    }

    private async Task RunLockedAsync(NpgsqlConnection connection, Projection projection, CancellationToken cancellationToken)
    {
        var open = new Dictionary<int, ProjectionBuild>();
        while (!cancellationToken.IsCancellationRequested)
        {
            var news = _news.Task;
            var (active, building) = await BuildsAsync(connection, projection.Name, cancellationToken);
            await AdvanceAsync(connection, Opened(active.Build), active.Position, building is null ? int.MaxValue : 1, cancellationToken);
            // A rebuild goes some pages at a time, so that the documents in use are kept up to date meanwhile.
            switch (building is { } next ? await AdvanceAsync(connection, Opened(next.Build), next.Position, 50, cancellationToken) : Advance.Stopped)
            {
                case Advance.Further:
                    break;
                case Advance.ToTheEnd:
                    await SwapAsync(connection, projection.Name, active.Build, building!.Value.Build, cancellationToken);
                    open.Remove(active.Build);
                    Log.Rebuilt(_logger, projection.Name);
                    break;
                case Advance.Stopped:
                    await PauseAsync(news, cancellationToken);
                    break;
            }
        }

        ProjectionBuild Opened(int build) => open.TryGetValue(build, out var known) ? known : open[build] = projection.Open(build);
    }

    private async Task<Advance> AdvanceAsync(
        NpgsqlConnection connection, ProjectionBuild build, LogPosition? stored, int maximumPages, CancellationToken cancellationToken)
    {
        if (stored is not { } from)
        {
            return Advance.Stopped;
        }

        if (from != build.Stored)
        {
            build.StartFrom(from);
        }

        var pages = 0;
        try
        {
            await foreach (var page in _log.ReadAsync(build.Reached, PageSize, cancellationToken))
            {
                if (page.Events.Count == 0)
                {
                    // Not stored: a write for every look would itself be a transaction to look at.
                    build.Reached = page.Position;
                }
                else if (!await build.ApplyAsync(connection, page, cancellationToken))
                {
                    return Advance.Further;
                }
                else if (++pages == maximumPages)
                {
                    return Advance.Further;
                }
            }
        }
        catch (ProjectionFaultException fault)
        {
            Log.Stopped(_logger, build.ProgressName, fault.Sequence, fault.InnerException!.GetType().Name);
            await StopAsync(connection, build.ProgressName, fault, cancellationToken);
            return Advance.Stopped;
        }

        return Advance.ToTheEnd;
    }

    private async Task PauseAsync(Task news, CancellationToken cancellationToken)
    {
        await Task.Delay(Rest, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var delay = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(news, Task.Delay(Idle, _time, delay.Token));
        await delay.CancelAsync();
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtext('supervision projection'), hashtext($1))", connection)
        {
            Parameters = { new() { Value = name } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    // A connection keeps its locks in the pool.
    private static async Task UnlockAsync(NpgsqlConnection connection, string name)
    {
        if (connection.FullState == System.Data.ConnectionState.Open)
        {
            await using var command = new NpgsqlCommand("select pg_advisory_unlock(hashtext('supervision projection'), hashtext($1))", connection)
            {
                Parameters = { new() { Value = name } },
            };
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <summary>Both builds as the database has them, in one query: it is asked for every look at the log.</summary>
    private static async Task<((int Build, LogPosition? Position) Active, (int Build, LogPosition? Position)? Building)> BuildsAsync(
        NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var query = new NpgsqlCommand(
            """
            select u.build, p.name is not null, p.name is not null and p.stopped_at is null, p.horizon, p.upper, p.last_seq_id
            from (select $1::varchar) as n(name)
                left join projection_builds b on b.name = n.name
                cross join lateral (values (coalesce(b.active, 1), true), (b.building, false)) as u(build, is_active)
                left join mt_event_progression p on p.name = n.name || ':' || u.build
            where u.build is not null order by u.is_active desc
            """, connection)
        {
            Parameters = { new() { Value = name } },
        };
        await using (var reader = await query.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            if (reader.GetBoolean(1))
            {
                var active = ReadBuild(reader);
                return (active, await reader.ReadAsync(cancellationToken) ? ReadBuild(reader) : null);
            }
        }

        await using var begin = new NpgsqlCommand(
            """
            insert into mt_event_progression (name, last_seq_id) values ($1 || ':' || coalesce((select active from projection_builds where name = $1), 1), 0)
            on conflict do nothing
            """, connection)
        {
            Parameters = { new() { Value = name } },
        };
        await begin.ExecuteNonQueryAsync(cancellationToken);
        return await BuildsAsync(connection, name, cancellationToken);
    }

    private static (int Build, LogPosition? Position) ReadBuild(NpgsqlDataReader reader) =>
        (reader.GetInt32(0), reader.GetBoolean(2) ? ReadPosition(reader, 3) : null);

    private static LogPosition ReadPosition(NpgsqlDataReader reader, int column) =>
        new(reader.GetFieldValue<ulong>(column), reader.GetFieldValue<ulong>(column + 1), reader.GetInt64(column + 2));

    private static async Task StopAsync(NpgsqlConnection connection, string progressName, ProjectionFaultException fault, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("update mt_event_progression set stopped_at = $2, stopped_reason = $3 where name = $1", connection)
        {
            Parameters = { new() { Value = progressName }, new() { Value = fault.Sequence }, new() { Value = fault.InnerException!.GetType().Name } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task SwapAsync(NpgsqlConnection connection, string name, int active, int building, CancellationToken cancellationToken)
    {
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Everyone);
        batch.Timeout = 0;
        batch.BatchCommands.Add(new("update projection_builds set active = $2, building = null where name = $1")
        {
            Parameters = { new() { Value = name }, new() { Value = building } },
        });
        batch.BatchCommands.Add(new("delete from mt_event_progression where name = $1") { Parameters = { new() { Value = $"{name}:{active}" } } });
        batch.BatchCommands.Add(new("delete from documents where kind = $1 and build = $2")
        {
            Parameters = { new() { Value = name }, new() { Value = active } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private enum Advance
    {
        Further,
        ToTheEnd,
        Stopped,
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Running the projection {Projection}")]
        public static partial void Running(ILogger logger, string projection);

        [LoggerMessage(2, LogLevel.Warning, "The projection {Projection} was interrupted by {Fault} {SqlState}; trying again")]
        public static partial void Interrupted(ILogger logger, string projection, string fault, string? sqlState);

        [LoggerMessage(3, LogLevel.Error, "The projection {Projection} stopped at event {Sequence}: {Fault}")]
        public static partial void Stopped(ILogger logger, string projection, long sequence, string fault);

        [LoggerMessage(4, LogLevel.Information, "The projection {Projection} has been rebuilt")]
        public static partial void Rebuilt(ILogger logger, string projection);
    }
}

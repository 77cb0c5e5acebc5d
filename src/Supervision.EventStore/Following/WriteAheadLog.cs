using System.Text;
using System.Threading.Channels;
using Npgsql;
using Npgsql.Replication;
using Npgsql.Replication.PgOutput;
using Npgsql.Replication.PgOutput.Messages;
using NpgsqlTypes;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Events;

namespace Supervision.EventStore.Following;

/// <summary>
/// Follows the write-ahead log through a temporary logical replication slot. The slot's creation exports a snapshot: what
/// it shows is read from the table, what it does not show arrives through the slot, and nothing is in both.
/// </summary>
internal sealed class WriteAheadLog(NpgsqlDataSource database, EventStoreOptions options, EventTypes types, TimeProvider time) : ILogSource
{
    private const string Publication = "supervision_events";
    private const string MessagePrefix = "supervision:";

    // How often the database hears from us. A walsender of PostgreSQL 18 that is about to sleep can miss what is committed at
    // that very moment, and sends it only when something else wakes it, up to ten seconds later: this does.
    private static readonly TimeSpan StatusInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AcknowledgeInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan HorizonInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan EndInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(1);

    public string Name => "write-ahead log";

    /// <summary>Whether this database lets this role do it.</summary>
    public static async Task<bool> IsOfferedAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            select current_setting('wal_level') = 'logical'
                and exists (select from pg_roles where rolname = current_user and (rolreplication or rolsuper))
                and exists (select from pg_publication where pubname = '{Publication}')
            """);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task FollowAsync(LogTail tail, Action<bool> connected, ChannelWriter<LogBatch> batches, CancellationToken cancellationToken)
    {
        var connection = new LogicalReplicationConnection(options.ConnectionString)
        {
            WalReceiverStatusInterval = StatusInterval,
            // After half of it the driver asks for an answer.
            WalReceiverTimeout = options.Silence,
        };
        await using var closing = connection;
        await connection.Open(cancellationToken);
        await EndedAsync(connection.ProcessID, ReadAsync(connection, tail, connected, batches, cancellationToken), connection, cancellationToken);
    }

    public async Task SendAsync(NpgsqlConnection connection, IReadOnlyList<EphemeralMessage> messages, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select pg_logical_emit_message({How(connection)}) from unnest($1::text[], $2::text[]) with ordinality as m(t, c, n)", connection)
        {
            Parameters =
            {
                new() { Value = messages.Select(m => MessagePrefix + m.Topic).ToArray() },
                new() { Value = messages.Select(m => m.Content).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Of no transaction, so nobody waits until it is on disk, and it is sent from there. Since 17 the last of them can see to it;
    // before, the database does so in its own time, up to a fifth of a second.
    private static string How(NpgsqlConnection connection) =>
        connection.PostgreSqlVersion.Major >= 17 ? "false, t, c, n = cardinality($1)" : "false, t, c";

    private async Task ReadAsync(
        LogicalReplicationConnection connection, LogTail tail, Action<bool> connected, ChannelWriter<LogBatch> batches, CancellationToken cancellationToken)
    {
        var slot = await connection.CreatePgOutputReplicationSlot(
            $"supervision_{Guid.CreateVersion7():n}", temporarySlot: true, LogicalSlotSnapshotInitMode.Export, cancellationToken: cancellationToken);
        await CatchUpAsync(tail, slot.SnapshotName!, batches, cancellationToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var log = connection.StartReplication(
            slot, new(Publication, PgOutputProtocolVersion.V1, binary: true, messages: true), ending.Token);
        connected(true);
        var acknowledging = AcknowledgeAsync(connection, ending.CancelAsync, ending.Token);
        try
        {
            await TakeAsync(log, tail, batches, ending.Token);
        }
        catch (OperationCanceledException fault) when (ending.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The log has not begun within {options.Silence}.", fault);
        }
        finally
        {
            // Closing can take its time.
            connected(false);
            await ending.CancelAsync();
            await acknowledging;
        }
    }

    private async Task CatchUpAsync(LogTail tail, string snapshot, ChannelWriter<LogBatch> batches, CancellationToken cancellationToken)
    {
        await using var reading = await database.OpenConnectionAsync(cancellationToken);
        await UntilEndedAsync(reading, snapshot, cancellationToken);
        await using var transaction = await BeginAsync(reading, snapshot, cancellationToken);
        await foreach (var page in tail.CatchUpAsync(reading, timeout: null, cancellationToken))
        {
            await batches.WriteAsync(new(page, []), cancellationToken);
        }
    }

    // PostgreSQL takes a transaction into an exported snapshot when it has read its commit in the log, a moment before the
    // transaction is marked as committed. A row of it that is read in between counts as rolled back, and is marked so, for
    // everybody and for good. So nothing is read before all that the snapshot shows have ended.
    private async Task UntilEndedAsync(NpgsqlConnection reading, string snapshot, CancellationToken cancellationToken)
    {
        string shown;
        await using (var transaction = await BeginAsync(reading, snapshot, cancellationToken))
        await using (var current = new NpgsqlCommand("select pg_current_snapshot()::text", reading, transaction))
        {
            shown = (string)(await current.ExecuteScalarAsync(cancellationToken))!;
        }

        await using var command = new NpgsqlCommand(
            """
            with snapshot as (select pg_current_snapshot() as now, $1::text::pg_snapshot as shown),
            running as (
                select pg_snapshot_xip(now) as id, shown from snapshot
                union all
                select generate_series(pg_snapshot_xmax(now)::text::bigint, pg_snapshot_xmax(shown)::text::bigint - 1)::text::xid8, shown from snapshot)
            select exists (select from running where pg_visible_in_snapshot(id, shown))
            """,
            reading);
        command.Parameters.Add(new() { Value = shown });
        while ((bool)(await command.ExecuteScalarAsync(cancellationToken))!)
        {
            await Task.Delay(EndInterval, time, cancellationToken);
        }
    }

    private static async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection reading, string snapshot, CancellationToken cancellationToken)
    {
        var transaction = await reading.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        await using var take = new NpgsqlCommand($"set transaction snapshot '{snapshot}'", reading, transaction);
        await take.ExecuteNonQueryAsync(cancellationToken);
        return transaction;
    }

    // A database that is told to stop waits until its followers have acknowledged all that it wrote, also the last records
    // of its own, for which no message comes. So whatever has been received is acknowledged, handed on or not: the slot ends
    // with the connection, and after it the tail begins with the table.
    private async Task AcknowledgeAsync(LogicalReplicationConnection connection, Func<Task> end, CancellationToken ending)
    {
        var began = time.GetTimestamp();
        while (!ending.IsCancellationRequested)
        {
            connection.SetReplicationStatus(connection.LastReceivedLsn);
            await Task.Delay(AcknowledgeInterval, time, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // The driver listens for silence only once the log has begun; until then it waits as for any command.
            if (connection.LastReceivedLsn == default && time.GetElapsedTime(began) > options.Silence)
            {
                await end();
            }
        }
    }

    // A request to cancel finds nothing to cancel in a walsender that has not taken up the command yet. It is made once, and
    // what goes on being sent then keeps the reading alive for ever, or the closing, which reads on until the log ends: the
    // backend is ended instead.
    private async Task EndedAsync(int backend, Task reading, LogicalReplicationConnection connection, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var closing = CloseAfterAsync(reading, connection);
        await using (cancellationToken.Register(stopped.SetResult))
        {
            await Task.WhenAny(reading, stopped.Task);
        }

        while (!closing.IsCompleted && await Task.WhenAny(closing, Task.Delay(CancelPatience, time, CancellationToken.None)) != closing)
        {
            await TerminateAsync(backend);
        }

        await closing;
    }

    private static async Task CloseAfterAsync(Task reading, LogicalReplicationConnection connection)
    {
        try
        {
            await reading;
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }

    private async Task TerminateAsync(int backend)
    {
        try
        {
            await using var command = database.CreateCommand("select pg_terminate_backend($1)");
            command.Parameters.Add(new() { Value = backend });
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception fault) when (Outage.Is(fault))
        {
            // Then there is no backend left either, or it is tried again.
            return;
        }
    }

    private async Task TakeAsync(
        IAsyncEnumerable<PgOutputReplicationMessage> log, LogTail tail, ChannelWriter<LogBatch> batches, CancellationToken cancellationToken)
    {
        var events = new List<StoredEvent>();
        var horizon = new NextHorizon(0, default);
        var asked = time.GetTimestamp();
        await foreach (var message in log)
        {
            switch (message)
            {
                case InsertMessage insert:
                    events.Add(await ReadEventAsync(insert, cancellationToken));
                    break;
                case CommitMessage:
                    if (tail.Take(events) is { Count: > 0 } taken)
                    {
                        await batches.WriteAsync(new(taken, []), cancellationToken);
                    }

                    events.Clear();
                    if (time.GetElapsedTime(asked) > HorizonInterval)
                    {
                        if (horizon.Transaction != 0 && message.WalEnd >= horizon.ReachedAt)
                        {
                            tail.MoveHorizon(horizon.Transaction);
                        }

                        horizon = await AskHorizonAsync(cancellationToken);
                        asked = time.GetTimestamp();
                    }

                    break;
                case LogicalDecodingMessage ephemeral when ephemeral.Prefix.StartsWith(MessagePrefix, StringComparison.Ordinal):
                    using (var content = new StreamReader(ephemeral.Data, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true))
                    {
                        var text = await content.ReadToEndAsync(cancellationToken);
                        await batches.WriteAsync(new([], [new(ephemeral.Prefix[MessagePrefix.Length..], text)]), cancellationToken);
                    }

                    break;
            }
        }
    }

    // In the order of the table's columns, as far as they are published (Schema/0002_publication.sql).
    private async Task<StoredEvent> ReadEventAsync(InsertMessage insert, CancellationToken cancellationToken)
    {
        await using var row = insert.NewRow.GetAsyncEnumerator(cancellationToken);
        var sequence = await NextAsync<long>(row, cancellationToken);
        var id = await NextAsync<Guid>(row, cancellationToken);
        var stream = await NextAsync<Guid>(row, cancellationToken);
        var version = await NextAsync<long>(row, cancellationToken);
        var data = await NextAsync<byte[]>(row, cancellationToken);
        var type = await NextAsync<string>(row, cancellationToken);
        var at = await NextAsync<DateTime>(row, cancellationToken);
        var tenant = await NextAsync<string>(row, cancellationToken);
        var transaction = await NextAsync<ulong>(row, cancellationToken);
        return new StoredEvent(types, data)
        {
            Sequence = sequence,
            Id = id,
            Stream = new StreamKey(tenant, stream),
            Version = version,
            Type = types.Intern(type),
            At = new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)),
            Transaction = transaction,
        };
    }

    private static async ValueTask<T> NextAsync<T>(IAsyncEnumerator<ReplicationValue> row, CancellationToken cancellationToken)
    {
        await row.MoveNextAsync();
        return await row.Current.Get<T>(cancellationToken);
    }

    // Every transaction below the oldest running one has its commit before this place in the log.
    private async Task<NextHorizon> AskHorizonAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select pg_snapshot_xmin(pg_current_snapshot()), pg_current_wal_insert_lsn()");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetFieldValue<ulong>(0), reader.GetFieldValue<NpgsqlLogSequenceNumber>(1));
    }

    private readonly record struct NextHorizon(ulong Transaction, NpgsqlLogSequenceNumber ReachedAt);
}

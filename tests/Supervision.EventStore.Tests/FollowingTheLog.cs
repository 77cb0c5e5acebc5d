using System.Collections.Concurrent;
using Npgsql;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Events;
using Supervision.EventStore.Following;
using Supervision.EventStore.Reading;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

/// <summary>What holds whether a node follows the write-ahead log or polls.</summary>
public abstract class FollowingTheLog(PostgresServer postgres, FollowBy by) : StoreTest(postgres)
{
    private readonly List<Listener> _listeners = [];

    protected override EventStoreOptions Options => base.Options with { FollowBy = by, PollingInterval = TimeSpan.FromMilliseconds(5) };

    public override async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners)
        {
            await listener.DisposeAsync().AsTask().WaitAsync(Deadline, CancellationToken.None);
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task From_now_on_nothing_that_was_there_arrives()
    {
        var stream = NewStream();
        await AppendedAsync(Many(stream, 3));
        var listener = await ListenAsync(from: null);

        await AppendedAsync(Many(stream, 2));
        await UntilAsync(listener, 2);

        Assert.Equal([4, 5], listener.Events.Select(e => e.Version));
        Assert.True(listener.Follower.IsConnected);
    }

    [Fact]
    public async Task An_event_arrives_as_it_is_stored()
    {
        var stream = NewStream("south");
        var listener = await ListenAsync(from: null);
        await AppendedAsync(One(stream, @event: new TallyEvent.Noted("ğ, \" and 😀")));
        await UntilAsync(listener, 1);

        var (arrived, stored) = (Assert.Single(listener.Events), Assert.Single(await ReadAsync(stream)));

        Assert.Equal(Parts(stored), Parts(arrived));
        Assert.Equal(stored.Data, arrived.Data);

        static object Parts(StoredEvent e) => (e.Stream, e.Version, e.Id, e.Type, e.At, e.Sequence, e.Transaction, System.Text.Encoding.UTF8.GetString(e.Json.Span));
    }

    [Fact]
    public async Task From_the_start_everything_arrives()
    {
        await AppendedAsync(Many(NewStream(), 700));
        await AppendedAsync(Many(NewStream("south"), 700));

        var listener = await ListenAsync(LogPosition.Start);
        await AppendedAsync(Many(NewStream(), 3));

        await UntilAsync(listener, 1_403);
        listener.AssertExact(1_403);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public async Task From_a_position_what_follows_it_arrives(int pageSize)
    {
        var stream = NewStream();
        await AppendedAsync(Many(stream, 3));
        await AppendedAsync(Many(stream, 2));
        var pages = new List<LogPage>();
        await UntilAsync(async () =>
        {
            pages = await Store.ReadAllAsync(LogPosition.Start, pageSize, Stop).ToListAsync(Stop);
            return pages.Sum(p => p.Events.Count) == 5;
        });
        await AppendedAsync(One(stream));

        var listeners = new List<(Listener Listener, int Seen)>();
        var seen = 0;
        foreach (var page in pages)
        {
            seen += page.Events.Count;
            listeners.Add((await ListenAsync(page.Position), seen));
        }

        await AppendedAsync(One(stream));
        foreach (var (listener, already) in listeners)
        {
            await UntilAsync(listener, 7 - already);
            listener.AssertExact(7 - already, _ => already + 1);
        }
    }

    [Fact]
    public async Task What_is_caught_up_on_and_what_is_live_join_without_gap_or_repeat()
    {
        var streams = Enumerable.Range(0, 8).Select(i => NewStream($"tenant-{i % 2}")).ToList();
        var writing = WriteAsync(streams, appends: 60);
        var listeners = new List<Listener>();
        while (!writing.IsCompleted && listeners.Count < 6)
        {
            listeners.Add(await ListenAsync(LogPosition.Start));
        }

        var total = await writing;
        foreach (var listener in listeners)
        {
            await UntilAsync(listener, total);
            listener.AssertExact(total);
        }
    }

    [Fact]
    public async Task From_now_on_while_others_write_no_stream_has_a_gap()
    {
        var streams = Enumerable.Range(0, 8).Select(_ => NewStream()).ToList();
        var writing = WriteAsync(streams, appends: 60);
        var listener = await ListenAsync(from: null);
        await writing;
        var last = NewStream();
        await AppendedAsync(One(last));
        await UntilAsync(() => Task.FromResult(listener.Events.Any(e => e.Stream == last)));

        foreach (var arrived in listener.Events.GroupBy(e => e.Stream))
        {
            var versions = (await ReadAsync(arrived.Key)).Select(e => e.Version).ToList();
            Assert.Equal(versions.TakeLast(arrived.Count()), arrived.Select(e => e.Version));
        }
    }

    [Fact]
    public async Task A_transaction_that_stays_open_arrives_after_its_commit()
    {
        var (early, late) = (NewStream(), NewStream());
        var listener = await ListenAsync(from: null);
        await using var open = await OpenForEveryoneAsync();
        await ScalarAsync(open, "begin");
        await InsertAsync(open, early, new TallyEvent.Counted(1));
        await AppendedAsync(Many(late, 2));
        await UntilAsync(listener, 2);

        await ScalarAsync(open, "commit");
        await UntilAsync(listener, 3);

        Assert.Equal([late, late, early], listener.Events.Select(e => e.Stream));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transaction_that_was_open_before_following_began_arrives_too(bool fromTheStart)
    {
        var (early, late) = (NewStream(), NewStream());
        await using var open = await OpenForEveryoneAsync();
        await ScalarAsync(open, "begin");
        await InsertAsync(open, early, new TallyEvent.Counted(1));
        await AppendedAsync(Many(late, 2));
        var follower = await Store.FollowAsync(fromTheStart ? LogPosition.Start : null, Stop);
        var listener = Keep(new Listener(follower));
        if (by == FollowBy.Polling)
        {
            await follower.Started.WaitAsync(Deadline, Stop);
        }

        await ScalarAsync(open, "commit");
        await follower.Started.WaitAsync(Deadline, Stop);
        await AppendedAsync(One(late));

        await UntilAsync(() => Task.FromResult(listener.Events.Any(e => e.Stream == late && e.Version == 3)));
        var all = fromTheStart ? 4 : by == FollowBy.Polling ? 2 : listener.Count;
        listener.AssertExact(all, s => fromTheStart || s == early ? 1 : 3);
    }

    [Fact]
    public async Task Ephemeral_messages_reach_every_node_in_order_and_are_stored_nowhere()
    {
        var other = Node();
        var listeners = new[] { await ListenAsync(from: null), await ListenAsync(from: null, other) };

        await Store.SendAsync([new("presence", "Ada, ğ 😀\nand a line"), new("pointer", "")], Stop);
        for (var i = 0; i < 50; i++)
        {
            await Store.SendAsync([new("presence", $"{i}")], Stop);
        }

        foreach (var listener in listeners)
        {
            await UntilAsync(() => Task.FromResult(listener.Messages.Count >= 52));
            Assert.Equal(
                [new("presence", "Ada, ğ 😀\nand a line"), new("pointer", ""), .. Enumerable.Range(0, 50).Select(i => new EphemeralMessage("presence", $"{i}"))],
                listener.Messages);
        }

        Assert.Equal(0L, await ScalarAsync("select count(*) from mt_events"));
        Assert.Empty((await ListenAsync(LogPosition.Start)).Messages);
    }

    [Fact]
    public async Task Messages_of_the_greatest_length_pass_and_longer_ones_are_refused()
    {
        var listener = await ListenAsync(from: null);
        var greatest = new EphemeralMessage("topic", new string('x', EphemeralMessage.MaximumLength - 5));

        await Store.SendAsync([greatest], Stop);
        await Assert.ThrowsAsync<ArgumentException>(() => Store.SendAsync([greatest with { Content = greatest.Content + "x" }], Stop));

        await UntilAsync(() => Task.FromResult(listener.Messages.Count == 1));
        Assert.Equal(greatest, listener.Messages[0]);
    }

    [Fact]
    public Task A_restart_of_the_database_leaves_no_gap_and_repeats_nothing() => WhileWritingAsync(async () =>
    {
        var began = TimeProvider.System.GetTimestamp();

        await Postgres.RestartAsync();

        // A database that followers hold up is stopped by force, after 20 seconds.
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(15), "Followers hold up the stop of the database.");
    });

    [Fact]
    public Task A_power_cut_leaves_no_gap_and_repeats_nothing() => WhileWritingAsync(Postgres.CutPowerAsync);

    [Fact]
    public Task Connections_that_are_cut_in_the_midst_of_transactions_leave_no_gap_and_repeat_nothing() => WhileWritingAsync(async () =>
    {
        for (var i = 0; i < 25; i++)
        {
            await UntilAsync(async () => await ScalarAsync(Followers("count(*)")) is > 0L);
            await ScalarAsync(Followers("count(pg_terminate_backend(pid))"));
        }
    });

    [Fact]
    public async Task A_consumer_that_takes_its_time_loses_nothing()
    {
        var stream = NewStream();
        var follower = await Store.FollowAsync(from: null, Stop);
        await follower.Started.WaitAsync(Deadline, Stop);
        await using (var connection = await OpenForEveryoneAsync())
        {
            var id = $"'{stream.Id}'";
            await ScalarAsync(connection, $"insert into mt_streams (tenant_id, id, version) values ('north', {id}, 5000)");
            await ScalarAsync(
                connection,
                $$$"""
                do $$ begin
                    for i in 1..5000 loop
                        insert into mt_events (id, stream_id, version, data, type, tenant_id) values (gen_random_uuid(), {{{id}}}, i, '{"by":1}', 'counted', 'north');
                        commit;
                    end loop;
                end $$
                """);
        }

        var listener = Keep(new Listener(follower));
        await UntilAsync(listener, 5_000);
        listener.AssertExact(5_000);
    }

    [Fact]
    public async Task Disposing_ends_it_for_good_even_if_nobody_takes_what_it_learned()
    {
        var follower = await Store.FollowAsync(LogPosition.Start, Stop);
        await follower.Started.WaitAsync(Deadline, Stop);
        await AppendedAsync(One(NewStream()));

        await follower.DisposeAsync().AsTask().WaitAsync(Deadline, Stop);
        await follower.DisposeAsync();

        Assert.False(follower.IsConnected);
        await follower.Batches.ReadAllAsync(Stop).ToListAsync(Stop);
    }

    [Fact]
    public async Task Each_interruption_is_told_however_short_it_is()
    {
        var told = new ConcurrentQueue<bool>();
        var follower = await Store.FollowAsync(from: null, told.Enqueue, Stop);
        await follower.Started.WaitAsync(Deadline, Stop);
        for (var times = 1; times <= 3; times++)
        {
            Assert.Equal(1L, await ScalarAsync(Followers("count(pg_terminate_backend(pid))")));
            await UntilAsync(() => Task.FromResult(told.Count == 1 + 2 * times));
        }

        await follower.DisposeAsync().AsTask().WaitAsync(Deadline, Stop);

        Assert.Equal([true, false, true, false, true, false, true, false], told);
    }

    // As behind a network that drops what is sent, the connection stays open and nothing comes.
    [Fact]
    public async Task Silence_is_an_interruption()
    {
        var told = new ConcurrentQueue<bool>();
        var follower = await Node(Options with { Silence = TimeSpan.FromSeconds(2) }).FollowAsync(from: null, told.Enqueue, Stop);
        await follower.Started.WaitAsync(Deadline, Stop);
        var silent = (int)(await ScalarAsync(Followers("pid")))!;
        await PostgresServer.PauseAsync(silent);
        try
        {
            await UntilAsync(() => Task.FromResult(told.Count >= 3));
            var stream = NewStream();
            await AppendedAsync(One(stream));
            Assert.Equal(stream, Assert.Single((await follower.Batches.ReadAsync(Stop).AsTask().WaitAsync(Deadline, Stop)).Events).Stream);
        }
        finally
        {
            await PostgresServer.ContinueAsync(silent);
        }

        Assert.Equal([true, false, true], told.Take(3));
        await follower.DisposeAsync().AsTask().WaitAsync(Deadline, Stop);
    }

    protected abstract string Followers(string what);

    private protected async Task<Listener> ListenAsync(LogPosition? from, PostgresEventStore? node = null)
    {
        var follower = await (node ?? Store).FollowAsync(from, Stop);
        var listener = Keep(new Listener(follower));
        await follower.Started.WaitAsync(Deadline, Stop);
        return listener;
    }

    private protected static async Task UntilAsync(Listener listener, int events)
    {
        try
        {
            await UntilAsync(() => Task.FromResult(listener.Count >= events));
        }
        catch (Xunit.Sdk.TrueException)
        {
            // The assertion below says what is missing.
            listener.AssertExact(events, s => listener.Events.First(e => e.Stream == s).Version);
        }
    }

    private protected Listener Keep(Listener listener)
    {
        _listeners.Add(listener);
        return listener;
    }

    private async Task<int> WriteAsync(List<StreamKey> streams, int appends)
    {
        await Task.WhenAll(streams.Select((_, writer) => Task.Run(async () =>
        {
            for (var i = 0; i < appends; i++)
            {
                await AppendedAsync(Many(streams[(writer + i) % streams.Count], 1 + i % 3));
            }
        }, Stop)));
        return streams.Count * Enumerable.Range(0, appends).Sum(i => 1 + i % 3);
    }

    private async Task WhileWritingAsync(Func<Task> disturb)
    {
        var streams = Enumerable.Range(0, 6).Select(_ => NewStream()).ToList();
        var listeners = new[] { await ListenAsync(from: null), await ListenAsync(LogPosition.Start) };
        using var enough = new CancellationTokenSource();
        var written = 0;
        var padding = new string('x', 2_000);
        var writing = Task.WhenAll(streams.Select((own, writer) => Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                // One of them writes transactions that take a while to send.
                var events = writer == 0 ? 200 : 1 + i % 3;
                var append = new Append(own, "tally", ExpectedVersion.Any, [.. Enumerable.Range(0, events).Select(_ => Tally.Event(new TallyEvent.Noted(writer == 0 ? padding : "")))], []);
                await AppendedAsync(append);
                Interlocked.Add(ref written, events);
            }
        }, Stop)));
        await UntilAsync(listeners[0], 100);

        await disturb();

        var enoughForAll = listeners[0].Count + 100;
        await UntilAsync(listeners[0], enoughForAll);
        await enough.CancelAsync();
        await writing.WaitAsync(Deadline, Stop);
        foreach (var listener in listeners)
        {
            await UntilAsync(() => Task.FromResult(listener.Count >= written || listener.Follower.Batches.Completion.IsCompleted));
            listener.AssertExact(written);
        }
    }
}

public abstract class FollowingTheWriteAheadLog(PostgresServer postgres) : FollowingTheLog(postgres, FollowBy.WriteAheadLog)
{
    [Fact]
    public async Task It_says_so() => Assert.Equal("write-ahead log", (await ListenAsync(from: null)).Follower.Means);

    [Fact]
    public async Task The_slot_goes_when_following_ends()
    {
        var follower = await Store.FollowAsync(from: null, Stop);
        await follower.Started.WaitAsync(Deadline, Stop);
        Assert.Equal(1L, await SlotsAsync());

        await follower.DisposeAsync();

        await UntilAsync(async () => await SlotsAsync() is 0L);
    }

    // The walsender is not listening yet in the moment in which replication begins.
    [Fact]
    public async Task Following_ends_at_whatever_moment_it_is_told_to()
    {
        for (var times = 0; times < 20; times++)
        {
            var follower = await Store.FollowAsync(from: null, Stop);
            await follower.Started.WaitAsync(Deadline, Stop);

            await follower.DisposeAsync().AsTask().WaitAsync(Deadline, Stop);
        }
    }

    // Between its commit in the log and its end there is a moment in which a transaction must not be read. One whose commit
    // waits for another server has passed that moment, and not ended.
    [Fact]
    public async Task Nothing_is_read_before_all_that_the_snapshot_shows_has_ended()
    {
        var stream = NewStream();
        await using var first = await BeginAsync();
        var listener = Keep(new Listener(await Store.FollowAsync(LogPosition.Start, Stop)));
        await UntilBlockedAsync(1);
        await using var second = await BeginAsync();
        await ScalarAsync(first, "rollback");
        await UntilBlockedByAsync(second);
        await using var committing = await BeginAsync();
        await InsertAsync(committing, stream, new TallyEvent.Counted(1));
        await using var trying = await OpenForEveryoneAsync();
        var tried = Task.FromResult<object?>(null);
        var committed = tried;
        try
        {
            await WaitForStandbyAsync("nobody");
            await UntilAsync(() =>
            {
                // Who shows the setting is not who heeds it: only a commit that waits tells that it is heeded.
                tried = tried.IsCompleted ? ScalarAsync(trying, "select pg_logical_emit_message(true, '', '')") : tried;
                return AreWaitingAsync(1);
            });
            committed = ScalarAsync(committing, "commit");
            await UntilAsync(() => AreWaitingAsync(2));
            await ScalarAsync(second, "rollback");

            // Either the node asks again and again, or, since 15.20, the database itself waits.
            object? before = null;
            await UntilAsync(async () =>
            {
                var asked = await ScalarAsync(
                    "select query_start from pg_stat_activity where datname = current_database() and query like '%pg_visible_in_snapshot%' and pid <> pg_backend_pid()");
                before ??= asked;
                return !Equals(asked, before) || await ScalarAsync("select count(*) from pg_locks where not granted and transactionid is not null") is > 0L;
            });
            Assert.False(listener.Follower.Started.IsCompleted);
        }
        finally
        {
            await WaitForStandbyAsync("");
        }

        await Task.WhenAll(tried, committed);
        await UntilAsync(listener, 1);
        await listener.Follower.Started.WaitAsync(Deadline, Stop);
        await AppendedAsync(One(stream));
        await UntilAsync(listener, 2);
        listener.AssertExact(2);

        async Task<NpgsqlConnection> BeginAsync()
        {
            var connection = await OpenForEveryoneAsync();
            await ScalarAsync(connection, "begin");
            await ScalarAsync(connection, "select pg_current_xact_id()");
            return connection;
        }

        async Task UntilBlockedByAsync(NpgsqlConnection blocking)
        {
            var transaction = await ScalarAsync(blocking, "select pg_current_xact_id()::text");
            await UntilAsync(async () => await ScalarAsync("select count(*) from pg_locks where not granted and transactionid::text = $1", transaction!) is 1L);
        }

        async Task<bool> AreWaitingAsync(long count) =>
            await ScalarAsync("select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'SyncRep'") is long waiting && waiting == count;

        async Task WaitForStandbyAsync(string name)
        {
            await using var superuser = new NpgsqlConnection(Postgres.AsSuperuser(ConnectionString));
            await superuser.OpenAsync(CancellationToken.None);
            await ScalarAsync(superuser, $"alter system set synchronous_standby_names = '{name}'");
            await ScalarAsync(superuser, "select pg_reload_conf()");
            await UntilAsync(async () => await ScalarAsync(superuser, "show synchronous_standby_names") is string shown && shown == name);
        }
    }

    // A walsender that has not taken up its command finds nothing to cancel: this one is stopped there until it was told to.
    [Fact]
    public async Task Following_ends_when_the_log_begins_after_it_was_told_to()
    {
        var (follower, walsender) = await FollowAsPausedAsync(Options, _ => { });
        await AppendedAsync(One(NewStream()));
        var ending = follower.DisposeAsync().AsTask();
        await UntilAsync(() => Task.FromResult(PostgresServer.HasBeenSignalled(walsender)));
        await PostgresServer.ContinueAsync(walsender);

        await ending.WaitAsync(Deadline, Stop);
    }

    // Its answer to the command is waited for by another clock of the driver than the log itself.
    [Fact]
    public async Task Silence_when_the_log_begins_is_an_interruption()
    {
        var told = new ConcurrentQueue<bool>();
        var (follower, walsender) = await FollowAsPausedAsync(Options with { Silence = TimeSpan.FromSeconds(2) }, told.Enqueue);
        try
        {
            await UntilAsync(() => Task.FromResult(told.Count >= 3));
        }
        finally
        {
            await PostgresServer.ContinueAsync(walsender);
        }

        Assert.Equal([true, false, true], told.Take(3));
        // That somebody cancelled it would mislead an operator.
        Assert.Contains(Logged, line => line.Contains("was interrupted by TimeoutException", StringComparison.Ordinal));
        await follower.DisposeAsync().AsTask().WaitAsync(Deadline, Stop);
    }

    [Fact]
    public async Task No_slot_is_left_of_a_node_that_was_cut_off()
    {
        await using (var follower = await Store.FollowAsync(from: null, Stop))
        {
            await follower.Started.WaitAsync(Deadline, Stop);
            await Postgres.CutPowerAsync();
            NpgsqlConnection.ClearAllPools();
            await UntilAsync(async () => await SlotsAsync() is 1L);
        }

        await UntilAsync(async () => await SlotsAsync() is 0L);
    }

    protected override string Followers(string what) =>
        $"select {what} from pg_stat_activity where datname = current_database() and backend_type = 'walsender'";

    // Of a follower that has been told that it follows, the walsender, stopped before it could take up the command.
    private async Task<(LogFollower Follower, int Walsender)> FollowAsPausedAsync(EventStoreOptions options, Action<bool> told)
    {
        var node = Node(options with { ConnectionString = new NpgsqlConnectionStringBuilder(ConnectionString) { MaxPoolSize = 1 }.ConnectionString });
        await using var open = await OpenForEveryoneAsync();
        await ScalarAsync(open, "begin");
        await ScalarAsync(open, "select pg_current_xact_id()");
        var follower = await node.FollowAsync(LogPosition.Start, told, Stop);
        await UntilBlockedAsync(1);
        int walsender;
        await using (await node.Database.OpenConnectionAsync(Stop))
        {
            await ScalarAsync(open, "rollback");
            await UntilAsync(async () => await ScalarAsync(Followers("count(*)") + " and wait_event = 'ClientRead'") is 1L);
            walsender = (int)(await ScalarAsync(Followers("pid")))!;
            await PostgresServer.PauseAsync(walsender);
        }

        await follower.Started.WaitAsync(Deadline, Stop);
        return (follower, walsender);
    }

    private Task<object?> SlotsAsync() => ScalarAsync("select count(*) from pg_replication_slots where database = current_database()");
}

public abstract class Polling(PostgresServer postgres) : FollowingTheLog(postgres, FollowBy.Polling)
{
    [Fact]
    public async Task It_says_so() => Assert.Equal("polling", (await ListenAsync(from: null)).Follower.Means);

    // By each statement of a question, the one that names the tenants among them: it can be met at any.
    protected override string Followers(string what) =>
        $"""
        select {what} from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
            and (query like '%set_config(''supervision.tenants'', $1, true)%' or query like '%pg_snapshot_xmin%' or query like '%mt_events e where e.transaction_id >=%' or query = 'listen supervision_messages')
            and query not like '%pg_stat_activity%'
        """;
}

[Collection(On15.Name)]
public sealed class FollowingTheWriteAheadLogOn15(Postgres15 postgres) : FollowingTheWriteAheadLog(postgres);

[Collection(On18.Name)]
public sealed class FollowingTheWriteAheadLogOn18(Postgres18 postgres) : FollowingTheWriteAheadLog(postgres);

[Collection(On15.Name)]
public sealed class PollingOn15(Postgres15 postgres) : Polling(postgres);

[Collection(On18.Name)]
public sealed class PollingOn18(Postgres18 postgres) : Polling(postgres);

using System.Text.Json;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Tests.Fixtures;
using TallyDecider = Supervision.EventStore.Deciding.Decider<Supervision.EventStore.Tests.Fixtures.TallyState, Supervision.EventStore.Tests.Fixtures.TallyCommand, Supervision.EventStore.Tests.Fixtures.TallyEvent>;

namespace Supervision.EventStore.Tests;

public abstract class Deciding(PostgresServer postgres) : StoreTest(postgres)
{
    private static readonly Aggregate<TallyState, TallyCommand, TallyEvent> Kept = Tally.Aggregate with
    {
        Snapshot = new("tally_snapshot", TallyJson.Default.TallyState),
        Projections = [new("tally_sum", state => state.Sum == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(state, TallyJson.Default.TallyState))],
    };

    private readonly StreamKey _stream = NewStream();
    private TallyDecider _here = null!;
    private TallyDecider _there = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _here = Store.DeciderOf(Kept);
        _there = Node().DeciderOf(Kept);
    }

    [Fact]
    public async Task What_is_decided_is_stored()
    {
        Assert.Equal((1, false), await AcceptedAsync(_here, new TallyCommand.Count(5)));
        Assert.Equal((4, false), await AcceptedAsync(_here, new TallyCommand.CountOneByOne(3)));

        Assert.Equal((new TallyState(8, 4, IsClosed: false), 4), await _here.LoadAsync(_stream, Stop));
        await AssertVersionsAsync(_stream, 4);
    }

    [Fact]
    public async Task What_is_refused_is_not()
    {
        Assert.Equal("limit", await RefusedAsync(_here, new TallyCommand.Count(Tally.Limit + 1)));

        Assert.Empty(await ReadAsync(_stream));
    }

    [Fact]
    public async Task What_is_so_already_changes_nothing()
    {
        await AcceptedAsync(_here, new TallyCommand.Close());

        Assert.Equal((1, true), await AcceptedAsync(_here, new TallyCommand.Close()));
        Assert.Equal((1, true), await AcceptedAsync(_there, new TallyCommand.Close()));
    }

    [Fact]
    public async Task The_same_command_again_is_answered_with_the_first_result_even_where_it_would_be_refused_now()
    {
        var (one, several) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await AcceptedAsync(_here, new TallyCommand.Count(1), one);
        await AcceptedAsync(_here, new TallyCommand.CountOneByOne(3), several);
        await AcceptedAsync(_here, new TallyCommand.Count(1));
        Assert.Equal((1, true), await AcceptedAsync(_here, new TallyCommand.Count(1), one));
        Assert.Equal((4, true), await AcceptedAsync(_there, new TallyCommand.CountOneByOne(3), several));
        await AcceptedAsync(_here, new TallyCommand.Close());

        foreach (var decider in new[] { _here, _there, Node().DeciderOf(Kept) })
        {
            Assert.Equal((1, true), await AcceptedAsync(decider, new TallyCommand.Count(1), one));
            Assert.Equal((1, true), await AcceptedAsync(decider, new TallyCommand.Count(1), one, ifVersion: 0));
        }

        await AssertVersionsAsync(_stream, 6);
    }

    [Fact]
    public async Task The_same_command_many_times_at_once_is_carried_out_once()
    {
        var id = Guid.CreateVersion7();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => AcceptedAsync(i % 2 == 0 ? _here : _there, new TallyCommand.Count(1), id)));

        Assert.All(outcomes, o => Assert.Equal(1, o.Version));
        Assert.Single(outcomes, o => !o.Repeated);
        await AssertVersionsAsync(_stream, 1);
    }

    [Fact]
    public async Task A_command_id_of_another_stream_is_an_error()
    {
        var id = Guid.CreateVersion7();
        await AcceptedAsync(_here, new TallyCommand.Count(1), id);

        await Assert.ThrowsAsync<CommandIdTakenException>(() => _here.ExecuteAsync(NewStream(), id, new TallyCommand.Count(1), Stop));
    }

    [Fact]
    public async Task An_archived_stream_is_an_error()
    {
        await AcceptedAsync(_here, new TallyCommand.Count(1));
        await Store.ArchiveStreamAsync(_stream, Stop);

        await Assert.ThrowsAsync<StreamArchivedException>(() => _here.ExecuteAsync(_stream, Guid.CreateVersion7(), new TallyCommand.Count(1), Stop));
    }

    [Fact]
    public async Task Two_hundred_commands_at_once_on_one_stream_are_each_decided_on_the_state_the_one_before_left()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => ExecuteAsync(_here, new TallyCommand.Count(10))));

        Assert.Equal(100, outcomes.OfType<Outcome.Accepted>().Count());
        Assert.Equal(100, outcomes.OfType<Outcome.Refused>().Count());
        await AssertKeptIsFoldedAsync(100, Tally.Limit);
    }

    [Fact]
    public async Task On_two_nodes_at_once_the_limit_holds_all_the_same()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => Task.Run(() => ExecuteAsync(i % 2 == 0 ? _here : _there, new TallyCommand.Count(10)), Stop)));

        Assert.Empty(outcomes.OfType<Outcome.Conflict>());
        Assert.Equal(100, outcomes.OfType<Outcome.Accepted>().Count());
        await AssertKeptIsFoldedAsync(100, Tally.Limit);
    }

    [Fact]
    public async Task What_was_decided_behind_a_decision_that_lost_is_decided_anew()
    {
        await AcceptedAsync(_here, new TallyCommand.Count(900));
        var held = await HoldAsync(_stream);
        var first = ExecuteAsync(_here, new TallyCommand.Count(-500));
        await UntilBlockedAsync(1);
        var second = ExecuteAsync(_here, new TallyCommand.Count(500));
        // Another node is faster: the first one's version is taken, and the second one's is next.
        await InsertAsync(held, _stream, new TallyEvent.Counted(50));
        await ScalarAsync(held, "commit");
        await held.DisposeAsync();

        Assert.IsType<Outcome.Accepted>(await first);
        await second;

        var sum = 0;
        foreach (var @event in await ReadAsync(_stream))
        {
            sum += ((TallyEvent.Counted)@event.Data).By;
            Assert.InRange(sum, 0, Tally.Limit);
        }

        Assert.Equal(sum, (await _here.LoadAsync(_stream, Stop)).State.Sum);
        await AssertKeptIsFoldedAsync((await ReadAsync(_stream)).Count, sum);
    }

    [Fact]
    public async Task A_refusal_is_decided_on_what_another_node_has_written_since()
    {
        await AcceptedAsync(_here, new TallyCommand.Count(Tally.Limit));
        Assert.Equal("limit", await RefusedAsync(_here, new TallyCommand.Count(1)));
        await AcceptedAsync(_there, new TallyCommand.Count(-10));

        Assert.Equal((3, false), await AcceptedAsync(_here, new TallyCommand.Count(1)));
    }

    [Fact]
    public async Task What_another_node_has_written_is_decided_on_before_it_is_accepted()
    {
        await AcceptedAsync(_here, new TallyCommand.Count(1));
        await AcceptedAsync(_there, new TallyCommand.Close());

        Assert.Equal("closed", await RefusedAsync(_here, new TallyCommand.Count(1)));
    }

    [Fact]
    public async Task A_command_for_a_version_is_carried_out_at_that_version_only()
    {
        await AcceptedAsync(_here, new TallyCommand.Count(1));
        await AcceptedAsync(_there, new TallyCommand.Count(1));

        Assert.Equal(new Outcome.Conflict(2), await ExecuteAsync(_here, new TallyCommand.Count(1), ifVersion: 1));
        Assert.Equal(new Outcome.Conflict(2), await ExecuteAsync(_here, new TallyCommand.Count(1), ifVersion: 3));
        Assert.Equal(new Outcome.Conflict(2), await ExecuteAsync(_here, new TallyCommand.Count(0), ifVersion: 1));
        Assert.Equal((3, false), await AcceptedAsync(_here, new TallyCommand.Count(1), ifVersion: 2));
        await AcceptedAsync(_there, new TallyCommand.Count(1));
        Assert.Equal(new Outcome.Conflict(4), await ExecuteAsync(_here, new TallyCommand.Count(1), ifVersion: 3));
        Assert.Equal((5, false), await AcceptedAsync(_here, new TallyCommand.Count(1), ifVersion: 4));
    }

    [Fact]
    public async Task Of_many_commands_for_one_version_one_is_carried_out()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => ExecuteAsync(i % 2 == 0 ? _here : _there, new TallyCommand.Count(1), ifVersion: 0)));

        Assert.Single(outcomes.OfType<Outcome.Accepted>());
        Assert.Equal(39, outcomes.OfType<Outcome.Conflict>().Count());
    }

    [Fact]
    public async Task A_load_starts_from_the_snapshot()
    {
        await AcceptedAsync(_here, new TallyCommand.CountOneByOne(3));
        await ScalarAsync("update mt_events set type = 'unreadable' where stream_id = $1", _stream.Id);
        // Not by a decider, so without a snapshot.
        await AppendedAsync(One(_stream, @event: new TallyEvent.Counted(7)));

        Assert.Equal((new TallyState(10, 4, IsClosed: false), 4), await _there.LoadAsync(_stream, Stop));
        Assert.Equal((5, false), await AcceptedAsync(_there, new TallyCommand.Count(1)));
    }

    [Fact]
    public async Task What_was_appended_beside_the_snapshot_counts_in_each_decision()
    {
        await AcceptedAsync(_here, new TallyCommand.Count(Tally.Limit));
        await AppendedAsync(One(_stream, @event: new TallyEvent.Counted(-500)));

        Assert.Equal((3, false), await AcceptedAsync(_there, new TallyCommand.Count(100)));
        await AssertKeptIsFoldedAsync(3, Tally.Limit - 400);

        await AppendedAsync(One(_stream, @event: new TallyEvent.Closed()));

        Assert.Equal("closed", await RefusedAsync(Node().DeciderOf(Kept), new TallyCommand.Count(1)));
        Assert.Equal((4, true), await AcceptedAsync(Node().DeciderOf(Kept), new TallyCommand.Close()));
    }

    [Fact]
    public async Task A_load_does_not_look_at_the_events_that_are_in_the_snapshot()
    {
        await AcceptedAsync(_here, new TallyCommand.CountOneByOne(500));
        var other = NewStream();
        await AppendedAsync(One(other));
        // Among many others, or going through the table would be as good as looking into an index.
        await ScalarAsync(
            """
            insert into mt_events (id, stream_id, version, data, type, tenant_id)
            select gen_random_uuid(), stream_id, v, data, type, tenant_id from mt_events, generate_series(2, 20000) v where stream_id = $1
            """,
            other.Id);
        await ScalarAsync("analyze mt_events");

        // What was looked for in the indexes is told by each connection when it ends.
        await UntilAsync(async () =>
        {
            await using var node = Node();
            Assert.Equal(500, (await node.DeciderOf(Kept).LoadAsync(_stream, Stop)).Version);
            return await ScalarAsync("select idx_scan from pg_stat_user_indexes where indexrelname = 'pk_mt_events_stream_and_version'") is > 20L;
        });

        Assert.InRange((long)(await ScalarAsync("select sum(idx_tup_read)::bigint from pg_stat_user_indexes where relname = 'mt_events'"))!, 0, 10);
    }

    [Fact]
    public async Task A_snapshot_of_a_new_kind_is_made_from_the_first_event()
    {
        await AcceptedAsync(_here, new TallyCommand.CountOneByOne(3));
        var changed = Node().DeciderOf(Kept with { Snapshot = new("tally_snapshot_2", TallyJson.Default.TallyState) });

        Assert.Equal((3, 3), await changed.LoadAsync(_stream, Stop) is var (state, version) ? (state.Sum, version) : default);
    }

    [Fact]
    public async Task A_load_in_the_midst_of_a_write_sees_one_moment_only()
    {
        await AcceptedAsync(_here, new TallyCommand.Count(1));
        await using var writer = await OpenForEveryoneAsync();
        await ScalarAsync(writer, "begin");
        await ScalarAsync(writer, "lock table mt_events in access exclusive mode");
        // It has read the snapshot, and waits for the events.
        var loading = _there.LoadAsync(_stream, Stop);
        await UntilBlockedAsync(1);
        await InsertAsync(writer, _stream, new TallyEvent.Counted(10));
        await ScalarAsync(writer, """update documents set version = 2, data = '{"sum":11,"events":2,"isClosed":false}' where kind = 'tally_snapshot' and id = $1""", _stream.Id);
        await InsertAsync(writer, _stream, new TallyEvent.Counted(100));
        await ScalarAsync(writer, "commit");

        Assert.Equal((new TallyState(111, 3, IsClosed: false), 3), await loading);
    }

    [Fact]
    public async Task Streams_that_no_longer_fit_into_memory_are_loaded_again()
    {
        var options = Options with { CachedStreams = 3 };
        var deciders = new[] { Node(options).DeciderOf(Kept), Node(options).DeciderOf(Tally.Aggregate) };
        var streams = Enumerable.Range(0, 25).Select(_ => NewStream()).ToList();

        var outcomes = await Task.WhenAll(
            from round in Enumerable.Range(0, 8)
            from stream in streams
            select Task.Run(() => deciders[round % 2].ExecuteAsync(stream, Guid.CreateVersion7(), new TallyCommand.Count(1), Stop), Stop));

        Assert.All(outcomes, o => Assert.IsType<Outcome.Accepted>(o));
        foreach (var stream in streams)
        {
            await AssertVersionsAsync(stream, 8);
        }
    }

    [Fact]
    public async Task A_power_cut_while_commands_are_carried_out_loses_and_doubles_none()
    {
        var streams = Enumerable.Range(0, 6).Select(_ => NewStream()).ToList();
        var done = 0;
        using var enough = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, 12).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                var outcome = await (writer % 2 == 0 ? _here : _there).ExecuteAsync(streams[writer % streams.Count], Guid.CreateVersion7(), new TallyCommand.Count(1 - (i % 2 * 2)), Stop);
                Assert.IsType<Outcome.Accepted>(outcome);
                Interlocked.Increment(ref done);
            }
        }, Stop)));
        await UntilAsync(() => Task.FromResult(done > 50));

        await Postgres.CutPowerAsync();

        var more = done + 50;
        await UntilAsync(() => Task.FromResult(done > more || writing.IsFaulted));
        await enough.CancelAsync();
        await writing.WaitAsync(Deadline, Stop);
        var stored = 0;
        foreach (var stream in streams)
        {
            var events = (await ReadAsync(stream)).Count;
            await AssertVersionsAsync(stream, events);
            stored += events;
        }

        Assert.Equal(done, stored);
    }

    private Task<Outcome> ExecuteAsync(TallyDecider decider, TallyCommand command, Guid? id = null, long? ifVersion = null) =>
        decider.ExecuteAsync(_stream, id ?? Guid.CreateVersion7(), command, Stop, ifVersion).WaitAsync(Deadline, Stop);

    private async Task<(long Version, bool Repeated)> AcceptedAsync(TallyDecider decider, TallyCommand command, Guid? id = null, long? ifVersion = null)
    {
        var accepted = Assert.IsType<Outcome.Accepted>(await ExecuteAsync(decider, command, id, ifVersion));
        return (accepted.Version, accepted.Repeated);
    }

    private async Task<string> RefusedAsync(TallyDecider decider, TallyCommand command) =>
        Assert.IsType<Outcome.Refused>(await ExecuteAsync(decider, command)).Refusal.Code;

    private async Task AssertKeptIsFoldedAsync(int version, int sum)
    {
        await AssertVersionsAsync(_stream, version);
        foreach (var kind in (string[])["tally_snapshot", "tally_sum"])
        {
            var document = await Store.Documents.FindAsync(Tenant, kind, _stream.Id, TallyJson.Default.TallyState, Stop);
            Assert.Equal((version, sum, version), (document!.Version, document.Data.Sum, document.Data.Events));
        }
    }
}

[Collection(On15.Name)]
public sealed class DecidingOn15(Postgres15 postgres) : Deciding(postgres);

[Collection(On18.Name)]
public sealed class DecidingOn18(Postgres18 postgres) : Deciding(postgres);

using Npgsql;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Events;
using Supervision.EventStore.Projecting;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

public abstract class Projecting(PostgresServer postgres) : StoreTest(postgres)
{
    private readonly List<(CancellationTokenSource Stop, Task Running)> _running = [];
    private int _applied;

    public override async ValueTask DisposeAsync()
    {
        foreach (var (stop, _) in _running)
        {
            await stop.CancelAsync();
        }

        await Task.WhenAll(_running.Select(r => r.Running)).WaitAsync(Deadline, CancellationToken.None);
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_catches_up_and_goes_on()
    {
        var (north, south) = (NewStream(), NewStream("south"));
        await AppendedAsync(Many(north, 30));
        await AppendedAsync(Many(south, 20));
        var runner = Run(Store, Sums());

        await UntilSumAsync(north, 465);
        await UntilSumAsync(south, 210);
        await AppendedAsync(One(north));
        runner.Wake();

        await UntilSumAsync(north, 466);
        Assert.Equal(31, (await SumAsync(north))!.Version);
        Assert.Equal(51, _applied);
    }

    [Fact]
    public async Task It_resumes_where_it_was()
    {
        var stream = NewStream();
        await AppendedAsync(Many(stream, 10));
        Run(Store, Sums());
        await UntilSumAsync(stream, 55);
        await StopAsync();

        await AppendedAsync(Many(stream, 4));
        Run(Node(), Sums());

        await UntilSumAsync(stream, 65);
        Assert.Equal(14, _applied);
    }

    [Fact]
    public async Task An_event_that_concerns_no_document_is_passed_over()
    {
        var stream = NewStream();
        await AppendedAsync(One(stream, @event: new TallyEvent.Noted("")));
        await AppendedAsync(One(stream));
        Run(Store, Sums(key: e => e.Type == "noted" ? null : e.Stream.Id));

        await UntilSumAsync(stream, 1);
        Assert.Equal(1, _applied);
    }

    [Fact]
    public async Task A_document_can_be_taken_away_and_come_back()
    {
        var stream = NewStream();
        var runner = Run(Store, Sums(apply: (state, e) => e.Data is TallyEvent.Closed ? null : Add(state, e)));
        await AppendedAsync(Many(stream, 3));
        await UntilSumAsync(stream, 6);

        await AppendedAsync(One(stream, @event: new TallyEvent.Closed()));
        runner.Wake();
        await UntilAsync(async () => await SumAsync(stream) is null);

        await AppendedAsync(One(stream, @event: new TallyEvent.Counted(9)));
        runner.Wake();
        await UntilSumAsync(stream, 9);
    }

    [Fact]
    public async Task One_document_may_gather_many_streams_of_its_tenant()
    {
        var all = Guid.CreateVersion7();
        Run(Store, Sums(key: _ => all));

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => AppendedAsync(Many(NewStream(i % 4 == 0 ? "south" : Tenant), 2))));

        await UntilSumAsync(new(Tenant, all), 90);
        await UntilSumAsync(new("south", all), 30);
    }

    [Fact]
    public async Task Of_two_nodes_one_runs_it_and_the_other_takes_over_when_that_one_stops()
    {
        var stream = NewStream();
        await AppendedAsync(Many(stream, 10));
        var first = Run(Store, Sums());
        await UntilSumAsync(stream, 55);
        var second = Run(Node(), Sums());
        await AppendedAsync(One(stream));
        second.Wake();
        first.Wake();
        await UntilSumAsync(stream, 56);
        Assert.Equal(11, _applied);

        await StopAsync(_running[0]);
        await AppendedAsync(One(stream));

        await UntilSumAsync(stream, 57);
        Assert.Equal(12, _applied);
    }

    [Fact]
    public async Task Another_takes_over_when_the_connection_of_the_first_is_cut()
    {
        var stream = NewStream();
        await AppendedAsync(Many(stream, 10));
        Run(Store, Sums());
        await UntilSumAsync(stream, 55);
        Run(Node(), Sums());

        for (var i = 1; i <= 5; i++)
        {
            await ScalarAsync("select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");
            await AppendedAsync(One(stream));
            await UntilSumAsync(stream, 55 + i);
        }
    }

    [Fact]
    public async Task A_power_cut_applies_nothing_twice()
    {
        var stream = NewStream();
        Run(Store, Sums());
        Run(Node(), Sums());
        for (var i = 0; i < 3; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AppendedAsync(One(stream))));
            await Postgres.CutPowerAsync();
            NpgsqlConnection.ClearAllPools();
        }

        await UntilSumAsync(stream, 60);
    }

    [Fact]
    public async Task A_rebuild_goes_on_behind_the_documents_in_use_until_it_has_caught_up()
    {
        var streams = Enumerable.Range(0, 4).Select(_ => NewStream()).ToList();
        await Task.WhenAll(streams.Select(s => AppendedAsync(Many(s, 500))));
        Run(Store, Sums());
        await Task.WhenAll(streams.Select(s => UntilSumAsync(s, 125_250)));
        await StopAsync();

        // The projection has changed: it counts double now.
        using var gate = new SemaphoreSlim(0);
        var doubled = Run(Store, Sums(apply: (state, e) =>
        {
            gate.Wait(Stop);
            gate.Release();
            return Add(state, e, times: 2);
        }));
        await doubled.RebuildAsync("sums", Stop);
        await UntilAsync(async () => (await doubled.StatesAsync(Stop)).Count == 2);
        Assert.All(await Task.WhenAll(streams.Select(SumAsync)), s => Assert.Equal(125_250, s!.Data.Sum));
        var states = await doubled.StatesAsync(Stop);
        Assert.Equal([(1, true), (2, false)], states.Select(s => (s.Build, s.IsActive)));
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await AppendedAsync(One(streams[i % 4]));
            }
        }, Stop);

        gate.Release();
        var seen = new HashSet<bool>();
        await UntilAsync(async () =>
        {
            var sums = await Store.Documents.ListAsync(Tenant, "sums", "{}", TallyJson.Default.TallyState, Stop);
            Assert.Equal(4, sums.Count);
            // All old, or all new; from one moment to the next.
            seen.Add(Assert.Single(sums.Select(s => s.Data.Sum >= 250_000).Distinct()));
            return sums.Sum(s => s.Data.Sum) == 4 * 250_500 + 200;
        });
        await writing;

        Assert.Contains(true, seen);
        var state = Assert.Single(await doubled.StatesAsync(Stop));
        Assert.Equal((2, true), (state.Build, state.IsActive));
        Assert.Equal(4L, await ScalarAsync("select count(*) from documents where kind = 'sums'"));
    }

    [Fact]
    public async Task A_rebuild_that_is_asked_for_again_begins_again()
    {
        var (good, bad) = (NewStream(), NewStream());
        await AppendedAsync(Many(good, 10));
        await AppendedAsync(One(bad, @event: new TallyEvent.Noted("")));
        Run(Store, Sums(apply: (state, e) => e.Data is TallyEvent.Noted ? state : Add(state, e)));
        await UntilSumAsync(good, 55);
        await StopAsync();

        // The first attempt stops half-way.
        var broken = Run(Store, Sums(apply: FailOnNotes));
        await broken.RebuildAsync("sums", Stop);
        await UntilAsync(async () => (await broken.StatesAsync(Stop)).Any(s => s is { Build: 2, StoppedAt: not null }));
        await broken.RebuildAsync("sums", Stop);
        await UntilAsync(async () => (await broken.StatesAsync(Stop)).Any(s => s is { Build: 2, StoppedAt: not null }));
        await StopAsync();

        var mended = Run(Store, Sums(apply: (state, e) => e.Data is TallyEvent.Noted ? state : Add(state, e)));
        await mended.RebuildAsync("sums", Stop);

        await UntilAsync(async () => (await mended.StatesAsync(Stop)) is [{ Build: 2, IsActive: true, StoppedAt: null }]);
        Assert.Equal(55, (await SumAsync(good))!.Data.Sum);
    }

    [Fact]
    public async Task An_event_that_fails_stops_its_projection_visibly_and_no_other()
    {
        var (before, bad, after) = (NewStream(), NewStream(), NewStream());
        await AppendedAsync(Many(before, 3));
        await AppendedAsync(Many(bad, 2));
        await AppendedAsync(One(bad, @event: new TallyEvent.Noted("secret words")));
        await AppendedAsync(Many(after, 3));

        var runner = Run(Store, Sums(apply: FailOnNotes), Sums("others", apply: (state, e) => e.Data is TallyEvent.Noted ? state : Add(state, e)));

        await UntilSumAsync(after, 6, "others");
        await UntilAsync(async () => (await runner.StatesAsync(Stop)).Any(s => s.StoppedAt is not null));
        var stopped = Assert.Single(await runner.StatesAsync(Stop), s => s.StoppedAt is not null);
        var culprit = Assert.Single(await ReadAsync(bad), e => e.Type == "noted");
        Assert.Equal(("sums", 1, true, culprit.Sequence, nameof(FormatException)), (stopped.Name, stopped.Build, stopped.IsActive, stopped.StoppedAt, stopped.StoppedReason));
        // What came before it is in the documents, what came after is not.
        Assert.Equal(6, (await SumAsync(before))!.Data.Sum);
        Assert.Equal(3, (await SumAsync(bad))!.Data.Sum);
        Assert.Null(await SumAsync(after));
    }

    [Theory]
    [InlineData("unknown type")]
    [InlineData("unstorable document")]
    [InlineData("unwritable document")]
    [InlineData("key")]
    public async Task Whatever_the_fault_the_event_is_named(string fault)
    {
        var (good, bad) = (NewStream(), NewStream());
        await AppendedAsync(Many(good, 3));
        await AppendedAsync(One(bad));
        await AppendedAsync(Many(good, 2));
        if (fault == "unknown type")
        {
            await ScalarAsync("update mt_events set type = 'unheard_of' where stream_id = $1", bad.Id);
        }

        var runner = Run(Store, new DocumentProjection<Fragile>(
            "fragile",
            e => fault == "key" && e.Stream == bad ? throw new FormatException() : e.Stream.Id,
            (state, e) => new(
                (state?.Sum ?? 0) + ((TallyEvent.Counted)e.Data).By,
                fault == "unstorable document" && e.Stream == bad ? "\0" : "",
                fault == "unwritable document" && e.Stream == bad ? double.NaN : 0),
            TallyJson.Default.Fragile));

        await UntilAsync(async () => (await runner.StatesAsync(Stop)).Any(s => s.StoppedAt is not null));
        Assert.Equal(Assert.Single(await ReadAsync(bad)).Sequence, (await runner.StatesAsync(Stop))[0].StoppedAt);
        Assert.Equal(6, (await Store.Documents.FindAsync(Tenant, "fragile", good.Id, TallyJson.Default.Fragile, Stop))!.Data.Sum);
    }

    [Fact]
    public async Task A_stopped_projection_goes_on_at_that_event_once_its_code_is_mended()
    {
        var (stream, other) = (NewStream(), NewStream());
        await AppendedAsync(Many(stream, 3));
        await AppendedAsync(One(stream, @event: new TallyEvent.Noted("")));
        await AppendedAsync(Many(other, 3));
        var isBroken = true;
        var runner = Run(Store, Sums(apply: (state, e) => isBroken ? FailOnNotes(state, e) : e.Data is TallyEvent.Noted ? state : Add(state, e)), Sums("sumsx", apply: FailOnNotes));
        await UntilAsync(async () => (await runner.StatesAsync(Stop)).Count(s => s.StoppedAt is not null) == 2);

        await runner.ResumeAsync("sums", Stop);
        await UntilAsync(async () => (await runner.StatesAsync(Stop)).Count(s => s.StoppedAt is not null) == 2);
        isBroken = false;
        await runner.ResumeAsync("sum_", Stop);
        Assert.Equal(2, (await runner.StatesAsync(Stop)).Count(s => s.StoppedAt is not null));
        await runner.ResumeAsync("sums", Stop);

        await UntilSumAsync(other, 6);
        Assert.Equal(6, (await SumAsync(stream))!.Data.Sum);
        Assert.Equal("sumsx", Assert.Single(await runner.StatesAsync(Stop), s => s.StoppedAt is not null).Name);
    }

    [Fact]
    public async Task Rebuilding_is_the_way_out_too()
    {
        var stream = NewStream();
        await AppendedAsync(Many(stream, 3));
        await AppendedAsync(One(stream, @event: new TallyEvent.Noted("")));
        await AppendedAsync(Many(stream, 3));
        var stopped = Run(Store, Sums(apply: FailOnNotes));
        await UntilAsync(async () => (await stopped.StatesAsync(Stop)).Any(s => s.StoppedAt is not null));
        await StopAsync();

        var mended = Run(Store, Sums(apply: (state, e) => e.Data is TallyEvent.Noted ? state : Add(state, e)));
        await mended.RebuildAsync("sums", Stop);

        await UntilSumAsync(stream, 12);
        await UntilAsync(async () => await mended.StatesAsync(Stop) is [{ Build: 2, IsActive: true, StoppedAt: null }]);
    }

    [Fact]
    public async Task An_open_transaction_is_not_passed_over()
    {
        var (early, late) = (NewStream(), NewStream());
        await using var open = await OpenForEveryoneAsync();
        await ScalarAsync(open, "begin");
        await InsertAsync(open, early, new TallyEvent.Counted(4));
        await AppendedAsync(One(late));
        var runner = Run(Store, Sums());
        await UntilAsync(async () => (await runner.StatesAsync(Stop)).Count == 1);

        await ScalarAsync(open, "commit");
        runner.Wake();

        await UntilSumAsync(early, 4);
        await UntilSumAsync(late, 1);
    }

    private static TallyState? FailOnNotes(TallyState? state, StoredEvent e) => e.Data is TallyEvent.Noted ? throw new FormatException("secret words") : Add(state, e);

    [Fact]
    public async Task A_document_is_found_without_going_through_the_others_of_its_kind()
    {
        var stream = NewStream();
        await using (var open = await OpenForEveryoneAsync())
        {
            await ScalarAsync(
                open,
                """
                insert into documents (tenant_id, kind, id, version, data)
                select $1, 'sums', case when n = 1 then $2 else gen_random_uuid() end, 1, '{"sum":11,"events":2,"isClosed":false}' from generate_series(1, 20000) n
                """,
                Tenant, stream.Id);
            await ScalarAsync(open, "analyze documents");
        }

        // What was looked for in the index is told by each connection when it ends.
        await UntilAsync(async () =>
        {
            await using var node = Node();
            Assert.Equal(11, (await node.Documents.FindAsync(Tenant, "sums", stream.Id, TallyJson.Default.TallyState, Stop))!.Data.Sum);
            return await ScalarAsync("select idx_tup_read from pg_stat_user_indexes where indexrelname = 'documents_pkey'") is > 5L;
        });

        Assert.Equal(
            0L, await ScalarAsync("select (idx_tup_read - idx_scan) from pg_stat_user_indexes where indexrelname = 'documents_pkey'"));
    }

    private static TallyState Add(TallyState? state, StoredEvent e, int times = 1) =>
        (state ?? TallyState.Initial) with { Sum = (state?.Sum ?? 0) + (times * ((TallyEvent.Counted)e.Data).By) };

    private DocumentProjection<TallyState> Sums(string name = "sums", Func<StoredEvent, Guid?>? key = null, Func<TallyState?, StoredEvent, TallyState?>? apply = null) => new(
        name,
        key ?? (e => e.Stream.Id),
        (state, e) =>
        {
            Interlocked.Increment(ref _applied);
            return (apply ?? ((s, x) => Add(s, x)))(state, e);
        },
        TallyJson.Default.TallyState);

    private ProjectionRunner Run(PostgresEventStore node, params IReadOnlyList<Projection> projections)
    {
        var runner = node.RunnerOf(projections);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        _running.Add((stop, Task.Run(() => runner.RunAsync(stop.Token), Stop)));
        return runner;
    }

    private async Task StopAsync()
    {
        foreach (var running in _running.ToList())
        {
            await StopAsync(running);
        }
    }

    private async Task StopAsync((CancellationTokenSource Stop, Task Running) running)
    {
        await running.Stop.CancelAsync();
        await running.Running.WaitAsync(Deadline, Stop);
        _running.Remove(running);
    }

    private Task<Document<TallyState>?> SumAsync(StreamKey stream) => SumAsync(stream, "sums");

    private Task<Document<TallyState>?> SumAsync(StreamKey stream, string kind) =>
        Store.Documents.FindAsync(stream.Tenant, kind, stream.Id, TallyJson.Default.TallyState, Stop);

    private Task UntilSumAsync(StreamKey stream, int sum, string kind = "sums") => UntilAsync(async () => (await SumAsync(stream, kind))?.Data.Sum == sum);
}

public sealed record Fragile(int Sum, string Text, double Number);

[Collection(On15.Name)]
public sealed class ProjectingOn15(Postgres15 postgres) : Projecting(postgres);

[Collection(On18.Name)]
public sealed class ProjectingOn18(Postgres18 postgres) : Projecting(postgres);

using Npgsql;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Events;
using Supervision.EventStore.Reading;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

public abstract class ReadingTheWholeLog(PostgresServer postgres) : StoreTest(postgres)
{
    private readonly List<StoredEvent> _read = [];
    private LogPosition _position = LogPosition.Start;

    [Fact]
    public async Task An_empty_store_has_no_events_and_a_position_to_go_on_from()
    {
        await ReadOnAsync();
        Assert.Empty(_read);

        await AppendedAsync(One(NewStream()));

        await ReadOnUntilAsync(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000)]
    public async Task All_events_of_all_tenants_come_in_pages_once_each(int pageSize)
    {
        var (north, south) = (NewStream(), NewStream("south"));
        await AppendedAsync(Many(north, 4));
        await AppendedAsync(Many(south, 3));
        await AppendedAsync(Many(north, 4));

        await ReadOnUntilAsync(11, pageSize);
        await ReadOnAsync(pageSize);

        Assert.Equal(11, _read.Count);
        Assert.Equal(_read.Select(e => e.Sequence).Order(), _read.Select(e => e.Sequence));
        AssertOrderOfStreams();
    }

    [Fact]
    public async Task Reading_goes_on_from_the_position_of_any_page()
    {
        var stream = NewStream();
        await AppendedAsync(Many(stream, 10));
        var pages = new List<LogPage>();
        await UntilAsync(async () =>
        {
            pages = await Store.ReadAllAsync(LogPosition.Start, 3, Stop).ToListAsync(Stop);
            return pages.Sum(p => p.Events.Count) == 10;
        });

        var seen = 0;
        foreach (var page in pages)
        {
            seen += page.Events.Count;
            var rest = await Store.ReadAllAsync(page.Position, 4, Stop).ToListAsync(Stop);
            Assert.Equal(Enumerable.Range(seen + 1, 10 - seen).Select(v => (long)v), rest.SelectMany(p => p.Events).Select(e => e.Version));
        }
    }

    [Fact]
    public async Task An_open_transaction_is_waited_for_and_never_skipped()
    {
        var (early, late) = (NewStream(), NewStream());
        await using var open = await OpenForEveryoneAsync();
        await ScalarAsync(open, "begin");
        await InsertAsync(open, early, new TallyEvent.Counted(1));
        for (var i = 0; i < 5; i++)
        {
            await AppendedAsync(One(late));
            await ReadOnAsync(pageSize: 2);
        }

        Assert.Empty(_read);

        await ScalarAsync(open, "commit");
        await ReadOnUntilAsync(6, pageSize: 2);

        Assert.Equal(early, _read[0].Stream);
        AssertOrderOfStreams();
    }

    [Fact]
    public async Task A_transaction_that_opens_within_a_window_is_not_skipped_either()
    {
        var (stream, held) = (NewStream(), NewStream());
        await AppendedAsync(Many(stream, 5));
        await UntilAsync(async () =>
        {
            _position = LogPosition.Start;
            _read.Clear();
            await ReadOnAsync(pageSize: 2, pages: 1);
            return _read.Count == 2;
        });
        await using var open = await OpenForEveryoneAsync();
        await ScalarAsync(open, "begin");
        await InsertAsync(open, held, new TallyEvent.Counted(1));
        await AppendedAsync(Many(stream, 2));

        await ReadOnUntilAsync(5, pageSize: 2);
        await ReadOnAsync();
        Assert.Equal(5, _read.Count);

        await ScalarAsync(open, "commit");
        await ReadOnUntilAsync(8, pageSize: 2);
        AssertOrderOfStreams();
    }

    [Fact]
    public async Task A_transaction_that_is_rolled_back_leaves_no_trace()
    {
        await using var open = await OpenForEveryoneAsync();
        await ScalarAsync(open, "begin");
        await InsertAsync(open, NewStream(), new TallyEvent.Counted(1));
        var stream = NewStream();
        await AppendedAsync(Many(stream, 2));

        await ScalarAsync(open, "rollback");
        await ReadOnUntilAsync(2);

        AssertOrderOfStreams();
    }

    // Transaction numbers are given out before locks are waited for: an older transaction may write a stream's later event.
    [Fact]
    public async Task A_stream_keeps_its_order_when_an_older_transaction_writes_after_a_younger()
    {
        var (first, stream, busy) = (NewStream(), NewStream(), NewStream());
        await Task.WhenAll(AppendedAsync(One(first)), AppendedAsync(One(stream)), AppendedAsync(One(busy)));
        await ReadOnUntilAsync(3);
        // The older one, a batch for both streams, has its number and waits for the first stream.
        await using var older = Node(Options with { Writers = 1 });
        var (heldBusy, heldFirst) = (await HoldAsync(busy), await HoldAsync(first));
        var alone = older.AppendAsync(One(busy), Stop);
        await UntilBlockedAsync(1);
        var waiting = new[] { older.AppendAsync(One(first, ExpectedVersion.Exactly(1)), Stop), older.AppendAsync(One(stream), Stop) };
        await heldBusy.DisposeAsync();
        await alone;
        await UntilBlockedAsync(1);
        // Something that stays open, with a number between the two.
        await using var between = await OpenForEveryoneAsync();
        await ScalarAsync(between, "begin");
        await ScalarAsync(between, "select pg_current_xact_id()::text");
        // The younger one writes the other stream first.
        await AppendedAsync(One(stream));
        await heldFirst.DisposeAsync();
        await Task.WhenAll(waiting);
        await AssertVersionsAsync(stream, 3);

        await ReadOnAsync();
        await ScalarAsync(between, "commit");
        await ReadOnUntilAsync(7);

        AssertOrderOfStreams();
    }

    [Fact]
    public async Task A_reader_beside_many_writers_meets_every_event_once_and_each_stream_in_order()
    {
        var streams = Enumerable.Range(0, 12).Select(i => NewStream($"tenant-{i % 2}")).ToList();
        var nodes = new[] { Store, Node() };
        var writing = Task.WhenAll(streams.Select((_, writer) => Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
            {
                await AppendedAsync(nodes[writer % 2], Many(streams[(writer + i) % streams.Count], 1 + i % 3));
            }
        }, Stop)));
        var slow = HoldOpenAgainAndAgainAsync(streams[0], writing);

        while (!writing.IsCompleted || !slow.IsCompleted)
        {
            await ReadOnAsync(pageSize: 7, pages: 3);
        }

        await writing;
        var slowly = await slow;
        await ReadOnUntilAsync(12 * Enumerable.Range(0, 40).Sum(i => 1 + i % 3) + slowly, pageSize: 7);
        await ReadOnAsync();
        AssertOrderOfStreams();
    }

    [Fact]
    public async Task A_power_cut_between_two_reads_changes_nothing()
    {
        var stream = NewStream();
        await AppendedAsync(Many(stream, 5));
        await ReadOnUntilAsync(5, pageSize: 2);

        await Postgres.CutPowerAsync();
        await AppendedAsync(Many(stream, 5));
        NpgsqlConnection.ClearAllPools();

        await ReadOnUntilAsync(10, pageSize: 2);
        AssertOrderOfStreams();
    }

    // For as long as a statement runs, the database keeps every version of every row that it might still see, of all tables.
    [Fact]
    public async Task While_a_page_is_used_the_database_may_tidy_up_what_others_write()
    {
        var stream = NewStream();
        await AppendedAsync(One(stream));
        await using (var open = await OpenForEveryoneAsync())
        {
            await ScalarAsync(
                open,
                """
                insert into mt_events (id, stream_id, version, data, type, tenant_id)
                select gen_random_uuid(), stream_id, v, data, type, tenant_id from mt_events, generate_series(2, 20000) v
                """);
        }

        var last = 0;
        await UntilAsync(async () =>
        {
            // A transaction elsewhere may have parted the first event from the others: then once more from the start.
            last = 0;
            await foreach (var page in Store.ReadAllAsync(LogPosition.Start, 1_000, Stop))
            {
                last += page.Events.Count;
                await UntilAsync(async () => 0L.Equals(await ScalarAsync(
                    "select count(*) from pg_stat_activity where datname = current_database() and backend_xmin is not null and pid <> pg_backend_pid()")));
            }

            return last >= 20_000;
        });

        Assert.Equal(20_000, last);
    }

    private async Task<int> HoldOpenAgainAndAgainAsync(StreamKey stream, Task writing)
    {
        var count = 0;
        for (; !writing.IsCompleted; count++)
        {
            await using var open = await OpenForEveryoneAsync();
            await ScalarAsync(open, "begin");
            await InsertAsync(open, NewStream(stream.Tenant), new TallyEvent.Counted(1));
            for (var other = 0; other < 20; other++)
            {
                await ScalarAsync("select count(*) from mt_events");
            }

            await ScalarAsync(open, "commit");
        }

        return count;
    }

    /// <summary>Reads from the stored position, and stores the position of each page.</summary>
    private async Task ReadOnAsync(int pageSize = 1_000, int pages = int.MaxValue)
    {
        await foreach (var page in Store.ReadAllAsync(_position, pageSize, Stop))
        {
            Assert.True(page.Events.Count <= pageSize);
            _read.AddRange(page.Events);
            _position = page.Position;
            if (--pages == 0)
            {
                break;
            }
        }
    }

    private Task ReadOnUntilAsync(int events, int pageSize = 1_000) => UntilAsync(async () =>
    {
        await ReadOnAsync(pageSize);
        Assert.True(_read.Count <= events, "More was read than written.");
        return _read.Count == events;
    });

    private void AssertOrderOfStreams() =>
        Assert.All(_read.GroupBy(e => e.Stream), s => Assert.Equal(Enumerable.Range(1, s.Count()).Select(v => (long)v), s.Select(e => e.Version)));
}

[Collection(On15.Name)]
public sealed class ReadingTheWholeLogOn15(Postgres15 postgres) : ReadingTheWholeLog(postgres);

[Collection(On18.Name)]
public sealed class ReadingTheWholeLogOn18(Postgres18 postgres) : ReadingTheWholeLog(postgres);

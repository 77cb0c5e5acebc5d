using Supervision.EventStore.Appending;
using Supervision.EventStore.Reading;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

public abstract class ReadingAStream(PostgresServer postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task One_that_does_not_exist_has_no_events() => Assert.Empty(await ReadAsync(NewStream()));

    [Theory]
    [InlineData(1, long.MaxValue, "1 2 3 4 5")]
    [InlineData(0, 5, "1 2 3 4 5")]
    [InlineData(2, 4, "2 3 4")]
    [InlineData(5, 5, "5")]
    [InlineData(6, long.MaxValue, "")]
    [InlineData(4, 3, "")]
    public async Task From_a_version_to_a_version_both_inclusive(long from, long to, string expected)
    {
        var stream = NewStream();
        await AppendedAsync(Many(stream, 5));
        await AppendedAsync(Many(NewStream(), 5));

        Assert.Equal(expected, string.Join(' ', (await ReadAsync(stream, new(from, to, Until: null))).Select(e => e.Version)));
    }

    [Fact]
    public async Task As_it_was_at_a_time()
    {
        var stream = NewStream();
        var times = new List<DateTimeOffset>();
        for (var i = 0; i < 3; i++)
        {
            times.Add(Assert.IsType<AppendOutcome.Appended>(await AppendAsync(Many(stream, 2))).At);
        }

        Assert.Empty(await ReadAsync(stream, StreamPart.AsOf(times[0].AddMicroseconds(-1))));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(2 * (i + 1), (await ReadAsync(stream, StreamPart.AsOf(times[i]))).Count);
        }

        Assert.Equal(2, (await ReadAsync(stream, StreamPart.AsOf(times[1].AddMicroseconds(-1)))).Count);
        Assert.Equal(6, (await ReadAsync(stream, StreamPart.AsOf(DateTimeOffset.MaxValue))).Count);
    }

    [Fact]
    public async Task Its_times_never_run_backwards()
    {
        var stream = NewStream();
        await AppendedAsync(One(stream));
        var held = await HoldAsync(stream);
        // It has begun before the next, and is stored after it.
        var waiting = AppendedAsync(One(stream));
        await UntilBlockedAsync(1);
        await InsertAsync(held, stream, new TallyEvent.Counted(2));
        var now = (DateTime)(await ScalarAsync("select clock_timestamp()"))!;
        await ScalarAsync(held, "update mt_events set timestamp = $1 where stream_id = $2 and version = 2", now, stream.Id);
        await ScalarAsync(held, "update mt_streams set timestamp = $1 where id = $2", now, stream.Id);
        await ScalarAsync(held, "commit");
        await held.DisposeAsync();
        await waiting;

        var events = await ReadAsync(stream);

        Assert.Equal(events.Select(e => e.At).Order(), events.Select(e => e.At));
    }

    [Fact]
    public async Task Folded_into_a_state_with_the_version_of_the_last_event_in_it()
    {
        var stream = NewStream();
        await AppendedAsync(Many(stream, 100));

        Assert.Equal((TallyState.Initial with { Sum = 5_050, Events = 100 }, 100), await FoldAsync(StreamPart.Whole));
        Assert.Equal((TallyState.Initial with { Sum = 55, Events = 10 }, 10), await FoldAsync(StreamPart.UpTo(10)));
        Assert.Equal((TallyState.Initial with { Sum = 100, Events = 1 }, 100), await FoldAsync(StreamPart.After(99)));
        Assert.Equal((TallyState.Initial, 0), await FoldAsync(StreamPart.After(100)));

        Task<(TallyState State, long Version)> FoldAsync(StreamPart part) =>
            Store.AggregateStreamAsync<TallyState, TallyEvent>(stream, part, TallyState.Initial, Tally.Evolve, Stop);
    }

    [Fact]
    public async Task A_reader_that_stops_early_leaves_its_connection_usable()
    {
        var stream = NewStream();
        await AppendedAsync(Many(stream, 1_000));

        for (var i = 0; i < 150; i++)
        {
            await foreach (var @event in Store.ReadStreamAsync(stream, StreamPart.Whole, Stop))
            {
                Assert.Equal(1, @event.Version);
                break;
            }
        }
    }
}

[Collection(On15.Name)]
public sealed class ReadingAStreamOn15(Postgres15 postgres) : ReadingAStream(postgres);

[Collection(On18.Name)]
public sealed class ReadingAStreamOn18(Postgres18 postgres) : ReadingAStream(postgres);

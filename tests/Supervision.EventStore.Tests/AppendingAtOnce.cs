using Supervision.EventStore.Appending;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

public abstract class AppendingAtOnce(PostgresServer postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task Three_hundred_to_one_stream_get_a_version_each()
    {
        var stream = NewStream();

        var versions = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => AppendedAsync(One(stream))));

        Assert.Equal(Enumerable.Range(1, 300).Select(v => (long)v), versions.Order());
        await AssertVersionsAsync(stream, 300);
    }

    [Fact]
    public async Task Appends_to_one_stream_keep_the_order_in_which_they_were_asked_for()
    {
        var stream = NewStream();

        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => AppendedAsync(One(stream, @event: new TallyEvent.Counted(i)))));

        Assert.Equal(Enumerable.Range(0, 300), (await ReadAsync(stream)).Select(e => ((TallyEvent.Counted)e.Data).By));
    }

    [Fact]
    public async Task Each_expecting_what_the_one_before_leaves_they_all_succeed()
    {
        var stream = NewStream();

        var versions = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => AppendedAsync(One(stream, ExpectedVersion.Exactly(i)))));

        Assert.Equal(Enumerable.Range(1, 300).Select(v => (long)v), versions);
        await AssertVersionsAsync(stream, 300);
    }

    [Fact]
    public async Task Of_those_that_expect_the_same_version_one_succeeds()
    {
        var stream = NewStream();
        await AppendedAsync(One(stream));
        var other = Node();

        for (var version = 1; version <= 20; version++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? Store : other).AppendAsync(One(stream, ExpectedVersion.Exactly(version)), Stop)));

            Assert.Single(outcomes.OfType<AppendOutcome.Appended>());
            Assert.All(outcomes.OfType<AppendOutcome.Conflict>(), c => Assert.Equal(version + 1, c.Actual));
        }

        await AssertVersionsAsync(stream, 21);
    }

    [Fact]
    public async Task Of_those_that_start_the_same_stream_one_succeeds()
    {
        var other = Node();
        for (var round = 0; round < 10; round++)
        {
            var stream = NewStream();
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? Store : other).AppendAsync(Many(stream, 1 + i % 2, ExpectedVersion.None), Stop)));

            var winner = Assert.Single(outcomes.OfType<AppendOutcome.Appended>());
            Assert.All(outcomes.OfType<AppendOutcome.Conflict>(), c => Assert.Equal(winner.Version, c.Actual));
        }
    }

    [Fact]
    public async Task Writers_who_try_again_on_conflict_lose_nothing()
    {
        var stream = NewStream();
        var other = Node();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            var version = 0L;
            for (var i = 0; i < 25;)
            {
                switch (await (writer % 2 == 0 ? Store : other).AppendAsync(One(stream, ExpectedVersion.Exactly(version)), Stop))
                {
                    case AppendOutcome.Appended appended:
                        version = appended.Version;
                        i++;
                        break;
                    case AppendOutcome.Conflict conflict:
                        Assert.NotEqual(version, conflict.Actual);
                        version = conflict.Actual;
                        break;
                }
            }
        }));

        await AssertVersionsAsync(stream, 200);
    }

    [Fact]
    public async Task Many_streams_of_several_tenants_on_two_nodes_lose_nothing()
    {
        var streams = Enumerable.Range(0, 30).Select(i => NewStream($"tenant-{i % 3}")).ToList();
        var other = Node();

        await Task.WhenAll(
            from round in Enumerable.Range(0, 20)
            from stream in streams
            from node in new[] { Store, other }
            select AppendedAsync(node, Many(stream, 1 + round % 3)));

        var events = Enumerable.Range(0, 20).Sum(round => 1 + round % 3) * 2;
        foreach (var stream in streams)
        {
            await AssertVersionsAsync(stream, events);
        }
    }

    [Fact]
    public async Task Nodes_that_write_the_same_streams_with_versions_expected_lose_nothing()
    {
        var streams = Enumerable.Range(0, 12).Select(_ => NewStream()).ToList();
        var nodes = new[] { Store, Node(), Node() };

        await Task.WhenAll(nodes.SelectMany(node => streams.Select(async stream =>
        {
            var version = 0L;
            for (var i = 0; i < 10;)
            {
                switch (await node.AppendAsync(Many(stream, 2, ExpectedVersion.Exactly(version)), Stop))
                {
                    case AppendOutcome.Appended appended:
                        version = appended.Version;
                        i++;
                        break;
                    case AppendOutcome.Conflict conflict:
                        version = conflict.Actual;
                        break;
                }
            }
        })));

        foreach (var stream in streams)
        {
            await AssertVersionsAsync(stream, 60);
        }
    }

    [Fact]
    public async Task Beside_a_batch_of_few_another_leaves_at_once()
    {
        var (busy, other) = (NewStream(), NewStream());
        await AppendedAsync(One(busy));
        var held = await HoldAsync(busy);
        var first = AppendedAsync(Many(busy, 100));
        await UntilBlockedAsync(1);

        await AppendedAsync(One(other)).WaitAsync(Deadline, Stop);

        Assert.False(first.IsCompleted);
        await held.DisposeAsync();
        await first;
    }

    [Fact]
    public async Task What_comes_while_a_batch_of_many_is_on_its_way_travels_together()
    {
        StreamKey[] streams = [NewStream(), NewStream()];

        await WhileABatchIsHeldAsync([.. Enumerable.Range(0, 10).Select(_ => NewStream())], s => AppendedAsync(One(s)), () => streams.Select(s => AppendedAsync(One(s))));

        Assert.Equal(1L, await ScalarAsync("select count(distinct transaction_id) from mt_events where stream_id = any ($1)", Ids(streams)));
    }

    [Fact]
    public async Task What_those_of_a_batch_do_next_travels_with_what_came_meanwhile()
    {
        StreamKey[] streams = [.. Enumerable.Range(0, 10).Select(_ => NewStream())];
        var other = NewStream();

        await WhileABatchIsHeldAsync(streams, TwiceAsync, () => [AppendedAsync(One(other))]);

        Assert.Equal(2L, await ScalarAsync("select count(distinct transaction_id) from mt_events where stream_id = any ($1)", Ids([.. streams, other])));

        async Task TwiceAsync(StreamKey stream)
        {
            await AppendedAsync(One(stream)).ConfigureAwait(false);
            await AppendedAsync(One(stream));
        }
    }

    // Both writers are kept busy until all of the batch are waiting, and then the batch by one that is in it.
    private async Task WhileABatchIsHeldAsync(IReadOnlyList<StreamKey> batch, Func<StreamKey, Task> append, Func<IEnumerable<Task>> meanwhile)
    {
        var busy = Enumerable.Range(0, 3).Select(_ => NewStream()).ToList();
        await Task.WhenAll(busy.Select(s => AppendedAsync(One(s))));
        var held = await Task.WhenAll(busy.Select(HoldAsync));
        var first = AppendedAsync(One(busy[0]));
        await UntilBlockedAsync(1);
        var second = AppendedAsync(One(busy[1]));
        await UntilBlockedAsync(2);
        Task[] many = [.. batch.Select(append), AppendedAsync(One(busy[2]))];
        await held[1].DisposeAsync();
        await second;
        await UntilBlockedAsync(2);
        await held[0].DisposeAsync();
        await first;

        Task[] others = [.. meanwhile()];
        await held[2].DisposeAsync();
        await Task.WhenAll([.. many, .. others]).WaitAsync(Deadline, Stop);
    }

    private static Guid[] Ids(IEnumerable<StreamKey> streams) => [.. streams.Select(s => s.Id)];
}

[Collection(On15.Name)]
public sealed class AppendingAtOnceOn15(Postgres15 postgres) : AppendingAtOnce(postgres);

[Collection(On18.Name)]
public sealed class AppendingAtOnceOn18(Postgres18 postgres) : AppendingAtOnce(postgres);

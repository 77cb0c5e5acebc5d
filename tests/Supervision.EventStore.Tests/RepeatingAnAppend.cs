using Supervision.EventStore.Appending;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

/// <summary>The id of its first event makes an append repeatable.</summary>
public abstract class RepeatingAnAppend(PostgresServer postgres) : StoreTest(postgres)
{
    public static TheoryData<int> Expectations { get; } = [-1, 0, 1, 3, 9];

    [Theory]
    [MemberData(nameof(Expectations))]
    public async Task It_returns_the_first_result_and_writes_nothing_whatever_version_is_expected_now(int expected)
    {
        var stream = NewStream();
        var append = One(stream, ExpectedVersion.None);
        var first = Assert.IsType<AppendOutcome.Appended>(await AppendAsync(append));
        await AppendAsync(Many(stream, 2));

        var again = await AppendAsync(append with { Expected = expected < 0 ? ExpectedVersion.Any : ExpectedVersion.Exactly(expected) });

        Assert.Equal(first with { Repeated = true }, again);
        await AssertVersionsAsync(stream, 3);
    }

    [Theory]
    [MemberData(nameof(Expectations))]
    public async Task So_do_several_events_together(int expected)
    {
        var stream = NewStream();
        var append = Many(stream, 3);
        var first = Assert.IsType<AppendOutcome.Appended>(await AppendAsync(append));

        var again = await AppendAsync(append with { Expected = expected < 0 ? ExpectedVersion.Any : ExpectedVersion.Exactly(expected) });

        Assert.Equal(first with { Repeated = true }, again);
        await AssertVersionsAsync(stream, 3);
    }

    [Fact]
    public async Task It_returns_the_first_result_of_a_stream_that_has_been_archived_since()
    {
        var append = One(NewStream());
        var first = Assert.IsType<AppendOutcome.Appended>(await AppendAsync(append));
        await Store.ArchiveStreamAsync(append.Stream, Stop);

        Assert.Equal(first with { Repeated = true }, await AppendAsync(append));
    }

    [Fact]
    public async Task A_hundred_at_once_on_two_nodes_are_stored_once()
    {
        var stream = NewStream();
        await AppendAsync(One(stream));
        var append = Many(stream, 2);
        var other = Node();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? Store : other).AppendAsync(append, Stop)));

        Assert.All(outcomes, o => Assert.Equal(3, Assert.IsType<AppendOutcome.Appended>(o).Version));
        Assert.Single(outcomes, o => o is AppendOutcome.Appended { Repeated: false });
        await AssertVersionsAsync(stream, 3);
    }

    [Fact]
    public async Task Waiting_together_it_is_stored_once()
    {
        var (busy, stream) = (NewStream(), NewStream());
        await AppendAsync(One(busy));
        await using var node = Node(Options with { Writers = 1 });
        var held = await HoldAsync(busy);
        var first = node.AppendAsync(One(busy), Stop);
        await UntilBlockedAsync(1);
        var append = One(stream);

        var waiting = Enumerable.Range(0, 5).Select(_ => node.AppendAsync(append, Stop)).ToList();
        await held.DisposeAsync();

        Assert.Equal([false, true, true, true, true], (await Task.WhenAll(waiting)).Select(o => Assert.IsType<AppendOutcome.Appended>(o).Repeated));
        await first;
        await AssertVersionsAsync(stream, 1);
    }

    [Fact]
    public async Task An_id_of_another_stream_is_taken()
    {
        var (stream, other) = (NewStream(), NewStream());
        var id = Guid.CreateVersion7();
        await AppendAsync(One(stream, id: id));

        Assert.Equal(new AppendOutcome.IdTaken(), await AppendAsync(One(other, id: id)));
        Assert.Empty(await ReadAsync(other));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_id_used_further_back_in_an_append_is_taken_too(bool inTheSameStream)
    {
        var (stream, other) = (NewStream(), NewStream());
        var taken = Tally.Event(new TallyEvent.Counted(1));
        await AppendAsync(One(stream) with { Events = [taken] });
        var append = One(inTheSameStream ? stream : other) with { Events = [Tally.Event(new TallyEvent.Counted(2)), taken] };

        Assert.Equal(new AppendOutcome.IdTaken(), await AppendAsync(append));
        await AssertVersionsAsync(stream, 1);
        Assert.Empty(await ReadAsync(other));
    }

    [Fact]
    public async Task Of_many_streams_that_want_one_id_at_once_one_gets_it()
    {
        var id = Guid.CreateVersion7();
        var other = Node();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? Store : other).AppendAsync(One(NewStream(), id: id), Stop)));

        Assert.Single(outcomes.OfType<AppendOutcome.Appended>());
        Assert.Equal(39, outcomes.OfType<AppendOutcome.IdTaken>().Count());
        Assert.Equal(1L, await ScalarAsync("select count(*) from mt_events where id = $1", id));
    }

    [Fact]
    public async Task Another_tenant_may_use_the_same_ids()
    {
        var north = One(NewStream());
        var south = north with { Stream = north.Stream with { Tenant = "south" } };

        Assert.Equal([1, 1], (await Task.WhenAll(AppendAsync(north), AppendAsync(south))).Select(o => ((AppendOutcome.Appended)o).Version));
        Assert.IsType<AppendOutcome.Appended>(await AppendAsync(south));
        await AssertVersionsAsync(north.Stream, 1);
        await AssertVersionsAsync(south.Stream, 1);
    }
}

[Collection(On15.Name)]
public sealed class RepeatingAnAppendOn15(Postgres15 postgres) : RepeatingAnAppend(postgres);

[Collection(On18.Name)]
public sealed class RepeatingAnAppendOn18(Postgres18 postgres) : RepeatingAnAppend(postgres);

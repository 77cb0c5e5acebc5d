using System.Globalization;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

public abstract class Appending(PostgresServer postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task The_first_event_of_a_stream_has_version_1()
    {
        var stream = NewStream();

        var outcome = Assert.IsType<AppendOutcome.Appended>(await AppendAsync(One(stream, ExpectedVersion.None)));

        Assert.Equal(1, outcome.Version);
        Assert.False(outcome.Repeated);
        Assert.Equal(outcome.At, Assert.Single(await ReadAsync(stream)).At);
    }

    [Fact]
    public async Task What_is_stored_is_what_was_appended()
    {
        var stream = NewStream();
        var id = Guid.CreateVersion7();

        await AppendAsync(One(stream, id: id, @event: new TallyEvent.Noted("ğ, \" and 😀")));

        var stored = Assert.Single(await ReadAsync(stream));
        Assert.Equal((stream, 1, id, "noted"), (stored.Stream, stored.Version, stored.Id, stored.Type));
        Assert.Equal(new TallyEvent.Noted("ğ, \" and 😀"), stored.Data);
    }

    [Fact]
    public async Task A_stream_remembers_what_kind_it_was_started_as()
    {
        var stream = NewStream();
        await AppendAsync(One(stream));

        await AppendAsync(One(stream) with { Type = "another" });

        Assert.Equal("tally", await ScalarAsync("select type from mt_streams where id = $1", stream.Id));
    }

    [Fact]
    public async Task A_stream_that_must_not_exist_and_does_is_a_conflict()
    {
        var stream = NewStream();
        await AppendAsync(Many(stream, 3));

        Assert.Equal(new AppendOutcome.Conflict(3), await AppendAsync(One(stream, ExpectedVersion.None)));
        await AssertVersionsAsync(stream, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_exact_version_is_followed_by_the_next(int events)
    {
        var stream = NewStream();
        await AppendAsync(Many(stream, 2));

        Assert.Equal(2 + events, await AppendedAsync(Many(stream, events, ExpectedVersion.Exactly(2))));
        await AssertVersionsAsync(stream, 2 + events);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(1, 3)]
    [InlineData(3, 3)]
    public async Task Another_version_than_expected_is_a_conflict_that_says_which_it_is(int expected, int events)
    {
        var stream = NewStream();
        await AppendAsync(Many(stream, 2));

        Assert.Equal(new AppendOutcome.Conflict(2), await AppendAsync(Many(stream, events, ExpectedVersion.Exactly(expected))));
        await AssertVersionsAsync(stream, 2);
    }

    [Fact]
    public async Task A_version_expected_of_a_stream_that_does_not_exist_is_a_conflict_at_0()
    {
        var stream = NewStream();

        Assert.Equal(new AppendOutcome.Conflict(0), await AppendAsync(One(stream, ExpectedVersion.Exactly(4))));
        Assert.Empty(await ReadAsync(stream));
    }

    [Fact]
    public async Task Any_version_takes_a_stream_that_exists_and_one_that_does_not()
    {
        var stream = NewStream();

        Assert.Equal(1, await AppendedAsync(One(stream, ExpectedVersion.Any)));
        Assert.Equal(2, await AppendedAsync(One(stream, ExpectedVersion.Any)));
        Assert.Equal(5, await AppendedAsync(Many(stream, 3, ExpectedVersion.Any)));
    }

    [Fact]
    public async Task Events_appended_together_are_stored_together_or_not_at_all()
    {
        var stream = NewStream();
        var good = Many(stream, 3);
        var bad = good with { Events = [good.Events[0], good.Events[1], new NewEvent(Guid.CreateVersion7(), "noted", "{\"text\":\"\\u0000\"}"u8.ToArray())] };

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => AppendAsync(bad));
        Assert.Empty(await ReadAsync(stream));

        Assert.Equal(3, await AppendedAsync(good));
        await AssertVersionsAsync(stream, 3);
        Assert.Single((await ReadAsync(stream)).Select(e => e.Transaction).Distinct());
    }

    [Fact]
    public async Task A_thousand_events_go_together()
    {
        var stream = NewStream();

        Assert.Equal(1_000, await AppendedAsync(Many(stream, 1_000, ExpectedVersion.None)));
        Assert.Equal(Enumerable.Range(1, 1_000), (await ReadAsync(stream)).Select(e => ((TallyEvent.Counted)e.Data).By));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task No_events_and_more_than_a_thousand_are_refused(int count) =>
        await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync(Many(NewStream(), count)));

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("north\"")]
    [InlineData("north,south")]
    [InlineData("{*}")]
    public async Task A_tenant_that_cannot_be_named_is_refused(string tenant) =>
        await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync(One(NewStream(tenant))));

    [Fact]
    public async Task An_event_without_name_or_content_is_refused()
    {
        var stream = NewStream();

        await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync(One(stream) with { Events = [default] }));
        await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync(One(stream) with { Events = [Tally.Event(new TallyEvent.Closed()), default] }));
        Assert.Equal(1, await AppendedAsync(One(stream)));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(null, 2)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(7, 1)]
    public async Task An_archived_stream_refuses_appends_and_can_be_read(int? expected, int events)
    {
        var stream = NewStream();
        await AppendAsync(One(stream));

        await Store.ArchiveStreamAsync(stream, Stop);

        Assert.Equal(
            new AppendOutcome.Archived(),
            await AppendAsync(Many(stream, events, expected is { } version ? ExpectedVersion.Exactly(version) : ExpectedVersion.Any)));
        await AssertVersionsAsync(stream, 1);
    }

    [Fact]
    public async Task The_documents_of_an_append_are_written_with_it()
    {
        var stream = NewStream();
        var other = Guid.CreateVersion7();

        await AppendAsync(Many(stream, 2) with { Documents = [Sum(stream.Id, 3), Sum(other, 9)] });

        Assert.Equal((2, 3), await SumAsync(stream.Id));
        Assert.Equal((2, 9), await SumAsync(other));
    }

    [Fact]
    public async Task A_later_append_replaces_the_document()
    {
        var stream = NewStream();
        await AppendAsync(One(stream) with { Documents = [Sum(stream.Id, 1)] });

        await AppendAsync(One(stream) with { Documents = [Sum(stream.Id, 2)] });

        Assert.Equal((2, 2), await SumAsync(stream.Id));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    public async Task So_does_one_that_names_the_version(int events, int documents)
    {
        var stream = NewStream();
        List<Guid> ids = [.. Enumerable.Range(0, documents).Select(_ => Guid.CreateVersion7())];
        await AppendAsync(One(stream) with { Documents = [.. ids.Select(id => Sum(id, 1))] });

        await AppendAsync(Many(stream, events, ExpectedVersion.Exactly(1)) with { Documents = [.. ids.Select(id => Sum(id, 2))] });

        Assert.All(await Task.WhenAll(ids.Select(SumAsync)), d => Assert.Equal((1 + events, 2), d));
    }

    [Fact]
    public async Task The_documents_of_an_append_that_is_not_stored_are_not_written()
    {
        var stream = NewStream();
        var id = Guid.CreateVersion7();
        await AppendAsync(One(stream, id: id) with { Documents = [Sum(stream.Id, 1)] });

        Assert.IsType<AppendOutcome.Conflict>(await AppendAsync(One(stream, ExpectedVersion.None) with { Documents = [Sum(stream.Id, 2)] }));
        Assert.IsType<AppendOutcome.Conflict>(await AppendAsync(One(stream, ExpectedVersion.Exactly(5)) with { Documents = [Sum(stream.Id, 3)] }));
        Assert.IsType<AppendOutcome.Appended>(await AppendAsync(One(stream, id: id) with { Documents = [Sum(stream.Id, 4)] }));
        await Store.ArchiveStreamAsync(stream, Stop);
        Assert.IsType<AppendOutcome.Archived>(await AppendAsync(One(stream) with { Documents = [Sum(stream.Id, 5)] }));

        Assert.Equal((1, 1), await SumAsync(stream.Id));
    }

    [Fact]
    public async Task An_append_that_is_cancelled_before_it_is_sent_writes_nothing()
    {
        var stream = NewStream();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.AppendAsync(One(stream), cancelled.Token));

        Assert.Equal(1, await AppendedAsync(One(stream)));
    }

    private static NewDocument Sum(Guid id, int sum) =>
        new("sum", id, System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"sum":{{sum}},"events":0,"isClosed":false}""")));

    private async Task<(long Version, int Sum)?> SumAsync(Guid id) =>
        await Store.Documents.FindAsync(Tenant, "sum", id, TallyJson.Default.TallyState, Stop) is { } document ? (document.Version, document.Data.Sum) : null;
}

[Collection(On15.Name)]
public sealed class AppendingOn15(Postgres15 postgres) : Appending(postgres);

[Collection(On18.Name)]
public sealed class AppendingOn18(Postgres18 postgres) : Appending(postgres);

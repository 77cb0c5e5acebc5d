using System.Text.Json;
using Npgsql;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

/// <summary>Appends that wait for the one writer travel together, each with an outcome of its own.</summary>
public abstract class SharingABatch(PostgresServer postgres) : StoreTest(postgres)
{
    private readonly StreamKey _busy = NewStream();
    // Batches form while its only writer is held up.
    private PostgresEventStore OneWriter { get; set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await AppendedAsync(One(_busy));
        OneWriter = Node(Options with { Writers = 1 });
    }

    [Fact]
    public async Task They_are_one_transaction()
    {
        var streams = Enumerable.Range(0, 10).Select(_ => NewStream()).ToList();

        await TogetherAsync([.. streams.Select(s => One(s))]);

        Assert.Equal(1L, await ScalarAsync("select count(distinct transaction_id) from mt_events where stream_id = any ($1)", streams.Select(s => s.Id).ToArray()));
    }

    [Fact]
    public async Task One_that_the_database_refuses_fails_alone()
    {
        var (before, bad, after) = (NewStream(), NewStream(), NewStream());
        var unstorable = new NewEvent(Guid.CreateVersion7(), "noted", "{\"text\":\"\\u0000\"}"u8.ToArray());

        var tasks = await SettledTogetherAsync([One(before), One(bad) with { Events = [unstorable] }, One(bad), One(after)]);

        Assert.IsType<PostgresException>(tasks[1].Exception?.InnerException);
        var versions = await Task.WhenAll(VersionAsync(tasks[0]), VersionAsync(tasks[2]), VersionAsync(tasks[3]));
        Assert.Equal([1, 1, 1], versions);
        await AssertVersionsAsync(bad, 1);
    }

    [Fact]
    public async Task One_that_cannot_even_be_sent_fails_alone()
    {
        var (before, bad, after) = (NewStream(), NewStream(), NewStream());

        var tasks = await SettledTogetherAsync([One(before), One(bad) with { Events = [new(Guid.CreateVersion7(), "\ud800", "{}"u8.ToArray())] }, One(after)]);

        Assert.True(tasks[1].IsFaulted);
        var versions = await Task.WhenAll(VersionAsync(tasks[0]), VersionAsync(tasks[2]));
        Assert.Equal([1, 1], versions);
        Assert.Empty(await ReadAsync(bad));
    }

    [Fact]
    public async Task A_document_that_the_database_refuses_fails_its_append_alone()
    {
        var (good, bad) = (NewStream(), NewStream());

        var tasks = await SettledTogetherAsync([One(good), One(bad) with { Documents = [new("sum", bad.Id, "not JSON"u8.ToArray())] }]);

        Assert.Equal(1, await VersionAsync(tasks[0]));
        Assert.IsType<PostgresException>(tasks[1].Exception?.InnerException);
        Assert.Empty(await ReadAsync(bad));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_has_its_own_events_and_documents(bool namesVersions)
    {
        var streams = Enumerable.Range(0, 5).Select(_ => NewStream()).ToList();
        await Task.WhenAll(streams.Select(s => AppendedAsync(One(s))));
        // As many events as its place, and one document less.
        var appends = streams.Select((stream, i) => new Append(
            stream, "tally", namesVersions ? ExpectedVersion.Exactly(1) : ExpectedVersion.Any,
            [.. Enumerable.Range(1, i + 1).Select(n => Tally.Event(new TallyEvent.Counted(i * 10 + n)))],
            [.. Enumerable.Range(1, i).Select(n => new NewDocument($"sum-{n}", stream.Id, JsonSerializer.SerializeToUtf8Bytes(i * 10 + n, TallyJson.Default.Int32)))])).ToList();

        await TogetherAsync(appends);

        Assert.Equal(1L, await ScalarAsync("select count(distinct transaction_id) from mt_events where version > 1 and stream_id = any ($1)", streams.Select(s => s.Id).ToArray()));
        for (var i = 0; i < streams.Count; i++)
        {
            Assert.Equal(Enumerable.Range(1, i + 1).Select(n => i * 10 + n), (await ReadAsync(streams[i])).Skip(1).Select(e => ((TallyEvent.Counted)e.Data).By));
            await AssertVersionsAsync(streams[i], i + 2);
            for (var n = 1; n <= i + 1; n++)
            {
                var document = await Store.Documents.FindAsync(streams[i].Tenant, $"sum-{n}", streams[i].Id, TallyJson.Default.Int32, Stop);
                Assert.Equal(n <= i ? (i + 2, i * 10 + n) : null, document is { } found ? ((long, int)?)(found.Version, found.Data) : null);
            }
        }
    }

    [Fact]
    public async Task A_conflict_is_the_loss_of_one_only()
    {
        var (before, existing, after) = (NewStream(), NewStream(), NewStream());
        await AppendedAsync(Many(existing, 4));

        var outcomes = await TogetherAsync([One(before), One(existing, ExpectedVersion.Exactly(3)), One(after)]);

        Assert.IsType<AppendOutcome.Appended>(outcomes[0]);
        Assert.Equal(new AppendOutcome.Conflict(4), outcomes[1]);
        Assert.IsType<AppendOutcome.Appended>(outcomes[2]);
    }

    [Fact]
    public async Task Appends_of_one_stream_keep_their_order_among_others()
    {
        var (stream, other) = (NewStream(), NewStream());

        var outcomes = await TogetherAsync(
            [Many(stream, 2, ExpectedVersion.None), One(other), Many(stream, 3, ExpectedVersion.Exactly(2)), One(stream), One(other, ExpectedVersion.Exactly(1))]);

        Assert.Equal([2, 1, 5, 6, 2], outcomes.Select(o => Assert.IsType<AppendOutcome.Appended>(o).Version));
    }

    [Fact]
    public async Task One_that_takes_any_version_succeeds_behind_one_that_meets_a_conflict()
    {
        var stream = NewStream();
        await AppendedAsync(One(stream));

        var outcomes = await TogetherAsync([One(stream, ExpectedVersion.None), One(stream), One(stream, ExpectedVersion.Exactly(9))]);

        Assert.IsType<AppendOutcome.Conflict>(outcomes[0]);
        Assert.Equal(2, Assert.IsType<AppendOutcome.Appended>(outcomes[1]).Version);
        Assert.Equal(new AppendOutcome.Conflict(2), outcomes[2]);
    }

    [Fact]
    public async Task A_repeated_append_does_not_keep_the_next_from_being_stored()
    {
        var stream = NewStream();
        var first = One(stream);
        await AppendedAsync(first);

        var outcomes = await TogetherAsync([first, One(stream), Many(stream, 2), first]);

        Assert.Equal([(1, true), (2, false), (4, false), (1, true)], outcomes.Cast<AppendOutcome.Appended>().Select(a => (a.Version, a.Repeated)));
        await AssertVersionsAsync(stream, 4);
    }

    [Fact]
    public async Task Two_that_share_an_id_further_back_are_told_apart()
    {
        var (one, other) = (NewStream(), NewStream());
        var shared = Tally.Event(new TallyEvent.Closed());

        var outcomes = await TogetherAsync(
            [One(one) with { Events = [Tally.Event(new TallyEvent.Counted(1)), shared] }, One(other) with { Events = [Tally.Event(new TallyEvent.Counted(1)), shared] }]);

        Assert.Equal(2, Assert.IsType<AppendOutcome.Appended>(outcomes[0]).Version);
        Assert.IsType<AppendOutcome.IdTaken>(outcomes[1]);
    }

    [Fact]
    public async Task One_that_is_cancelled_while_it_waits_is_not_stored()
    {
        var (stream, other) = (NewStream(), NewStream());
        using var cancelled = new CancellationTokenSource();
        var held = await HoldAsync(_busy);
        var first = OneWriter.AppendAsync(One(_busy), Stop);
        await UntilBlockedAsync(1);
        var waiting = OneWriter.AppendAsync(One(stream), cancelled.Token);
        var next = OneWriter.AppendAsync(One(other), Stop);

        await cancelled.CancelAsync();
        await held.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.IsType<AppendOutcome.Appended>(await next);
        await first;
        Assert.Empty(await ReadAsync(stream));
    }

    [Fact]
    public async Task Disposing_waits_for_what_was_accepted_and_refuses_more()
    {
        var stream = NewStream();
        var held = await HoldAsync(_busy);
        var accepted = new List<Task<AppendOutcome>> { OneWriter.AppendAsync(One(_busy), Stop) };
        await UntilBlockedAsync(1);
        accepted.AddRange(Enumerable.Range(0, 50).Select(_ => OneWriter.AppendAsync(One(stream), Stop)));

        var disposing = OneWriter.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        Assert.Throws<ObjectDisposedException>(() => { _ = OneWriter.AppendAsync(One(stream), Stop); });
        await held.DisposeAsync();
        await disposing.WaitAsync(Deadline, Stop);

        Assert.All(await Task.WhenAll(accepted), a => Assert.IsType<AppendOutcome.Appended>(a));
        await AssertVersionsAsync(stream, 50);
    }

    [Fact]
    public async Task More_than_one_batch_holds_are_all_stored()
    {
        var streams = Enumerable.Range(0, 7).Select(_ => NewStream()).ToList();

        var outcomes = await TogetherAsync([.. streams.Select(s => Many(s, 600)), .. streams.Select(s => Many(s, 600))]);

        Assert.Equal([.. Enumerable.Repeat(600L, 7), .. Enumerable.Repeat(1_200L, 7)], outcomes.Select(o => ((AppendOutcome.Appended)o).Version));
    }

    private static async Task<long> VersionAsync(Task<AppendOutcome> append) => Assert.IsType<AppendOutcome.Appended>(await append).Version;

    private async Task<AppendOutcome[]> TogetherAsync(IReadOnlyList<Append> appends) => await Task.WhenAll(await SettledTogetherAsync(appends));

    private async Task<List<Task<AppendOutcome>>> SettledTogetherAsync(IReadOnlyList<Append> appends)
    {
        var held = await HoldAsync(_busy);
        var first = OneWriter.AppendAsync(One(_busy), Stop);
        await UntilBlockedAsync(1);
        var waiting = appends.Select(a => OneWriter.AppendAsync(a, Stop)).ToList();
        Assert.All(waiting, w => Assert.False(w.IsCompleted));
        await held.DisposeAsync();
        await first;
        await Task.WhenAll(waiting).WaitAsync(Deadline, Stop).ContinueWith(_ => { }, Stop, TaskContinuationOptions.None, TaskScheduler.Default);
        Assert.All(waiting, w => Assert.True(w.IsCompleted));
        return waiting;
    }
}

[Collection(On15.Name)]
public sealed class SharingABatchOn15(Postgres15 postgres) : SharingABatch(postgres);

[Collection(On18.Name)]
public sealed class SharingABatchOn18(Postgres18 postgres) : SharingABatch(postgres);

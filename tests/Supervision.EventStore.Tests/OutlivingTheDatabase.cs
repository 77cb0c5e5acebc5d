using System.Collections.Concurrent;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

/// <summary>The database goes away and comes back while sixteen writers write.</summary>
public abstract class OutlivingTheDatabase(PostgresServer postgres) : StoreTest(postgres)
{
    [Fact]
    public Task A_restart_loses_nothing_and_doubles_nothing() => WhileWritingAsync(Postgres.RestartAsync);

    [Fact]
    public Task A_power_cut_loses_nothing_and_doubles_nothing() => WhileWritingAsync(Postgres.CutPowerAsync);

    [Fact]
    public Task Connections_that_are_cut_lose_nothing_and_double_nothing() => WhileWritingAsync(async () =>
    {
        for (var i = 0; i < 20; i++)
        {
            await ScalarAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        }
    });

    [Fact]
    public async Task One_that_waits_longer_than_the_patience_fails()
    {
        await using var node = Node(Options with { ConnectionString = ConnectionString + ";Port=1", Patience = TimeSpan.FromMilliseconds(200) });

        await Assert.ThrowsAsync<Npgsql.NpgsqlException>(() => node.AppendAsync(One(NewStream()), Stop));
    }

    private async Task WhileWritingAsync(Func<Task> disturb)
    {
        var streams = Enumerable.Range(0, 16).Select(_ => NewStream()).ToList();
        var acknowledged = new ConcurrentBag<(StreamKey Stream, long Version, Guid Id)>();
        var written = 0;
        using var enough = new CancellationTokenSource();
        var writers = streams.Select(async (own, i) =>
        {
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                // Every other append goes to a stream that all write.
                var append = n % 2 == 0 ? One(own) : Many(streams[0], 2);
                var outcome = Assert.IsType<AppendOutcome.Appended>(await Store.AppendAsync(append, Stop));
                acknowledged.Add((append.Stream, outcome.Version, append.Events[^1].Id));
                Interlocked.Increment(ref written);
            }
        }).ToList();
        await UntilWrittenAsync(200);

        await disturb();

        await UntilWrittenAsync(written + 200);
        await enough.CancelAsync();
        await Task.WhenAll(writers).WaitAsync(Deadline, Stop);
        var stored = new List<(StreamKey, long, Guid)>();
        foreach (var stream in streams)
        {
            var events = await ReadAsync(stream);
            await AssertVersionsAsync(stream, events.Count);
            // Of an append of two the second is acknowledged.
            stored.AddRange(events.Where((e, i) => stream != streams[0] || acknowledged.Any(a => a.Id == e.Id)).Select(e => (e.Stream, e.Version, e.Id)));
        }

        Assert.Equal(stored.OrderBy(s => s.Item3), acknowledged.OrderBy(a => a.Id));
        Assert.Equal(acknowledged.Count, acknowledged.Select(a => (a.Stream, a.Version)).Distinct().Count());

        async Task UntilWrittenAsync(int count) => await UntilAsync(async () =>
        {
            await Task.WhenAny(writers.Append(Task.Delay(5, Stop)));
            Assert.DoesNotContain(writers, w => w.IsFaulted);
            return written >= count;
        });
    }
}

[Collection(On15.Name)]
public sealed class OutlivingTheDatabaseOn15(Postgres15 postgres) : OutlivingTheDatabase(postgres);

[Collection(On18.Name)]
public sealed class OutlivingTheDatabaseOn18(Postgres18 postgres) : OutlivingTheDatabase(postgres);

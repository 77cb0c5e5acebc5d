using Supervision.EventStore.Reading;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

/// <summary>A dump brings along the transaction ids of the cluster it came from, which may be far ahead of those of the new one.</summary>
public abstract class RestoringADump(PostgresServer postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task What_is_appended_afterwards_is_read_after_what_was_restored()
    {
        var stream = NewStream();
        await AppendedAsync(Many(stream, 3));
        await ScalarAsync("update mt_events set transaction_id = '9000000000'");
        await ScalarAsync("insert into mt_event_progression (name, last_seq_id, horizon, upper) values ('sums:1', 0, '9000000001', '9000000001')");

        await Store.MigrateAsync(Stop);
        await AppendedAsync(Many(stream, 2));
        var read = await ReadAllAsync(LogPosition.Start);

        Assert.Equal([1, 2, 3, 4, 5], read.Select(@event => @event.Version));
        Assert.Equal(0L, await ScalarAsync("select count(*) from mt_event_progression"));
    }

    [Fact]
    public async Task A_database_that_was_not_restored_is_left_as_it_is()
    {
        await AppendedAsync(Many(NewStream(), 3));
        var before = await ScalarAsync("select min(transaction_id::text) from mt_events");

        await Store.MigrateAsync(Stop);

        Assert.Equal(before, await ScalarAsync("select min(transaction_id::text) from mt_events"));
    }

    private async Task<List<Events.StoredEvent>> ReadAllAsync(LogPosition from)
    {
        var all = new List<Events.StoredEvent>();
        await foreach (var page in Store.ReadAllAsync(from, 100, Stop))
        {
            all.AddRange(page.Events);
        }

        return all;
    }
}

[Collection(On15.Name)]
public sealed class RestoringADumpOn15(Postgres15 postgres) : RestoringADump(postgres);

[Collection(On18.Name)]
public sealed class RestoringADumpOn18(Postgres18 postgres) : RestoringADump(postgres);

using System.Text.Json;
using Npgsql;
using Supervision.Benchmarks.Measuring;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Reading;

namespace Supervision.Benchmarks.Store;

/// <summary>A stream of 1,000 events read and folded. The floor selects type and data by a prepared statement, deserialises and folds.</summary>
internal static class FoldBenchmark
{
    private const int Events = 1_000;

    public static async Task RunAsync(IReadOnlyList<string> options)
    {
        var (rounds, folds) = options.Contains("--quick") ? (15, 50) : (61, 100);
        await using var database = await StoreDatabase.StartAsync(options);
        var streams = await database.SeedAsync(20, Events);
        await using var connection = await database.Raw.OpenConnectionAsync();
        await using var select = new NpgsqlCommand("select type, data from floor_events where tenant_id = $1 and stream_id = $2 order by version", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = StoreDatabase.Tenant }, new NpgsqlParameter<Guid>() },
        };
        await select.PrepareAsync();

        var table = new Table("fold", "events/s", "floor", "ratio");
        await Rounds.CompareAsync(table, "1,000 events", rounds, () => EachAsync(OursAsync), () => EachAsync(FloorAsync));
        table.Print();

        async Task<int> EachAsync(Func<Guid, Task<int>> fold)
        {
            var done = 0;
            for (var i = 0; i < folds; i++)
            {
                done += await fold(streams[i % streams.Length]);
            }

            return done;
        }

        async Task<int> OursAsync(Guid stream)
        {
            var (state, _) = await database.Store.AggregateStreamAsync<Counter, Counted>(
                new StreamKey(StoreDatabase.Tenant, stream), StreamPart.Whole, Counter.Initial, Counter.Evolve, CancellationToken.None);
            return state.Events;
        }

        async Task<int> FloorAsync(Guid stream)
        {
            ((NpgsqlParameter<Guid>)select.Parameters[1]).TypedValue = stream;
            await using var reader = await select.ExecuteReaderAsync();
            var state = Counter.Initial;
            while (await reader.ReadAsync())
            {
                state = reader.GetString(0) switch
                {
                    "counted" => Counter.Evolve(state, JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(1), CounterJson.Default.Counted)!),
                    var type => throw new InvalidOperationException(type),
                };
            }

            return state.Events;
        }
    }
}

using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Supervision.Benchmarks.Measuring;
using Supervision.EventStore.Appending;

namespace Supervision.Benchmarks.Store;

/// <summary>
/// Appends of one event, each writer to a stream of its own and waiting for each acknowledgement. The floor inserts the
/// same event into a table of the same shape with a prepared statement on a connection of each writer's own, and commits:
/// no stream row, no version check, no scope.
/// </summary>
internal static class AppendBenchmark
{
    private static readonly byte[] Json = Counter.Types.Encode(new Counted(1, Counter.Note));

    public static async Task RunAsync(IReadOnlyList<string> options)
    {
        var (rounds, seconds) = options.Contains("--quick") ? (3, 1.0) : (9, 2.0);
        await using var database = await StoreDatabase.StartAsync(options);
        var table = new Table(
            "append", "events/s", "floor", "ratio", "p50 ms", "floor", "ratio", "p99 ms", "floor", "ratio");
        foreach (var writers in (int[])[1, 16, 32])
        {
            var ours = Enumerable.Range(0, writers).Select(_ => OursAsync(database)).ToArray();
            var floors = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => FloorWriter.OpenAsync(database)));
            var floor = floors.Select(f => (Func<Task>)f.InsertAsync).ToArray();
            await Warmth.UntilQuietAsync(async () =>
            {
                await MeasureAsync(ours, 0.1);
                await MeasureAsync(floor, 0.1);
            });

            var results = new List<(Result Ours, Result Floor)>();
            for (var round = 0; round < rounds; round++)
            {
                // Whoever goes second meets fuller tables; they take turns.
                var first = await MeasureAsync(round % 2 == 0 ? ours : floor, seconds);
                var second = await MeasureAsync(round % 2 == 0 ? floor : ours, seconds);
                results.Add(round % 2 == 0 ? (first, second) : (second, first));
            }

            table.Add(
            [
                $"{writers} writer{(writers == 1 ? "" : "s")}",
                .. Cells(results, r => r.Throughput, "0"), .. Cells(results, r => r.Median, "0.000"), .. Cells(results, r => r.Slow, "0.00"),
            ]);
            foreach (var writer in floors)
            {
                await writer.DisposeAsync();
            }
        }

        table.Print();
    }

    private static string[] Cells(List<(Result Ours, Result Floor)> results, Func<Result, double> value, string format) =>
    [
        Table.Spread(results.Select(r => value(r.Ours)), format),
        Table.Spread(results.Select(r => value(r.Floor)), format),
        Table.Spread(results.Select(r => value(r.Ours) / value(r.Floor))),
    ];

    private static Func<Task> OursAsync(StoreDatabase database)
    {
        var (stream, version) = (new StreamKey(StoreDatabase.Tenant, Guid.CreateVersion7()), 0L);
        return async () =>
        {
            var outcome = await database.Store.AppendAsync(
                new(stream, "counter", ExpectedVersion.Exactly(version), [new(Guid.CreateVersion7(), "counted", Json)], []), CancellationToken.None);
            version = ((AppendOutcome.Appended)outcome).Version;
        };
    }

    private static async Task<Result> MeasureAsync(Func<Task>[] writers, double seconds)
    {
        var latencies = new List<double>[writers.Length];
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(writers.Select((write, i) => Task.Run(async () =>
        {
            var own = latencies[i] = new(10_000);
            while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds)
            {
                var sent = Stopwatch.GetTimestamp();
                await write();
                own.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var all = latencies.SelectMany(l => l).Order().ToList();
        return new(all.Count / elapsed, all[all.Count / 2], all[Math.Min(all.Count - 1, (int)(all.Count * 0.99))]);
    }

    private readonly record struct Result(double Throughput, double Median, double Slow);

    private sealed class FloorWriter : IAsyncDisposable
    {
        private readonly NpgsqlConnection _connection;
        private readonly NpgsqlCommand _insert;
        private readonly NpgsqlParameter<Guid> _id = new();
        private readonly NpgsqlParameter<long> _version = new();

        private FloorWriter(NpgsqlConnection connection)
        {
            _connection = connection;
            _insert = new("insert into floor_events (id, stream_id, version, data, type, tenant_id) values ($1, $2, $3, $4, $5, $6)", connection)
            {
                Parameters =
                {
                    _id,
                    new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() },
                    _version,
                    new NpgsqlParameter<byte[]> { TypedValue = Json, NpgsqlDbType = NpgsqlDbType.Jsonb },
                    new NpgsqlParameter<string> { TypedValue = "counted", NpgsqlDbType = NpgsqlDbType.Varchar },
                    new NpgsqlParameter<string> { TypedValue = StoreDatabase.Tenant, NpgsqlDbType = NpgsqlDbType.Varchar },
                },
            };
        }

        public static async Task<FloorWriter> OpenAsync(StoreDatabase database)
        {
            var writer = new FloorWriter(await database.Raw.OpenConnectionAsync());
            await writer._insert.PrepareAsync();
            return writer;
        }

        public Task<int> InsertAsync()
        {
            _id.TypedValue = Guid.CreateVersion7();
            _version.TypedValue++;
            return _insert.ExecuteNonQueryAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _insert.DisposeAsync();
            await _connection.DisposeAsync();
        }
    }
}

using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Supervision.Benchmarks.Measuring;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Deciding;

namespace Supervision.Benchmarks.Store;

/// <summary>
/// Load, decide, append with an inline snapshot. The floor selects the snapshot, decides, and sends the event, the stream's
/// new version and the snapshot in one transaction and one round trip; all prepared, a connection to each worker.
/// Cold: the stream is not in memory. Warm: it is, as in a room that is at work.
/// </summary>
internal static class DecideBenchmark
{
    public static async Task RunAsync(IReadOnlyList<string> options)
    {
        var (rounds, commands) = options.Contains("--quick") ? (3, 400) : (11, 1_600);
        await using var database = await StoreDatabase.StartAsync(options);
        var streams = await database.SeedAsync(2_000, 10);
        await using var forgetful = database.Node(cachedStreams: 1);
        var (cold, warm) = (forgetful.DeciderOf(Counter.Aggregate), database.Node(10_000).DeciderOf(Counter.Aggregate));
        var table = new Table("decide", "commands/s", "floor", "ratio");
        foreach (var workers in (int[])[1, 16])
        {
            var floors = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => FloorWorker.OpenAsync(database)));
            foreach (var (name, decider) in new[] { ("cold", cold), ("warm", warm) })
            {
                var next = 0;
                await Rounds.CompareAsync(
                    table, $"{name}, {workers} at once", rounds,
                    () => EachAsync((_, stream) => OursAsync(decider, stream)),
                    () => EachAsync((worker, stream) => floors[worker].ExecuteAsync(stream)));

                async Task<int> EachAsync(Func<int, Guid, Task> execute)
                {
                    // Workers never meet on a stream, and no stream comes twice in a row.
                    var start = next += commands;
                    await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
                    {
                        for (var i = worker; i < commands; i += workers)
                        {
                            await execute(worker, streams[(start + i) % streams.Length]);
                        }
                    })));
                    return commands;
                }
            }

            foreach (var worker in floors)
            {
                await worker.DisposeAsync();
            }
        }

        table.Print();
    }

    private static async Task OursAsync(Decider<Counter, int, Counted> decider, Guid stream)
    {
        var outcome = await decider.ExecuteAsync(new StreamKey(StoreDatabase.Tenant, stream), Guid.CreateVersion7(), 1, CancellationToken.None);
        if (outcome is not Outcome.Accepted)
        {
            throw new InvalidOperationException($"{outcome}");
        }
    }

    private sealed class FloorWorker : IAsyncDisposable
    {
        private readonly NpgsqlConnection _connection;
        private readonly NpgsqlCommand _select;
        private readonly NpgsqlBatch _write;

        private FloorWorker(NpgsqlConnection connection)
        {
            _connection = connection;
            _select = new("select version, data from floor_documents where tenant_id = $1 and kind = 'counter' and build = 1 and id = $2", connection)
            {
                Parameters = { Text(StoreDatabase.Tenant), new NpgsqlParameter<Guid>() },
            };
            _write = new(connection)
            {
                BatchCommands =
                {
                    new("update floor_streams set version = $3 + 1, timestamp = now() where tenant_id = $1 and id = $2 and version = $3")
                    {
                        Parameters = { Text(StoreDatabase.Tenant), new NpgsqlParameter<Guid>(), new NpgsqlParameter<long>() },
                    },
                    new("insert into floor_events (id, stream_id, version, data, type, tenant_id) values ($1, $2, $3, $4, $5, $6)")
                    {
                        Parameters = { new NpgsqlParameter<Guid>(), new NpgsqlParameter<Guid>(), new NpgsqlParameter<long>(), Jsonb(), Text("counted"), Text(StoreDatabase.Tenant) },
                    },
                    new(
                        """
                        insert into floor_documents (tenant_id, kind, id, version, data) values ($1, 'counter', $2, $3, $4)
                        on conflict (tenant_id, kind, build, id) do update set version = excluded.version, data = excluded.data, modified = now()
                        """)
                    {
                        Parameters = { Text(StoreDatabase.Tenant), new NpgsqlParameter<Guid>(), new NpgsqlParameter<long>(), Jsonb() },
                    },
                },
            };
        }

        public static async Task<FloorWorker> OpenAsync(StoreDatabase database)
        {
            var worker = new FloorWorker(await database.Raw.OpenConnectionAsync());
            await worker._select.PrepareAsync();
            await worker._write.PrepareAsync();
            return worker;
        }

        public async Task ExecuteAsync(Guid stream)
        {
            Set(_select.Parameters, 1, stream);
            Counter state;
            long version;
            await using (var reader = await _select.ExecuteReaderAsync())
            {
                await reader.ReadAsync();
                (version, state) = (reader.GetInt64(0), JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(1), CounterJson.Default.Counter)!);
            }

            var counted = Counter.Decide(state, 1).Events[0];
            var (update, insert, upsert) = (_write.BatchCommands[0].Parameters, _write.BatchCommands[1].Parameters, _write.BatchCommands[2].Parameters);
            Set(update, 1, stream);
            Set(update, 2, version);
            Set(insert, 0, Guid.CreateVersion7());
            Set(insert, 1, stream);
            Set(insert, 2, version + 1);
            Set(insert, 3, JsonSerializer.SerializeToUtf8Bytes(counted, CounterJson.Default.Counted));
            Set(upsert, 1, stream);
            Set(upsert, 2, version + 1);
            Set(upsert, 3, JsonSerializer.SerializeToUtf8Bytes(Counter.Evolve(state, counted), CounterJson.Default.Counter));
            await _write.ExecuteNonQueryAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _write.DisposeAsync();
            await _select.DisposeAsync();
            await _connection.DisposeAsync();
        }

        private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Varchar };

        private static NpgsqlParameter<byte[]> Jsonb() => new() { NpgsqlDbType = NpgsqlDbType.Jsonb, TypedValue = "{}"u8.ToArray() };

        private static void Set<T>(NpgsqlParameterCollection parameters, int index, T value) => ((NpgsqlParameter<T>)parameters[index]).TypedValue = value;
    }
}

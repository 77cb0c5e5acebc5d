using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Supervision.Benchmarks.Measuring;
using Supervision.EventStore;
using Supervision.EventStore.Projecting;

namespace Supervision.Benchmarks.Store;

/// <summary>
/// A document for each of 2,000 streams made of 200,000 events. The floor is the same loop by hand: events streamed over one
/// connection by a prepared statement, folded in memory, and every 1,000 of them the changed documents and the position
/// written over another connection in one transaction.
/// </summary>
internal static class RebuildBenchmark
{
    private const int PageSize = 1_000;

    public static async Task RunAsync(IReadOnlyList<string> options)
    {
        var (rounds, streams) = options.Contains("--quick") ? (3, 300) : (5, 2_000);
        await using var database = await StoreDatabase.StartAsync(options);
        await database.SeedAsync(streams, 100);
        var events = streams * 100;
        var last = await LastAsync(database.Raw);
        var table = new Table("rebuild", "events/s", "floor", "ratio");
        var build = 0;
        await Rounds.CompareAsync(table, $"{events} events", rounds, () => OursAsync($"ours_{++build}"), () => FloorAsync($"floor_{++build}"));
        table.Print();

        async Task<int> OursAsync(string name)
        {
            var applied = 0;
            var projection = new DocumentProjection<Counter>(
                name,
                static e => e.Stream.Id,
                (state, e) =>
                {
                    applied++;
                    return Counter.Evolve(state ?? Counter.Initial, (Counted)e.Data);
                },
                CounterJson.Default.Counter);
            var runner = database.Store.RunnerOf([projection]);
            using var stop = new CancellationTokenSource();
            var running = Task.Run(() => runner.RunAsync(stop.Token));
            // The last page is in the database when the position is past its last event. That it was a window's last is not stored.
            while (applied < events || !(await runner.StatesAsync(CancellationToken.None)).Any(s => s.Name == name && (s.Position.Sequence == last || s.Position is { IsInWindow: false, Horizon: > 0 })))
            {
                await Task.Delay(2);
            }

            var done = applied;
            await stop.CancelAsync();
            await running;
            return done;
        }

        async Task<int> FloorAsync(string name)
        {
            await using var reading = await database.Raw.OpenConnectionAsync();
            await using var writing = await database.Raw.OpenConnectionAsync();
            await using var select = new NpgsqlCommand("select seq_id, stream_id, version, type, data from floor_events where seq_id > $1 order by seq_id", reading)
            {
                Parameters = { new NpgsqlParameter<long> { TypedValue = 0 } },
            };
            await select.PrepareAsync();
            await using var write = new NpgsqlBatch(writing)
            {
                BatchCommands =
                {
                    new(
                        """
                        insert into floor_documents (tenant_id, kind, id, version, data)
                        select $1, $2, u.id, u.version, u.data from unnest($3, $4, $5) as u(id, version, data)
                        on conflict (tenant_id, kind, build, id) do update set version = excluded.version, data = excluded.data, modified = now()
                        """)
                    {
                        Parameters =
                        {
                            new NpgsqlParameter<string> { TypedValue = StoreDatabase.Tenant, NpgsqlDbType = NpgsqlDbType.Varchar },
                            new NpgsqlParameter<string> { TypedValue = name, NpgsqlDbType = NpgsqlDbType.Varchar },
                            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
                        },
                    },
                    new("insert into mt_event_progression (name, last_seq_id) values ($1, $2) on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = now()")
                    {
                        Parameters = { new NpgsqlParameter<string> { TypedValue = name }, new NpgsqlParameter<long>() },
                    },
                },
            };
            await write.PrepareAsync();

            var (documents, changed) = (new Dictionary<Guid, Counter>(), new Dictionary<Guid, long>());
            var (done, read) = (0, 0L);
            await using var reader = await select.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                read = reader.GetInt64(0);
                var stream = reader.GetGuid(1);
                var counted = reader.GetString(3) switch
                {
                    "counted" => JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(4), CounterJson.Default.Counted)!,
                    var type => throw new InvalidOperationException(type),
                };
                documents[stream] = Counter.Evolve(documents.GetValueOrDefault(stream, Counter.Initial), counted);
                changed[stream] = reader.GetInt64(2);
                if (++done % PageSize == 0)
                {
                    await WriteAsync();
                }
            }

            await WriteAsync();
            return done;

            async Task WriteAsync()
            {
                var parameters = write.BatchCommands[0].Parameters;
                parameters[2].Value = changed.Keys.ToArray();
                parameters[3].Value = changed.Values.ToArray();
                parameters[4].Value = changed.Keys.Select(id => JsonSerializer.SerializeToUtf8Bytes(documents[id], CounterJson.Default.Counter)).ToArray();
                ((NpgsqlParameter<long>)write.BatchCommands[1].Parameters[1]).TypedValue = read;
                await write.ExecuteNonQueryAsync();
                changed.Clear();
            }
        }
    }

    private static async Task<long> LastAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Everyone);
        batch.BatchCommands.Add(new("select max(seq_id) from mt_events"));
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0);
    }
}

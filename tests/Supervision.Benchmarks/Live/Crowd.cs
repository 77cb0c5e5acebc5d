using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Supervision.Benchmarks.Measuring;
using Supervision.Server.Tests.Live;

namespace Supervision.Benchmarks.Live;

/// <summary>Rooms full of clients on one server, and what became of each operation.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, Operation> _open = [];
    private readonly List<Seat> _seats = [];
    private readonly int _perRoom;
    private readonly bool _isOrdered;
    private Latencies _latencies = new();
    private long _deliveries;
    private long _faults;

    private Crowd(int perRoom, bool isOrdered) => (_perRoom, _isOrdered) = (perRoom, isOrdered);

    public long Deliveries => Interlocked.Read(ref _deliveries);

    /// <summary>Operations lost, doubled or out of order.</summary>
    public long Faults => Interlocked.Read(ref _faults) + _open.Count;

    public static async Task<Crowd> SeatAsync(Uri server, IReadOnlyList<string> cookies, IReadOnlyList<Guid> cases, int perRoom, bool isOrdered)
    {
        var crowd = new Crowd(perRoom, isOrdered);
        foreach (var room in cases)
        {
            crowd._seats.AddRange(await Task.WhenAll(Enumerable.Range(0, perRoom).Select(n => crowd.SitDownAsync(server, cookies[n % cookies.Count], room))));
        }

        return crowd;
    }

    /// <summary>Everyone sends the next as soon as the last is acknowledged.</summary>
    public async Task<Measured> SaturateAsync(TimeSpan duration)
    {
        using var stop = new CancellationTokenSource(duration);
        return await MeasureAsync(Task.WhenAll(_seats.Select(seat => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await SendAsync(seat);
            }
        }))));
    }

    /// <summary>Each room sends at the pace; the seats take turns.</summary>
    public async Task<Measured> PaceAsync(TimeSpan duration, double perRoomAndSecond)
    {
        var rooms = _seats.Chunk(_perRoom).ToList();
        var total = (int)(duration.TotalSeconds * perRoomAndSecond * rooms.Count);
        var interval = duration / total;
        return await MeasureAsync(Task.Run(async () =>
        {
            var sent = new List<Task>();
            var started = Stopwatch.GetTimestamp();
            for (var n = 0; n < total; n++)
            {
                var wait = (interval * n) - Stopwatch.GetElapsedTime(started);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait);
                }

                var room = rooms[n % rooms.Count];
                sent.Add(SendAsync(room[n / rooms.Count % room.Length]));
            }

            await Task.WhenAll(sent);
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_seats.Select(seat => seat.Hub!.DisposeAsync().AsTask()));
    }

    private async Task<Measured> MeasureAsync(Task sending)
    {
        _latencies = new();
        var (started, deliveries) = (Stopwatch.GetTimestamp(), Deliveries);
        await sending;
        var patience = Stopwatch.GetTimestamp();
        while (!_open.IsEmpty && Stopwatch.GetElapsedTime(patience) < TimeSpan.FromSeconds(5))
        {
            await Task.Delay(5);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new(_latencies.Count / seconds, _latencies.Percentile(0.5), _latencies.Percentile(0.99), Deliveries - deliveries);
    }

    private async Task<Seat> SitDownAsync(Uri server, string cookie, Guid room)
    {
        var seat = new Seat(room);
        seat.Hub = await HubClient.ConnectAsync(server, cookie, (method, argument) => Receive(seat, method, argument), CancellationToken.None);
        await seat.Hub.InvokeAsync("Join", CancellationToken.None, room, 0);
        return seat;
    }

    private async Task SendAsync(Seat seat)
    {
        var commandId = Guid.CreateVersion7();
        _open[commandId] = new(Stopwatch.GetTimestamp());
        // Every other operation takes the last annotation away, so that a room does not fill up.
        if (seat.Standing is { } standing)
        {
            seat.Standing = null;
            await seat.Hub!.InvokeAsync("Submit", CancellationToken.None, seat.Room, new { kind = "withdraw", commandId, annotationId = standing });
            return;
        }

        seat.Standing = commandId;
        await seat.Hub!.InvokeAsync("Submit", CancellationToken.None, seat.Room, new
        {
            kind = "annotate",
            commandId,
            annotation = new
            {
                id = commandId,
                span = new { start = 0, end = 24, quote = LiveBenchmark.Text[..24], prefix = "", suffix = LiveBenchmark.Text[24..56] },
                codes = new[] { new { codebook = "dmrs-defences", version = "1.0.0", code = "denial" } },
                note = "What is not said here seems to be held by the one who listens.",
            },
        });
    }

    private void Receive(Seat seat, string method, JsonElement argument)
    {
        if (method != "changes")
        {
            return;
        }

        var from = argument.GetProperty("from").GetInt64();
        if (_isOrdered && from != seat.Version)
        {
            Interlocked.Increment(ref _faults);
        }

        seat.Version = argument.GetProperty("to").GetInt64();
        foreach (var change in argument.GetProperty("changes").EnumerateArray())
        {
            Interlocked.Increment(ref _deliveries);
            var commandId = change.GetProperty("commandId").GetGuid();
            if (!_open.TryGetValue(commandId, out var operation))
            {
                Interlocked.Increment(ref _faults);
            }
            else if (Interlocked.Increment(ref operation.Delivered) == _perRoom)
            {
                _open.TryRemove(commandId, out _);
                _latencies.Add(Stopwatch.GetElapsedTime(operation.Started));
            }
        }
    }

    private sealed class Seat(Guid room)
    {
        public Guid Room => room;

        public HubClient? Hub { get; set; }

        public long Version { get; set; }

        /// <summary>Its annotation that is not withdrawn.</summary>
        public Guid? Standing { get; set; }
    }

    private sealed class Operation(long started)
    {
        public int Delivered;

        public long Started => started;
    }
}

/// <summary>One window. Latencies from sending an operation to its arrival at the last participant, in milliseconds.</summary>
internal readonly record struct Measured(double PerSecond, double P50, double P99, long Deliveries);

using System.Diagnostics;
using Supervision.Benchmarks.Measuring;

namespace Supervision.Benchmarks.Store;

/// <summary>Ours beside its floor, in turns.</summary>
internal static class Rounds
{
    /// <summary>Each piece of work says how many units it has done; the table gets units per second and their ratio by round.</summary>
    public static async Task CompareAsync(Table table, string name, int rounds, Func<Task<int>> ours, Func<Task<int>> floor)
    {
        await Warmth.UntilQuietAsync(async () =>
        {
            await ours();
            await floor();
        });

        var results = new List<(double Ours, double Floor)>();
        for (var round = 0; round < rounds; round++)
        {
            var first = await RateAsync(round % 2 == 0 ? ours : floor);
            var second = await RateAsync(round % 2 == 0 ? floor : ours);
            results.Add(round % 2 == 0 ? (first, second) : (second, first));
        }

        table.Add(
            name, Table.Spread(results.Select(r => r.Ours), "0"), Table.Spread(results.Select(r => r.Floor), "0"), Table.Spread(results.Select(r => r.Ours / r.Floor)));
    }

    private static async Task<double> RateAsync(Func<Task<int>> work)
    {
        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        var done = await work();
        return done / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}

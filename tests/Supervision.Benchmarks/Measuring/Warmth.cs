using System.Diagnostics;
using System.Runtime;

namespace Supervision.Benchmarks.Measuring;

/// <summary>Keeps the runtime's compiler out of what is measured.</summary>
internal static class Warmth
{
    private const int Calm = 3;
    private const int MostRounds = 40;

    /// <summary>Does the work again and again until several rounds of at least half a second have compiled next to nothing.</summary>
    public static async Task UntilQuietAsync(Func<Task> work)
    {
        for (var (round, quiet) = (0, 0); quiet < Calm && round < MostRounds; round++)
        {
            var methods = JitInfo.GetCompiledMethodCount();
            var began = Stopwatch.GetTimestamp();
            do
            {
                await work();
            }
            while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMilliseconds(500));

            quiet = JitInfo.GetCompiledMethodCount() - methods < 5 ? quiet + 1 : 0;
        }
    }
}

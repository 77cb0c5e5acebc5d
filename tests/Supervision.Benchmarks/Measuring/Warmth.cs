using System.Diagnostics;
using System.Runtime;

namespace Supervision.Benchmarks.Measuring;

/// <summary>Keeps the runtime's compiler out of what is measured.</summary>
internal static class Warmth
{
    private const int Calm = 3;
    private const int MostRounds = 40;

    // Of a round's time: a long round compiles this and that without being disturbed by it.
    private const double MostCompiling = 0.01;

    /// <summary>Does the work again and again until several rounds of at least half a second have spent next to nothing of it on compiling.</summary>
    public static async Task UntilQuietAsync(Func<Task> work)
    {
        for (var (round, quiet) = (0, 0); quiet < Calm && round < MostRounds; round++)
        {
            var compiled = JitInfo.GetCompilationTime();
            var began = Stopwatch.GetTimestamp();
            do
            {
                await work();
            }
            while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMilliseconds(500));

            quiet = JitInfo.GetCompilationTime() - compiled < Stopwatch.GetElapsedTime(began) * MostCompiling ? quiet + 1 : 0;
        }
    }
}

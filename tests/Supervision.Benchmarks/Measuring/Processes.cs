using System.Globalization;
using System.Runtime.InteropServices;

namespace Supervision.Benchmarks.Measuring;

/// <summary>What processes have cost, read from Linux's <c>/proc</c>.</summary>
internal static class Processes
{
    private const double TicksPerSecond = 100;

    /// <summary>
    /// Processor time of a process, its living descendants, and those of its children that have ended. Of what lives by its own
    /// clock: in a window a calm room costs little more than the ticks that <c>/proc</c> counts in.
    /// </summary>
    public static TimeSpan CpuOf(int processId)
    {
        var children = new Dictionary<int, List<int>>();
        var ended = new Dictionary<int, TimeSpan>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Stat(id) is { } stat)
            {
                var parent = int.Parse(stat[1], CultureInfo.InvariantCulture);
                (children.TryGetValue(parent, out var siblings) ? siblings : children[parent] = []).Add(id);
                ended[id] = Ticks(stat, 13) + Ticks(stat, 14);
            }
        }

        return Sum(processId);

        TimeSpan Sum(int id) => (children.TryGetValue(id, out var below) ? below : [])
            .Aggregate(ClockOf(id) + ended.GetValueOrDefault(id), (sum, child) => sum + Sum(child));
    }

    /// <summary>
    /// Processor time of the runtime's background compiler in a process. Its thread comes and goes, and what it had spent goes
    /// with it: less than before means that it has ended and begun anew.
    /// </summary>
    public static TimeSpan CompilingOf(int processId) => new(
        Directory.EnumerateDirectories($"/proc/{processId}/task")
            .Where(thread => File.ReadAllText($"{thread}/comm").StartsWith(".NET Tiered", StringComparison.Ordinal))
            .Select(thread => Fields(File.ReadAllText($"{thread}/stat")))
            .Sum(stat => (Ticks(stat, 11) + Ticks(stat, 12)).Ticks));

    /// <summary>Resident memory that is the process's own, in bytes.</summary>
    public static long PrivateMemoryOf(int processId) => File.ReadLines($"/proc/{processId}/smaps_rollup")
        .Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024);

    // The clock of another process: its number inverted, and that what the scheduler counts is asked for (see clock_getcpuclockid).
    // It goes on with the threads that have ended, and not with the process.
    private static TimeSpan ClockOf(int processId) =>
        GetTime((~processId << 3) | 2, out var time) == 0 ? new(time.Seconds * TimeSpan.TicksPerSecond + time.Nanoseconds / 100) : TimeSpan.Zero;

    // The fields after the command's name, which may hold spaces: state, parent, …
    private static string[]? Stat(int id)
    {
        try
        {
            return Fields(File.ReadAllText($"/proc/{id}/stat"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static TimeSpan Ticks(string[] stat, int field) =>
        TimeSpan.FromSeconds(double.Parse(stat[field], CultureInfo.InvariantCulture) / TicksPerSecond);

    private static string[] Fields(string line) => line[(line.LastIndexOf(')') + 2)..].Split(' ');

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Spec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Spec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}

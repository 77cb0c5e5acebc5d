using System.Globalization;

namespace Supervision.Benchmarks.Measuring;

/// <summary>What processes have cost, read from Linux's <c>/proc</c>.</summary>
internal static class Processes
{
    private const double TicksPerSecond = 100;

    /// <summary>Processor time of a process, its living descendants, and those of its children that have ended.</summary>
    public static TimeSpan CpuOf(int processId)
    {
        var children = new Dictionary<int, List<int>>();
        var ticks = new Dictionary<int, double>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Stat(id) is { } stat)
            {
                var parent = int.Parse(stat[1], CultureInfo.InvariantCulture);
                (children.TryGetValue(parent, out var siblings) ? siblings : children[parent] = []).Add(id);
                ticks[id] = double.Parse(stat[11], CultureInfo.InvariantCulture) + double.Parse(stat[12], CultureInfo.InvariantCulture)
                    + double.Parse(stat[13], CultureInfo.InvariantCulture) + double.Parse(stat[14], CultureInfo.InvariantCulture);
            }
        }

        return TimeSpan.FromSeconds(Sum(processId) / TicksPerSecond);

        double Sum(int id) => ticks.GetValueOrDefault(id) + (children.TryGetValue(id, out var below) ? below.Sum(Sum) : 0);
    }

    /// <summary>
    /// Processor time of the runtime's background compiler in a process. Its thread comes and goes, and what it had spent goes
    /// with it: less than before means that it has ended and begun anew.
    /// </summary>
    public static TimeSpan CompilingOf(int processId) => TimeSpan.FromSeconds(
        Directory.EnumerateDirectories($"/proc/{processId}/task")
            .Where(thread => File.ReadAllText($"{thread}/comm").StartsWith(".NET Tiered", StringComparison.Ordinal))
            .Select(thread => Fields(File.ReadAllText($"{thread}/stat")))
            .Sum(stat => double.Parse(stat[11], CultureInfo.InvariantCulture) + double.Parse(stat[12], CultureInfo.InvariantCulture)) / TicksPerSecond);

    /// <summary>Resident memory that is the process's own, in bytes.</summary>
    public static long PrivateMemoryOf(int processId) => File.ReadLines($"/proc/{processId}/smaps_rollup")
        .Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024);

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

    private static string[] Fields(string line) => line[(line.LastIndexOf(')') + 2)..].Split(' ');
}

using System.Diagnostics;
using System.Globalization;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>What a database writes about itself into postmaster.pid, and what is to be done about one that nobody owns.</summary>
internal readonly record struct PostmasterFile(int ProcessId, bool IsReady)
{
    private const int StatusLine = 7;
    private static readonly string[] Modes = ["fast", "immediate"];
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    public static PostmasterFile? Read(string path)
    {
        return TryReadText(path)?.Split('\n') is [var first, ..] lines && int.TryParse(first, CultureInfo.InvariantCulture, out var id)
            ? new(Math.Abs(id), lines.Length > StatusLine && lines[StatusLine].Trim() is "ready")
            : null;
    }

    /// <summary>
    /// Whether the process named in the file is the database of this folder, and not another that got the same number, as
    /// happens at every start of a container.
    /// </summary>
    public static bool IsRunning(ClusterFolder folder)
    {
        if (Read(folder.ProcessFile) is not { } file)
        {
            return false;
        }

        if (!OperatingSystem.IsLinux())
        {
            return TryFind(file.ProcessId)?.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) ?? false;
        }

        // The command line, because it is all that root may read of another account's process inside a container.
        var arguments = TryReadText($"/proc/{file.ProcessId}/cmdline")?.Split('\0') ?? [];
        var data = arguments.SkipWhile(argument => argument is not "-D").ElementAtOrDefault(1);
        return data is not null
            && TryReadText(Path.Combine(data, Path.GetFileName(folder.ProcessFile))) is { } theirs
            && string.Equals(theirs, TryReadText(folder.ProcessFile), StringComparison.Ordinal);
    }

    /// <summary>
    /// Stops whatever runs in the folder and clears away what it left. A former database's file must be gone before a start:
    /// PostgreSQL would take a stranger with the same number for a running database, and we the former's "ready" for the new
    /// one's. By its shared memory PostgreSQL still finds out whether processes of the former one are left.
    /// </summary>
    public static async Task ClearAsync(ClusterFolder folder, PostgresBinaries binaries, TimeProvider time)
    {
        foreach (var mode in Modes)
        {
            if (IsRunning(folder))
            {
                // It may be stopping already, then pg_ctl finds no process, or waits for it to go.
                await binaries.RunAsync("pg_ctl", CancellationToken.None, "stop", "--silent", "--wait", "--timeout", "10", "--pgdata", folder.Data, "--mode", mode);
            }
        }

        await KillAsync(folder, time);
        if (!IsRunning(folder))
        {
            var sockets = Directory.Exists(folder.Sockets) ? Directory.EnumerateFiles(folder.Sockets, ".s.PGSQL.*") : [];
            foreach (var left in sockets.Append(folder.ProcessFile).Where(File.Exists))
            {
                File.Delete(left);
            }
        }
    }

    /// <summary>Ends the database, if it runs, without letting it finish.</summary>
    public static async Task KillAsync(ClusterFolder folder, TimeProvider time)
    {
        if (IsRunning(folder) && Read(folder.ProcessFile) is { } running)
        {
            using var process = Process.GetProcessById(running.ProcessId);
            process.Kill();
            while (IsRunning(folder))
            {
                await Task.Delay(Poll, time);
            }
        }
    }

    /// <summary>Ends the database, if it runs, in the quickest way that still gives back its shared memory.</summary>
    public static async Task EndAsync(ClusterFolder folder, TimeProvider time)
    {
        if (!OperatingSystem.IsWindows() && IsRunning(folder) && Read(folder.ProcessFile) is { } running)
        {
            var id = running.ProcessId.ToString(CultureInfo.InvariantCulture);
            await PostgresCommand.RunAsync(account: null, "/bin/sh", CancellationToken.None, "-c", "kill -QUIT \"$0\"", id);
            var began = time.GetTimestamp();
            while (IsRunning(folder) && time.GetElapsedTime(began) < EndLimit)
            {
                await Task.Delay(Poll, time);
            }
        }

        await KillAsync(folder, time);
    }

    private static string? TryFind(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Null when there is no such file, or it is none of our business. Not being able to tell is a failure.</summary>
    private static string? TryReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

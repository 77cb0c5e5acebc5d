using System.Globalization;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>
/// One server per folder. The lock is the operating system's, on an open file, so it ends with the process that holds it,
/// however that process ends. Who holds it is written beside it, for the message only.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string LockFile = "server.lock";
    private const string HolderFile = "server.pid";

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Null when another process holds the folder.</summary>
    public static FolderLock? TryTake(string folder)
    {
        var taken = TryOpen(folder, FileMode.OpenOrCreate);
        if (taken is not null)
        {
            File.WriteAllText(Path.Combine(folder, HolderFile), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }

        return taken;
    }

    /// <summary>Takes over a folder whose holder is gone; null when it has none, or a living one.</summary>
    public static FolderLock? TryTakeAbandoned(string folder)
    {
        try
        {
            return TryOpen(folder, FileMode.Open);
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static string? HolderOf(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, HolderFile)).Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    private static FolderLock? TryOpen(string folder, FileMode mode)
    {
        try
        {
            return new(new FileStream(Path.Combine(folder, LockFile), mode, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }
}

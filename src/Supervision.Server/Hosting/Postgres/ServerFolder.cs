using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>The folder in which one running server keeps its data, held by a lock until it is closed.</summary>
[SuppressMessage("Reliability", "CA2000", Justification = "The lock passes to the folder, which lets go of it in CloseAsync.")]
internal sealed class ServerFolder
{
    private readonly FolderLock _lock;
    private readonly bool _isEphemeral;

    private ServerFolder(string path, FolderLock @lock, bool isEphemeral)
    {
        FullPath = path;
        _lock = @lock;
        _isEphemeral = isEphemeral;
    }

    /// <summary>For root the machine's place for such data, else the user's.</summary>
    public static string Default
    {
        get
        {
            if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            {
                return "/var/lib/supervision";
            }

            var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return local is ""
                ? throw new StartupException("There is no home folder to keep the data in. Name a folder with --data.")
                : Path.Combine(local, "supervision");
        }
    }

    public string FullPath { get; }

    public ClusterFolder Cluster => new(Path.Combine(FullPath, "postgres"));

    // Beside the lasting data and not in the shared temporary folder, where others could put something in the way of a
    // clean-up done as root.
    private static string EphemeralParent => Path.Combine(Default, "ephemeral");

    /// <exception cref="StartupException">The folder is in use, or cannot be made.</exception>
    public static ServerFolder Open(EmbeddedPostgresOptions options) => options switch
    {
        { Ephemeral: false } => OpenLasting(options.DataFolder),
        { DataFolder: null } => OpenEphemeral(),
        _ => throw new StartupException("A folder to keep the data in (--data) and keeping none (--ephemeral) exclude each other: choose one."),
    };

    /// <summary>Removes the ephemeral folders whose servers were killed.</summary>
    public static async Task SweepAsync(TimeProvider time)
    {
        foreach (var path in Directory.Exists(EphemeralParent) ? Directory.EnumerateDirectories(EphemeralParent) : [])
        {
            if (FolderLock.TryTakeAbandoned(path) is { } taken)
            {
                await new ServerFolder(path, taken, isEphemeral: true).CloseAsync(time);
            }
        }
    }

    /// <summary>When we are root, others may pass through to what is theirs inside, without seeing what else there is.</summary>
    public static void Create(string path)
    {
        if (!Directory.Exists(path))
        {
            Private.CreateFolder(path, forEntryByOthers: Environment.IsPrivilegedProcess);
        }
    }

    /// <summary>Lets go of the folder, and removes it if it was for one run.</summary>
    public async ValueTask CloseAsync(TimeProvider time)
    {
        if (_isEphemeral)
        {
            await PostmasterFile.EndAsync(Cluster, time);
            TryDelete(Cluster.Home);
        }

        _lock.Dispose();
        if (_isEphemeral)
        {
            TryDelete(FullPath);
        }
    }

    private static ServerFolder OpenLasting(string? folder)
    {
        var path = Path.GetFullPath(folder ?? Default);
        try
        {
            Create(path);
            var taken = FolderLock.TryTake(path) ?? throw new StartupException(
                $"Another Supervision server (process {FolderLock.HolderOf(path) ?? "unknown"}) is using {path}. "
                + "Stop it, or give this one a folder of its own with --data, "
                + "or let both use one database by setting ConnectionStrings__Supervision.");
            return new(path, taken, isEphemeral: false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The server cannot keep its data in {path}: {failure.Message} Name another folder with --data.", failure);
        }
    }

    private static ServerFolder OpenEphemeral()
    {
        try
        {
            while (true)
            {
                var path = Path.Combine(EphemeralParent, RandomNumberGenerator.GetHexString(8, lowercase: true));
                Create(path);
                // A server that sweeps may come between; then the folder is gone, or going, and another is taken.
                if (FolderLock.TryTake(path) is { } taken)
                {
                    return new(path, taken, isEphemeral: true);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The server cannot make a folder for this run in {EphemeralParent}: {failure.Message}", failure);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A last process of the database may still be writing; the next start sweeps again.
        }
    }
}

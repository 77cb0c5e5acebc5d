using System.Globalization;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>The database of a server that is running on a folder, for a command that wants to work beside it.</summary>
internal static class RunningCluster
{
    private const int PortLine = 3;
    private const int SocketLine = 4;

    /// <returns>A connection string; null when no server holds the folder, or its database is not up.</returns>
    /// <exception cref="StartupException">One runs, and its folder cannot be read by this account.</exception>
    public static string? Find(string? dataFolder)
    {
        var path = Path.GetFullPath(dataFolder ?? ServerFolder.Default);
        try
        {
            if (!Directory.Exists(path) || IsFree(path))
            {
                return null;
            }
            var folder = new[] { new ClusterFolder(Path.Combine(path, "postgres")), ClusterPlace.Elsewhere(path) }
                .FirstOrDefault(folder => PostmasterFile.Read(folder.ProcessFile) is { IsReady: true });
            return folder is null ? null : new ClusterRoles(folder, AddressOf(folder)).ConnectionString(ClusterRoles.Database);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new StartupException($"A server is running on {path}, and its folder cannot be read. Run this as the account that runs the server.", failure);
        }
    }

    private static bool IsFree(string path)
    {
        using var taken = FolderLock.TryTakeAbandoned(path);
        return taken is not null;
    }

    // PostgreSQL says in its process file where it listens.
    private static PostgresAddress AddressOf(ClusterFolder folder)
    {
        var lines = File.ReadAllLines(folder.ProcessFile);
        var port = int.Parse(lines[PortLine], CultureInfo.InvariantCulture);
        return new(lines[SocketLine] is { Length: > 0 } socket ? socket : null, port);
    }
}

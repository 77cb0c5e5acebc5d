using System.Text.Json;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>A copy of the npm package for when the database's account cannot reach it, or its place cannot be written.</summary>
internal static class PackageCopy
{
    private const string SharedParent = "/var/cache/supervision";
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>One copy for each version, shared by all servers that root starts.</summary>
    public static string Of(string package, ClusterFolder cluster)
    {
        using var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(package, "package.json")));
        var version = description.RootElement.GetProperty("version").GetString();
        var name = $"postgres-{version}-{Path.GetFileName(package)}";
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            try
            {
                return Make(package, SharedParent, name);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // A read-only system: the copy goes to the data, which can be written.
            }
        }

        return Make(package, cluster.Home, name);
    }

    /// <summary>Made whole or not at all, in a folder that only we can write.</summary>
    private static string Make(string package, string parent, string name)
    {
        var place = Path.Combine(parent, name);
        if (!Directory.Exists(place))
        {
            ServerFolder.Create(parent);
            var draft = Directory.CreateDirectory($"{place}.{Environment.ProcessId}");
            CopyFolder(new DirectoryInfo(package), draft);
            PackagedPostgres.Complete(draft.FullName);
            Move(draft, place);
        }

        return place;
    }

    private static void CopyFolder(DirectoryInfo from, DirectoryInfo to)
    {
        if (!OperatingSystem.IsWindows())
        {
            to.UnixFileMode = Readable | Executable | UnixFileMode.UserWrite;
        }

        foreach (var file in from.EnumerateFiles().Where(file => file.LinkTarget is null && file.Extension is not ".a"))
        {
            var copy = file.CopyTo(Path.Combine(to.FullName, file.Name), overwrite: true);
            if (!OperatingSystem.IsWindows())
            {
                copy.UnixFileMode |= Readable;
            }
        }

        foreach (var folder in from.EnumerateDirectories())
        {
            CopyFolder(folder, to.CreateSubdirectory(folder.Name));
        }
    }

    private static void Move(DirectoryInfo draft, string place)
    {
        try
        {
            draft.MoveTo(place);
        }
        catch (IOException) when (Directory.Exists(place))
        {
            draft.Delete(recursive: true);
        }
    }
}

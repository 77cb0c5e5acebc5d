namespace Supervision.Server.Hosting.Postgres;

/// <summary>
/// The account that the database runs as. PostgreSQL refuses to run as root, so root hands it to an unprivileged account;
/// anyone else runs it as themselves (a null <see cref="Name"/>).
/// </summary>
internal readonly record struct PostgresAccount(string? Name)
{
    private static readonly string[] Preferred = ["supervision", "postgres", "_postgres", "nobody"];

    public bool IsOurs => Name is null;

    /// <summary>Whoever owns the data goes on owning it; new data gets the first account that exists.</summary>
    public static async Task<PostgresAccount> ChooseAsync(string data, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return default;
        }

        var account = new PostgresAccount(
            Directory.Exists(data) && await OwnerAsync(data, cancellation) is var owner and not "root" ? owner : await FirstPreferredAsync(cancellation));
        var answer = await PostgresCommand.RunAsync(account.Name, "/bin/sh", cancellation, "-c", ":");
        return answer.Succeeded
            ? account
            : throw new StartupException(
                $"PostgreSQL does not run as root, and here root may not run it as {account.Name}: {answer.Errors.Trim()}. "
                + "Start the server as another user.");
    }

    /// <summary>Whether the account can enter the folder, through all of its parents.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken cancellation) =>
        IsOurs || (await PostgresCommand.RunAsync(Name, "/bin/sh", cancellation, "-c", "cd \"$0\"", folder)).Succeeded;

    public async Task OwnAsync(IEnumerable<string> folders, CancellationToken cancellation)
    {
        if (IsOurs)
        {
            return;
        }

        // chown and not a system call: .NET has none, and its callers make each folder only once.
        var result = await PostgresCommand.RunAsync(account: null, "/bin/sh", cancellation, ["-c", "chown -R \"$0:\" \"$@\"", Name!, .. folders]);
        if (!result.Succeeded)
        {
            throw new StartupException($"The database's folders cannot be given to the account {Name}: {result.Errors.Trim()}");
        }
    }

    private static async Task<string> FirstPreferredAsync(CancellationToken cancellation)
    {
        var known = (await File.ReadAllLinesAsync("/etc/passwd", cancellation)).Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return Preferred.FirstOrDefault(known.Contains)
            ?? throw new StartupException(
                "PostgreSQL does not run as root, and there is no account to run it as: add one named supervision, "
                + "or start the server as another user.");
    }

    private static async Task<string> OwnerAsync(string folder, CancellationToken cancellation)
    {
        var listing = await PostgresCommand.RunAsync(account: null, "/bin/sh", cancellation, "-c", "ls -ld \"$0\"", folder);
        return listing.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, var owner, ..]
            ? owner
            : throw new StartupException($"The owner of {folder} cannot be found out: {listing.Errors.Trim()}");
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>Which folder the cluster lies in, and as which account it runs.</summary>
internal static class ClusterPlace
{
    /// <summary>
    /// In the server's folder; but below one that is closed to the database's account, such as root's home, in a place of
    /// its own beside the default folder. Data once put there is found again even if the way in has been opened since.
    /// </summary>
    public static async Task<(ClusterFolder Folder, PostgresAccount Account)> ChooseAsync(ServerFolder server, CancellationToken cancellation)
    {
        var (folder, account) = await TryAsync(server.Cluster, cancellation);
        if (account.IsOurs)
        {
            return (folder, account);
        }

        var elsewhere = Elsewhere(server.FullPath);
        if (!elsewhere.HasData && await account.CanEnterAsync(folder.Home, cancellation))
        {
            return (folder, account);
        }

        (elsewhere, account) = await TryAsync(elsewhere, cancellation);
        return await account.CanEnterAsync(elsewhere.Home, cancellation)
            ? (elsewhere, account)
            : throw new StartupException(
                $"The database runs as the account {account.Name}, which can enter neither {folder.Home} nor {elsewhere.Home}. "
                + "Name a folder with --data whose parents let it pass.");
    }

    private static async Task<(ClusterFolder Folder, PostgresAccount Account)> TryAsync(ClusterFolder folder, CancellationToken cancellation)
    {
        ServerFolder.Create(folder.Home);
        return (folder, await PostgresAccount.ChooseAsync(folder.Data, cancellation));
    }

    /// <summary>Where the cluster of a server's folder lies if not in it.</summary>
    public static ClusterFolder Elsewhere(string serverFolder)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(serverFolder)))[..12];
        return new(Path.Combine(ServerFolder.Default, $"for-{name}", "postgres"));
    }
}

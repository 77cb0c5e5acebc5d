using Supervision.Server.Hosting;
using Supervision.Server.Hosting.Postgres;

namespace Supervision.Server.Tests.Hosting.Postgres;

public class ChoosingTheProgram
{
    private const string NotRoot = "Only root hands the database to another account, and the tests do not run as root.";

    [Fact]
    public async Task An_installed_PostgreSQL_serves_as_well_and_its_data_stay_with_its_version()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        Assert.SkipWhen(installed is null, "No PostgreSQL is installed on this machine beside the one from npm.");
        using var folder = new TemporaryFolder();
        await using (var first = await Starting.InAsync(folder, installed))
        {
            await Notes.AddAsync(first.ConnectionString, "by the installed one");
        }

        await using var second = await Starting.InAsync(folder);

        Assert.Equal(installed, second.Binaries.Folder);
        Assert.Equal(["by the installed one"], await Notes.AllAsync(second.ConnectionString));
    }

    [Fact]
    public async Task A_folder_without_PostgreSQL_is_named()
    {
        using var folder = new TemporaryFolder();

        var refused = await Assert.ThrowsAsync<StartupException>(() => Starting.InAsync(folder, binaries: folder.FullPath));

        Assert.Contains($"no PostgreSQL in {folder.FullPath}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_as_root_it_runs_as_another_account_from_a_copy_when_that_account_cannot_read_the_checkout()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows(), NotRoot);
        using var folder = new TemporaryFolder();
        using var closed = new ClosedFolder();
        var package = closed.Take(PackagedPostgres.Places().First(Directory.Exists), "0.0.0-closed-checkout");
        var cluster = new ClusterFolder(folder.FullPath);
        var account = await PostgresAccount.ChooseAsync(cluster.Data, TestContext.Current.CancellationToken);

        var found = await PackagedPostgres.TryAsync([package], cluster, account, TestContext.Current.CancellationToken);

        Assert.NotNull(found);
        closed.RemoveLater(Path.GetFullPath(Path.Combine(found.Folder, "..", "..")));
        Assert.NotNull(account.Name);
        Assert.DoesNotContain(closed.FullPath, found.Folder, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_as_root_on_a_folder_that_the_account_cannot_enter_it_keeps_the_data_where_it_can()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows(), NotRoot);
        using var closed = new ClosedFolder();
        using var folder = new TemporaryFolder(closed.FullPath);
        string home;
        await using (var first = await Starting.InAsync(folder))
        {
            home = first.Folder.Home;
            closed.RemoveLater(Path.GetDirectoryName(home)!);
            await Notes.AddAsync(first.ConnectionString, "kept elsewhere");
        }

        await using var second = await Starting.InAsync(folder);

        Assert.DoesNotContain(closed.FullPath, home, StringComparison.Ordinal);
        Assert.Equal(home, second.Folder.Home);
        Assert.Equal(["kept elsewhere"], await Notes.AllAsync(second.ConnectionString));
    }
}

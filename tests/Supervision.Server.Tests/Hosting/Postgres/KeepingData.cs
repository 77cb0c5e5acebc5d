using System.Globalization;
using Supervision.Server.Hosting;

namespace Supervision.Server.Tests.Hosting.Postgres;

public class KeepingData
{
    [Fact]
    public async Task What_one_run_wrote_the_next_one_reads()
    {
        using var folder = new TemporaryFolder();
        await using (var first = await Starting.InAsync(folder))
        {
            await Notes.AddAsync(first.ConnectionString, "from the first run");
        }

        await using var second = await Starting.InAsync(folder);

        Assert.Equal(["from the first run"], await Notes.AllAsync(second.ConnectionString));
    }

    [Fact]
    public async Task A_run_for_which_nothing_is_kept_leaves_nothing()
    {
        var database = await Starting.ForOneRunAsync();
        var process = database.ProcessId;
        await Notes.AddAsync(database.ConnectionString, "soon gone");
        Assert.True(Directory.Exists(database.DataFolder));

        await database.DisposeAsync();

        Assert.False(Directory.Exists(database.DataFolder));
        Assert.False(Processes.IsAlive(process));
    }

    [Fact]
    public async Task Keeping_data_and_keeping_none_exclude_each_other()
    {
        var refused = await Assert.ThrowsAsync<StartupException>(() => Starting.WithAsync(new() { DataFolder = "/tmp", Ephemeral = true }));

        Assert.Contains("--ephemeral", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_told_who_has_it_and_what_to_do()
    {
        using var folder = new TemporaryFolder();
        using var owner = await DatabaseOwner.StartAsync(folder);

        var refused = await Assert.ThrowsAsync<StartupException>(() => Starting.InAsync(folder));

        Assert.Contains(folder.FullPath, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"process {owner.ProcessId}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__Supervision", refused.Message, StringComparison.Ordinal);
        await owner.KillAsync();
        await using var next = await Starting.InAsync(folder);
        Assert.Equal(["written before the end"], await Notes.AllAsync(next.ConnectionString));
    }

    [Fact]
    public async Task Data_of_another_major_version_is_left_alone_and_named()
    {
        using var folder = new TemporaryFolder();
        var data = Directory.CreateDirectory(Path.Combine(folder.FullPath, "postgres", "data"));
        var version = Path.Combine(data.FullName, "PG_VERSION");
        await File.WriteAllTextAsync(version, "9.6\n", TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<StartupException>(() => Starting.InAsync(folder));

        Assert.Contains("written by PostgreSQL 9,", refused.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(version));
    }

    [Fact]
    public async Task An_interrupted_first_start_is_begun_again()
    {
        using var folder = new TemporaryFolder();
        var half = Directory.CreateDirectory(Path.Combine(folder.FullPath, "postgres", "data.new"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "18\n", TestContext.Current.CancellationToken);

        await using var database = await Starting.InAsync(folder);

        Assert.Equal(1, await Notes.ScalarAsync(database.ConnectionString, "SELECT 1"));
        Assert.False(Directory.Exists(half.FullName));
    }

    [Fact]
    public async Task A_process_file_that_names_a_stranger_is_no_obstacle()
    {
        using var folder = new TemporaryFolder();
        await using (await Starting.InAsync(folder))
        {
            // Only to have data.
        }

        var stale = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n/elsewhere\n1\n5432\n\n\n\nready\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullPath, "postgres", "data", "postmaster.pid"), stale, TestContext.Current.CancellationToken);

        await using var database = await Starting.InAsync(folder);

        Assert.NotEqual(Environment.ProcessId, database.ProcessId);
        Assert.Equal(1, await Notes.ScalarAsync(database.ConnectionString, "SELECT 1"));
    }
}

using System.Diagnostics;

namespace Supervision.Server.Tests.Hosting.Postgres;

public class SurvivingAKill
{
    [Fact]
    public async Task A_killed_database_comes_back_with_all_that_was_committed()
    {
        await using var database = await Starting.ForOneRunAsync();
        var before = database.ConnectionString;
        await Notes.AddAsync(before, "committed");

        await database.KillAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => Notes.AllAsync(before));
        await database.RestartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(before, database.ConnectionString);
        Assert.Equal(["committed"], await Notes.AllAsync(before));
    }

    [Fact]
    public async Task A_database_that_ends_unasked_is_brought_back_by_its_server()
    {
        await using var database = await Starting.ForOneRunAsync();
        await Notes.AddAsync(database.ConnectionString, "committed");
        var former = database.ProcessId;

        using (var process = Process.GetProcessById(former))
        {
            process.Kill();
        }

        await Eventually.IsTrueAsync(() => IsBackAsync(database.ConnectionString), "the database is back");
        Assert.NotEqual(former, database.ProcessId);
        Assert.Equal(["committed"], await Notes.AllAsync(database.ConnectionString));
    }

    [Fact]
    public async Task A_database_whose_server_is_killed_stops_by_itself_and_keeps_its_data()
    {
        using var folder = new TemporaryFolder();
        using var owner = await DatabaseOwner.StartAsync(folder);

        await owner.KillAsync();

        await Eventually.IsTrueAsync(() => !Processes.IsAlive(owner.DatabaseProcessId), "the database has stopped");
        await using var next = await Starting.InAsync(folder);
        Assert.Equal(["written before the end"], await Notes.AllAsync(next.ConnectionString));
    }

    [Fact]
    public async Task A_database_that_nobody_is_left_to_stop_is_replaced_at_the_next_start()
    {
        using var folder = new TemporaryFolder();
        using var owner = await DatabaseOwner.StartAsync(folder);

        await owner.KillAsync(withChildren: true);
        Assert.True(Processes.IsAlive(owner.DatabaseProcessId));
        await using var next = await Starting.InAsync(folder);

        Assert.False(Processes.IsAlive(owner.DatabaseProcessId));
        Assert.NotEqual(owner.DatabaseProcessId, next.ProcessId);
        Assert.Equal(["written before the end"], await Notes.AllAsync(next.ConnectionString));
    }

    [Fact]
    public async Task The_folder_of_a_killed_run_for_which_nothing_is_kept_goes_with_the_next_start()
    {
        using var owner = await DatabaseOwner.StartEphemeralAsync();
        await owner.KillAsync(withChildren: true);
        Assert.True(Directory.Exists(owner.Home));

        await using var next = await Starting.ForOneRunAsync();

        // Tests beside this one start databases too, and the first of them sweeps.
        await Eventually.IsTrueAsync(() => !Directory.Exists(owner.Home), "the folder is gone");
        Assert.False(Processes.IsAlive(owner.DatabaseProcessId));
    }

    private static async Task<bool> IsBackAsync(string connectionString)
    {
        try
        {
            return await Notes.ScalarAsync(connectionString, "SELECT true") is true;
        }
        catch (Npgsql.NpgsqlException)
        {
            return false;
        }
    }
}

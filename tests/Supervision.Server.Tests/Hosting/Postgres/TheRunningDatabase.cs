using Npgsql;
using Npgsql.Replication;

namespace Supervision.Server.Tests.Hosting.Postgres;

public class TheRunningDatabase(RunningDatabase running) : IClassFixture<RunningDatabase>
{
    private string ConnectionString => running.Database.ConnectionString;

    [Fact]
    public async Task Is_owned_by_a_role_that_is_no_superuser()
    {
        Assert.Equal("false supervision", await Notes.ScalarAsync(
            ConnectionString,
            "SELECT rolsuper || ' ' || pg_get_userbyid(datdba) FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()"));
    }

    [Theory]
    [InlineData("wal_level", "logical")]
    [InlineData("fsync", "on")]
    [InlineData("synchronous_commit", "on")]
    [InlineData("wal_writer_delay", "10ms")]
    [InlineData("max_connections", "200")]
    [InlineData("max_replication_slots", "64")]
    [InlineData("server_encoding", "UTF8")]
    [InlineData("TimeZone", "UTC")]
    public async Task Is_set_for_a_lasting_event_store(string setting, string value)
    {
        Assert.Equal(value, await Notes.ScalarAsync(ConnectionString, $"SHOW {setting}"));
    }

    [Fact]
    public async Task Knows_letters_beyond_ASCII()
    {
        Assert.Equal("übertragung", await Notes.ScalarAsync(ConnectionString, "SELECT lower('ÜBERTRAGUNG')"));
    }

    [Theory]
    [InlineData("a guess")]
    [InlineData("")]
    public async Task Lets_nobody_in_without_the_password(string password)
    {
        var guess = new NpgsqlConnectionStringBuilder(ConnectionString) { Password = password, Pooling = false };

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Notes.ScalarAsync(guess.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task Makes_further_databases_that_know_nothing_of_each_other()
    {
        var one = await running.Database.CreateDatabaseAsync("one \"of\" many", TestContext.Current.CancellationToken);
        var two = await running.Database.CreateDatabaseAsync("two", TestContext.Current.CancellationToken);
        await Notes.AddAsync(one, "in one");
        await Notes.AddAsync(two, "in two");

        Assert.Equal(["in one"], await Notes.AllAsync(one));
        Assert.Equal(["in two"], await Notes.AllAsync(two));
    }

    [Fact]
    public async Task Lets_its_role_follow_the_log_of_commits()
    {
        var own = await running.Database.CreateDatabaseAsync("followed", TestContext.Current.CancellationToken);
        await Notes.AddAsync(own, "before");
        await using var connection = new LogicalReplicationConnection(own);
        await connection.Open(TestContext.Current.CancellationToken);

        var slot = await connection.CreatePgOutputReplicationSlot("follower", temporarySlot: true, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("follower", slot.Name);
    }

    [Fact]
    public async Task Writes_no_word_of_what_it_stores_into_its_log()
    {
        const string Word = "Liebesübertragung";
        var own = await running.Database.CreateDatabaseAsync("discreet", TestContext.Current.CancellationToken);
        await Notes.AddAsync(own, Word);
        await Assert.ThrowsAsync<PostgresException>(() => Notes.AddAsync(own, Word));
        await Assert.ThrowsAsync<PostgresException>(() => Notes.ScalarAsync(own, $"SELECT '{Word}'::uuid"));
        await Assert.ThrowsAsync<PostgresException>(() => Notes.ScalarAsync(own, $"DO $$ BEGIN RAISE WARNING '{Word}'; RAISE '{Word}'; END $$"));
        await Assert.ThrowsAsync<PostgresException>(() => Notes.ScalarAsync(own, $"SELECT {Word}("));

        var log = await File.ReadAllTextAsync(running.Database.Folder.Log, TestContext.Current.CancellationToken);

        Assert.Contains("ready to accept connections", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Word, log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("STATEMENT", log, StringComparison.Ordinal);
    }
}

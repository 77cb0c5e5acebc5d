using Npgsql;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

public abstract class ChoosingHowToFollow(PostgresServer postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task A_database_that_offers_its_log_is_followed_by_it() => Assert.Equal("write-ahead log", await MeansAsync(Store));

    [Fact]
    public async Task A_role_that_may_not_replicate_polls()
    {
        await using (var superuser = new NpgsqlConnection(Postgres.AsSuperuser(ConnectionString)))
        {
            await superuser.OpenAsync(Stop);
            await ScalarAsync(superuser, "drop role if exists reader");
            await ScalarAsync(superuser, "create role reader login password 'reader' in role supervision");
        }

        await using var node = Node(Options with { ConnectionString = new NpgsqlConnectionStringBuilder(ConnectionString) { Username = "reader", Password = "reader" }.ConnectionString });

        Assert.Equal("polling", await MeansAsync(node));
    }

    [Fact]
    public async Task A_database_without_the_publication_is_polled()
    {
        await ScalarAsync("drop publication supervision_events");

        Assert.Equal("polling", await MeansAsync(Store));
    }

    internal static async Task<string> MeansAsync(PostgresEventStore node)
    {
        await using var follower = await node.FollowAsync(from: null, Stop);
        await follower.Started.WaitAsync(Deadline, Stop);
        return follower.Means;
    }
}

public abstract class FollowingWithoutALog(PostgresServer postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task A_database_that_keeps_no_logical_log_is_polled()
    {
        await using var follower = await Store.FollowAsync(from: null, Stop);
        await follower.Started.WaitAsync(Deadline, Stop);
        await AppendedAsync(One(NewStream()));

        Assert.Equal("polling", follower.Means);
        Assert.Single((await follower.Batches.ReadAsync(Stop)).Events);
    }
}

[Collection(On15.Name)]
public sealed class ChoosingHowToFollowOn15(Postgres15 postgres) : ChoosingHowToFollow(postgres);

[Collection(On18.Name)]
public sealed class ChoosingHowToFollowOn18(Postgres18 postgres) : ChoosingHowToFollow(postgres);

[Collection(On15.Name)]
public sealed class FollowingWithoutALogOn15(Postgres15WithoutLog postgres) : FollowingWithoutALog(postgres), IClassFixture<Postgres15WithoutLog>;

[Collection(On18.Name)]
public sealed class FollowingWithoutALogOn18(Postgres18WithoutLog postgres) : FollowingWithoutALog(postgres), IClassFixture<Postgres18WithoutLog>;

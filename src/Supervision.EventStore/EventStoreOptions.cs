namespace Supervision.EventStore;

/// <summary>How a node follows the log of committed events.</summary>
public enum FollowBy
{
    /// <summary>The write-ahead log if the database offers it to this role, else by polling.</summary>
    Automatic,

    /// <summary>Through a temporary logical replication slot; needs <c>wal_level = logical</c> and a role with REPLICATION.</summary>
    WriteAheadLog,

    /// <summary>By asking again and again; works on every PostgreSQL.</summary>
    Polling,
}

/// <summary>Settings of a <see cref="PostgresEventStore"/>.</summary>
public sealed record EventStoreOptions
{
    /// <summary>A Npgsql connection string. The role must not be a superuser, or row-level security does not bind it.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>How many batches of appends may be on their way at once; another leaves only beside one of few appends.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>How long an append or a read is retried while the database cannot be reached.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How the log is followed.</summary>
    public FollowBy FollowBy { get; init; } = FollowBy.Automatic;

    /// <summary>How often a polling follower asks.</summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a database that is followed may say nothing, in whole seconds. Then it counts as out of reach: a network that drops what is sent gives no sign.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many streams a node keeps in memory for deciding.</summary>
    public int CachedStreams { get; init; } = 1_000;
}

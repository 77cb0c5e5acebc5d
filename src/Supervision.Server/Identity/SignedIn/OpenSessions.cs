using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore;
using Supervision.EventStore.Following;
using Supervision.Server.Hosting;

namespace Supervision.Server.Identity.SignedIn;

/// <param name="Device">The browser, in short words.</param>
internal sealed record OpenSession(Guid Id, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string Address, string Device);

/// <summary>
/// Who is signed in where. Asked with every request, so an answer is trusted for some seconds; that a session has ended is
/// told to all nodes through the log, which forget it and close its connections.
/// </summary>
internal sealed partial class OpenSessions(PostgresEventStore store, ServerSettings settings, TimeProvider time, ILogger<OpenSessions> logger)
{
    public const string Topic = "sessions-ended";

    private const int Capacity = 100_000;
    private const int MostInAMessage = 50;
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    private readonly SessionLimits _limits = settings.Sessions;
    private readonly ConcurrentDictionary<Guid, (string Stamp, DateTimeOffset Until)> _known = [];
    private long _generation;

    public Task<Guid> BeginAsync(Guid account, string address, string device, CancellationToken cancellationToken)
    {
        var (id, now) = (Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow());
        return store.AskAsync(async connection =>
        {
            await using var command = new NpgsqlCommand(
                """
                with outlived as (delete from identity.sessions where account_id = $2 and (last_seen_at <= $4 or created_at <= $7))
                insert into identity.sessions (id, account_id, created_at, last_seen_at, address, device) values ($1, $2, $3, $3, $5, $6)
                on conflict do nothing
                """, connection)
            {
                Parameters =
                {
                    Value(id), Value(account), Value(now), Value(now - _limits.Idle), Value(address), Value(device), Value(now - _limits.Longest),
                },
            };
            await command.ExecuteNonQueryAsync(cancellationToken);
            return id;
        }, cancellationToken);
    }

    /// <param name="stamp">The account's security stamp, as the cookie has it: another one means that its credentials have changed.</param>
    public async ValueTask<bool> IsOpenAsync(Guid session, string stamp, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(session, out var known) && now < known.Until)
        {
            return known.Stamp == stamp;
        }
        var generation = Volatile.Read(ref _generation);
        if (await FindStampAsync(session, now, cancellationToken) is not { } asked)
        {
            return false;
        }
        Remember(session, (asked, now + TrustedFor), generation);
        return asked == stamp;
    }

    public Task<IReadOnlyList<OpenSession>> OfAsync(Guid account, CancellationToken cancellationToken) => store.AskAsync<IReadOnlyList<OpenSession>>(async connection =>
    {
        await using var command = new NpgsqlCommand(
            """
            select id, created_at, last_seen_at, address, device from identity.sessions
            where account_id = $1 and last_seen_at > $2 and created_at > $3 order by last_seen_at desc, id
            """, connection)
        {
            Parameters = { Value(account), Value(time.GetUtcNow() - _limits.Idle), Value(time.GetUtcNow() - _limits.Longest) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var sessions = new List<OpenSession>();
        while (await reader.ReadAsync(cancellationToken))
        {
            sessions.Add(new(
                reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3), reader.GetString(4)));
        }
        return sessions;
    }, cancellationToken);

    /// <summary>Those of the sessions that are open.</summary>
    public Task<HashSet<Guid>> AmongAsync(IReadOnlyCollection<Guid> sessions, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = new NpgsqlCommand("select id from identity.sessions where id = any ($1) and last_seen_at > $2 and created_at > $3", connection);
        command.Parameters.Add(new() { Value = sessions.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        command.Parameters.Add(Value(time.GetUtcNow() - _limits.Idle));
        command.Parameters.Add(Value(time.GetUtcNow() - _limits.Longest));
        return await ReadIdsAsync(command, cancellationToken);
    }, cancellationToken);

    /// <returns>False if the account has no such session.</returns>
    public async Task<bool> EndAsync(Guid account, Guid session, CancellationToken cancellationToken) =>
        await EndAsync("delete from identity.sessions where account_id = $1 and id = $2 returning id", account, session, cancellationToken) > 0;

    /// <param name="kept">Goes on; null for none.</param>
    /// <returns>How many ended.</returns>
    public Task<int> EndOthersAsync(Guid account, Guid? kept, CancellationToken cancellationToken) =>
        EndAsync("delete from identity.sessions where account_id = $1 and id <> $2 returning id", account, kept ?? Guid.Empty, cancellationToken);

    /// <summary>Ask about them anew: they have ended, here or on another node.</summary>
    public void Forget(IEnumerable<Guid> sessions)
    {
        Interlocked.Increment(ref _generation);
        foreach (var session in sessions)
        {
            _known.TryRemove(session, out _);
        }
    }

    private async Task<int> EndAsync(string sql, Guid account, Guid session, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand(sql);
        command.Parameters.Add(Value(account));
        command.Parameters.Add(Value(session));
        var ended = await ReadIdsAsync(command, cancellationToken);
        Forget(ended);
        await TellAsync(ended);
        return ended.Count;
    }

    // A node that misses it looks for itself before long.
    private async Task TellAsync(HashSet<Guid> ended)
    {
        try
        {
            var messages = ended.Chunk(MostInAMessage).Select(ids => new EphemeralMessage(Topic, string.Join(' ', ids))).ToList();
            if (messages.Count > 0)
            {
                await store.SendAsync(messages, CancellationToken.None);
            }
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException or TimeoutException)
        {
            Log.NotTold(logger, ended.Count, fault.GetType().Name);
        }
    }

    private Task<string?> FindStampAsync(Guid session, DateTimeOffset now, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(
            """
            with seen as (update identity.sessions set last_seen_at = $2 where id = $1 and last_seen_at > $3 and last_seen_at <= $4 and created_at > $5)
            select a.security_stamp from identity.sessions s join identity.accounts a on a.id = s.account_id
            where s.id = $1 and s.last_seen_at > $3 and s.created_at > $5
            """, connection)
        {
            Parameters = { Value(session), Value(now), Value(now - _limits.Idle), Value(now - SeenEvery), Value(now - _limits.Longest) },
        };
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }, cancellationToken);

    // An answer from before the session ended is not remembered.
    private void Remember(Guid session, (string Stamp, DateTimeOffset Until) answer, long generation)
    {
        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }
        _known[session] = answer;
        if (generation != Volatile.Read(ref _generation))
        {
            _known.TryRemove(session, out _);
        }
    }

    private static async Task<HashSet<Guid>> ReadIdsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetGuid(0));
        }
        return ids;
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "That {Count} sessions have ended could not be told to the other nodes: {Fault}")]
        public static partial void NotTold(ILogger logger, int count, string fault);
    }
}

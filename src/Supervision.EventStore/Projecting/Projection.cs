using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Events;
using Supervision.EventStore.Reading;

namespace Supervision.EventStore.Projecting;

/// <summary>An async projection: documents made of events after their commit, with a position of its own in the log.</summary>
public abstract class Projection
{
    private protected Projection(string name) => Name = name;

    /// <summary>Its name, and the kind of its documents.</summary>
    public string Name { get; }

    /// <summary>Starts applying events to one build of the documents.</summary>
    internal abstract ProjectionBuild Open(int build);
}

/// <summary>
/// A projection that keeps one document for each key. Pure: the next document is a function of the last and the event.
/// </summary>
/// <param name="name">Its name, and the kind of its documents; snake_case.</param>
/// <param name="key">The document that an event concerns, in the event's tenant; null for none.</param>
/// <param name="apply">The document after the event, from the one before (null for none); null takes it away.</param>
/// <param name="json">How documents are written and read.</param>
public sealed class DocumentProjection<TDocument>(
    string name, Func<StoredEvent, Guid?> key, Func<TDocument?, StoredEvent, TDocument?> apply, JsonTypeInfo<TDocument> json) : Projection(name)
    where TDocument : class
{
    internal override ProjectionBuild Open(int build) => new DocumentBuild<TDocument>(Name, build, key, apply, json);
}

/// <summary>An event that a projection could not apply.</summary>
public sealed class ProjectionFaultException(long sequence, Exception inner) : Exception("A projection failed on an event.", inner)
{
    /// <summary>The event's number in the log.</summary>
    public long Sequence => sequence;
}

/// <summary>One build of a projection's documents. Used by one runner at a time, which alone writes them.</summary>
internal abstract class ProjectionBuild(string name, int build)
{
    public string Name => name;

    public int Build => build;

    /// <summary>The row of <c>mt_event_progression</c> that says how far it is.</summary>
    public string ProgressName => $"{name}:{build}";

    /// <summary>The position that the database has for this build, as last seen.</summary>
    public LogPosition Stored { get; protected set; }

    /// <summary>How far this runner has read: ahead of what is stored while it meets no events.</summary>
    public LogPosition Reached { get; set; }

    /// <summary>Goes on from what the database has, which somebody else has moved.</summary>
    public virtual void StartFrom(LogPosition stored) => (Stored, Reached) = (stored, stored);

    /// <summary>
    /// Applies events and moves the position, in one transaction. If an event fails, those before it are applied, and then
    /// <see cref="ProjectionFaultException"/> is thrown.
    /// </summary>
    /// <returns>False if the position was not where this runner left it: another one runs.</returns>
    public abstract Task<bool> ApplyAsync(NpgsqlConnection connection, LogPage page, CancellationToken cancellationToken);
}

internal sealed class DocumentBuild<TDocument>(
    string name, int build, Func<StoredEvent, Guid?> key, Func<TDocument?, StoredEvent, TDocument?> apply, JsonTypeInfo<TDocument> json)
    : ProjectionBuild(name, build)
    where TDocument : class
{
    private const int CacheSize = 20_000;

    // The position moves only from where this runner left it, and documents are written only if it moved.
    private const string WriteSql =
        """
        with moved as (
            update mt_event_progression set last_seq_id = $4, horizon = $5, upper = $6, last_updated = now()
            where name = $1 and last_seq_id = $7 and horizon = $8 and stopped_at is null returning 1),
        gone as (
            delete from documents d using moved, unnest($9::varchar[], $10::uuid[], $12::jsonb[]) as u(tenant_id, id, data)
            where u.data is null and d.tenant_id = u.tenant_id and d.kind = $2 and d.build = $3 and d.id = u.id),
        kept as (
            insert into documents (tenant_id, kind, build, id, version, data)
            select u.tenant_id, $2, $3, u.id, u.version, u.data
            from moved, unnest($9::varchar[], $10::uuid[], $11::bigint[], $12::jsonb[]) as u(tenant_id, id, version, data) where u.data is not null
            on conflict (tenant_id, kind, build, id) do update set version = excluded.version, data = excluded.data, modified = now())
        select count(*) from moved
        """;

    private readonly Dictionary<StreamKey, TDocument?> _cache = [];

    public override void StartFrom(LogPosition stored)
    {
        base.StartFrom(stored);
        _cache.Clear();
    }

    public override async Task<bool> ApplyAsync(NpgsqlConnection connection, LogPage page, CancellationToken cancellationToken)
    {
        try
        {
            return await ApplyTogetherAsync(connection, page, cancellationToken);
        }
        catch (Exception fault) when (fault is not (ProjectionFaultException or OperationCanceledException) && !Outage.Is(fault))
        {
            // A document cannot be read, or not be written. One by one they tell whose it is.
            return await ApplyOneByOneAsync(connection, page, cancellationToken);
        }
    }

    private async Task<bool> ApplyOneByOneAsync(NpgsqlConnection connection, LogPage page, CancellationToken cancellationToken)
    {
        var window = WindowOf(page);
        foreach (var @event in page.Events)
        {
            var position = @event == page.Events[^1] ? page.Position : window with { Sequence = @event.Sequence };
            try
            {
                if (!await ApplyTogetherAsync(connection, new([@event], position), cancellationToken))
                {
                    return false;
                }
            }
            catch (Exception fault) when (fault is not (ProjectionFaultException or OperationCanceledException) && !Outage.Is(fault))
            {
                throw new ProjectionFaultException(@event.Sequence, fault);
            }
        }

        return true;
    }

    private async Task<bool> ApplyTogetherAsync(NpgsqlConnection connection, LogPage page, CancellationToken cancellationToken)
    {
        if (_cache.Count > CacheSize)
        {
            _cache.Clear();
        }

        try
        {
            await LoadMissingAsync(connection, page.Events, cancellationToken);
            var changed = new Dictionary<StreamKey, long>();
            var (fault, position) = Fold(page, changed);
            if (!await WriteAsync(connection, changed, position, cancellationToken))
            {
                return false;
            }

            (Stored, Reached) = (position, position);
            return fault is null ? true : throw fault;
        }
        catch
        {
            // What is in memory may be ahead of what was written.
            _cache.Clear();
            throw;
        }
    }

    private (ProjectionFaultException? Fault, LogPosition Position) Fold(LogPage page, Dictionary<StreamKey, long> changed)
    {
        var last = 0L;
        foreach (var @event in page.Events)
        {
            try
            {
                if (KeyOf(@event) is { } document)
                {
                    _cache[document] = apply(_cache.GetValueOrDefault(document), @event);
                    changed[document] = @event.Version;
                }
            }
            catch (Exception fault)
            {
                return (new(@event.Sequence, fault), last == 0 ? Reached : WindowOf(page) with { Sequence = last });
            }

            last = @event.Sequence;
        }

        return (null, page.Position);
    }

    private LogPosition WindowOf(LogPage page) =>
        page.Position.IsInWindow ? page.Position : new LogPosition(Reached.Horizon, page.Position.Horizon, 0);

    private StreamKey? KeyOf(StoredEvent @event) => key(@event) is { } id ? new StreamKey(@event.Stream.Tenant, id) : null;

    private async Task LoadMissingAsync(NpgsqlConnection connection, IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken)
    {
        var missing = new HashSet<StreamKey>();
        foreach (var @event in events)
        {
            StreamKey? document;
            try
            {
                document = KeyOf(@event);
            }
            catch (Exception)
            {
                // Folding meets it again, and says which event it was.
                break;
            }

            if (document is { } needed && !_cache.ContainsKey(needed))
            {
                missing.Add(needed);
            }
        }

        if (missing.Count == 0)
        {
            return;
        }

        await using var batch = TenantScope.BatchIn(connection, TenantScope.Everyone);
        batch.BatchCommands.Add(new(
            """
            select d.tenant_id, d.id, d.data from unnest($3::varchar[], $4::uuid[]) as u(tenant_id, id)
            join documents d on d.tenant_id = u.tenant_id and d.kind = $1 and d.build = $2 and d.id = u.id
            """)
        {
            Parameters =
            {
                new() { Value = Name },
                new() { Value = Build },
                new() { Value = missing.Select(m => m.Tenant).ToArray() },
                new() { Value = missing.Select(m => m.Id).ToArray() },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var document = new StreamKey(reader.GetString(0), reader.GetGuid(1));
            _cache[document] = JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(2), json);
            missing.Remove(document);
        }

        foreach (var absent in missing)
        {
            _cache[absent] = null;
        }
    }

    private async Task<bool> WriteAsync(
        NpgsqlConnection connection, Dictionary<StreamKey, long> changed, LogPosition to, CancellationToken cancellationToken)
    {
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Everyone);
        batch.BatchCommands.Add(new(WriteSql)
        {
            Parameters =
            {
                new() { Value = ProgressName },
                new() { Value = Name },
                new() { Value = Build },
                new() { Value = to.Sequence },
                new() { Value = to.Horizon, NpgsqlDbType = NpgsqlDbType.Xid8 },
                new() { Value = to.Upper, NpgsqlDbType = NpgsqlDbType.Xid8 },
                new() { Value = Stored.Sequence },
                new() { Value = Stored.Horizon, NpgsqlDbType = NpgsqlDbType.Xid8 },
                new() { Value = changed.Keys.Select(k => k.Tenant).ToArray() },
                new() { Value = changed.Keys.Select(k => k.Id).ToArray() },
                new() { Value = changed.Values.ToArray() },
                new()
                {
                    Value = changed.Keys.Select(k => _cache[k] is { } document ? JsonSerializer.SerializeToUtf8Bytes(document, json) : null).ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
                },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetInt64(0) == 1;
    }
}

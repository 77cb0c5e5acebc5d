using System.Collections.Concurrent;
using Supervision.EventStore;
using Supervision.EventStore.Following;
using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Sealing;

/// <summary>
/// The keys of texts that this node works with, unwrapped and in memory. What is destroyed on any node is dropped on all as
/// soon as the log tells of it; while the log cannot be followed, nothing is kept.
/// </summary>
internal sealed class TextKeys(Keyring ring, PostgresEventStore store) : ILogListener
{
    public const string Topic = "key-destroyed";
    private const int Capacity = 20_000;

    private readonly ConcurrentDictionary<(string Tenant, KeyScope Scope), TextKey> _known = [];
    private long _generation;
    private volatile bool _isTrusted;

    public void Connected(bool isConnected)
    {
        Forget(_known.Keys);
        _isTrusted = isConnected;
    }

    public ValueTask HearAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        foreach (var message in batch.Messages)
        {
            if (message.Topic == Topic && message.Content.Split(' ') is [var tenant, var kind, var id])
            {
                Forget([(tenant, new(Enum.Parse<KeyKind>(kind), Guid.Parse(id)))]);
            }
        }
        return ValueTask.CompletedTask;
    }

    /// <returns>Null when it is destroyed, or never was.</returns>
    public async ValueTask<TextKey?> FindAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        if (_isTrusted && _known.TryGetValue((tenant, scope), out var known))
        {
            return known;
        }
        var generation = Volatile.Read(ref _generation);
        var (key, _) = await ring.FindAsync(tenant, scope, cancellationToken);
        Remember((tenant, scope), key, generation);
        return key;
    }

    /// <summary>For writing: made if there is none yet.</summary>
    /// <returns>Null when it is destroyed.</returns>
    public async ValueTask<TextKey?> OfAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        if (_isTrusted && _known.TryGetValue((tenant, scope), out var known))
        {
            return known;
        }
        var generation = Volatile.Read(ref _generation);
        var (key, wasMade) = await ring.FindAsync(tenant, scope, cancellationToken);
        key = wasMade ? key : await ring.MakeAsync(tenant, scope, cancellationToken);
        Remember((tenant, scope), key, generation);
        return key;
    }

    /// <summary>What opens the texts of a scope now. To be used at once, and let go of.</summary>
    public async ValueTask<TextOpener> OpenerAsync(string tenant, KeyScope scope, CancellationToken cancellationToken) =>
        new(await FindAsync(tenant, scope, cancellationToken));

    /// <summary>Destroys a scope's key for good, here and on every other node, and in every backup of the database.</summary>
    /// <returns>When; null when there never was one.</returns>
    public async Task<DateTimeOffset?> DestroyAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        var at = await ring.DestroyAsync(tenant, scope, cancellationToken);
        Forget([(tenant, scope)]);
        await store.SendAsync([new EphemeralMessage(Topic, $"{tenant} {scope.Kind} {scope.Id}")], cancellationToken);
        return at;
    }

    private void Forget(IEnumerable<(string Tenant, KeyScope Scope)> keys)
    {
        Interlocked.Increment(ref _generation);
        foreach (var key in keys)
        {
            _known.TryRemove(key, out _);
        }
    }

    // Not what is not there, and not an answer from before something was forgotten.
    private void Remember((string Tenant, KeyScope Scope) scope, TextKey? key, long generation)
    {
        if (key is null || !_isTrusted || generation != Volatile.Read(ref _generation))
        {
            return;
        }
        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }
        _known[scope] = key;
        if (generation != Volatile.Read(ref _generation))
        {
            _known.TryRemove(scope, out _);
        }
    }
}

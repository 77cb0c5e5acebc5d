using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;
using Supervision.EventStore;
using Supervision.EventStore.Following;
using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Sealing;

/// <summary>
/// The keys of texts that this node works with, unwrapped and in memory. What is destroyed on any node is dropped on all as
/// soon as the log tells of it; while the log cannot be followed, nothing is kept.
/// </summary>
internal sealed class TextKeys(Keyring ring, KeptTable table, PostgresEventStore store) : ILogListener, IDisposable
{
    public const string Topic = "key-destroyed";
    private const int Capacity = 20_000;
    private const long BytesKept = 50_000_000;
    private const int Attempts = 5;

    private readonly ConcurrentDictionary<(string Tenant, KeyScope Scope), ScopeKeys> _known = [];

    // By the key that they are under: they change only while another takes over, and are not kept then.
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = BytesKept });
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
    public async ValueTask<TextKey?> FindAsync(string tenant, KeyScope scope, CancellationToken cancellationToken) =>
        (await LivingAsync(tenant, scope, cancellationToken))?.Present;

    /// <summary>For writing: made if there is none yet.</summary>
    /// <returns>Null when it is destroyed.</returns>
    public async ValueTask<TextKey?> OfAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        if (await FindAsync(tenant, scope, cancellationToken) is { } known)
        {
            return known;
        }
        var (_, wereMade) = await ring.LivingAsync(tenant, scope, cancellationToken);
        if (!wereMade)
        {
            await ring.MakeAsync(tenant, scope, cancellationToken);
        }
        return await FindAsync(tenant, scope, cancellationToken);
    }

    /// <summary>What opens the texts of a scope now. To be used at once, and let go of.</summary>
    public async ValueTask<TextOpener> OpenerAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var keys = await LivingAsync(tenant, scope, cancellationToken);
            var kept = keys is { WereRenewed: true } ? await KeptAsync(tenant, scope, keys, cancellationToken) : KeptTexts.None;
            if (keys is null || kept.AreUnder(keys))
            {
                return new(keys, kept);
            }
            // Another key has taken over since.
            Forget(tenant, scope);
        }
        throw new CryptographicException("What was sealed anew is not under a scope's keys.");
    }

    /// <summary>Gives a scope another key to write under. On this node it is used from now on, on others when they hear of it.</summary>
    public async Task<TextKey?> RenewAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        var key = await ring.RenewAsync(tenant, scope, cancellationToken);
        Forget(tenant, scope);
        return key;
    }

    /// <summary>Whether another key was given to a scope, and the one before not yet destroyed.</summary>
    public async Task<bool> AreBeingRenewedAsync(string tenant, KeyScope scope, CancellationToken cancellationToken) =>
        (await ring.LivingAsync(tenant, scope, cancellationToken)).Keys is { AreBeingRenewed: true };

    /// <summary>Destroys the keys that a scope's present one has taken over from. What stays must have been sealed anew.</summary>
    public async Task EndRenewalAsync(string tenant, KeyScope scope, IReadOnlyCollection<KeptText> kept, CancellationToken cancellationToken)
    {
        await table.WriteAsync(tenant, scope, kept, cancellationToken);
        await ring.EndRenewalAsync(tenant, scope, kept, cancellationToken);
        await TellAsync(tenant, scope, cancellationToken);
    }

    /// <summary>Destroys a scope's key for good, here and on every other node, and in every backup of the database.</summary>
    /// <returns>When; null when there never was one.</returns>
    public async Task<DateTimeOffset?> DestroyAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        var at = await ring.DestroyAsync(tenant, scope, cancellationToken);
        await TellAsync(tenant, scope, cancellationToken);
        return at;
    }

    /// <summary>Has this node ask again.</summary>
    public void Forget(string tenant, KeyScope scope) => Forget([(tenant, scope)]);

    public void Dispose() => _kept.Dispose();

    private async Task TellAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        Forget(tenant, scope);
        await store.SendAsync([new EphemeralMessage(Topic, $"{tenant} {scope.Kind} {scope.Id}")], cancellationToken);
    }

    private async ValueTask<ScopeKeys?> LivingAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        if (_isTrusted && _known.TryGetValue((tenant, scope), out var known))
        {
            return known;
        }
        var generation = Volatile.Read(ref _generation);
        var (keys, _) = await ring.LivingAsync(tenant, scope, cancellationToken);
        Remember((tenant, scope), keys, generation);
        return keys;
    }

    private async ValueTask<KeptTexts> KeptAsync(string tenant, KeyScope scope, ScopeKeys keys, CancellationToken cancellationToken)
    {
        if (!keys.AreBeingRenewed && _kept.TryGetValue((tenant, scope, keys.Present.Id), out KeptTexts? known))
        {
            return known!;
        }
        var kept = new KeptTexts(await table.OfAsync(tenant, scope, cancellationToken));
        return keys.AreBeingRenewed || !kept.AreUnder(keys) ? kept : _kept.Set((tenant, scope, keys.Present.Id), kept, new MemoryCacheEntryOptions { Size = kept.Size });
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
    private void Remember((string Tenant, KeyScope Scope) scope, ScopeKeys? keys, long generation)
    {
        if (keys is null || !_isTrusted || generation != Volatile.Read(ref _generation))
        {
            return;
        }
        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }
        _known[scope] = keys;
        if (generation != Volatile.Read(ref _generation))
        {
            _known.TryRemove(scope, out _);
        }
    }
}

using System.Security.Cryptography;
using Npgsql;
using Supervision.Server.Hosting;

namespace Supervision.Server.Sealing;

/// <summary>
/// Makes, finds, moves and destroys data keys. Destroying one begins a new epoch of its institute: all other keys are wrapped
/// anew, and the secret of the epoch before is destroyed, so that no copy of the database ever made can be opened by what is
/// left. Whatever is broken off is finished by the next call, or when a node starts.
/// </summary>
internal sealed class Keyring(KeyTable table, TimeProvider time)
{
    // Between reading a key and its secret, another node may have begun a new epoch.
    private const int Attempts = 5;

    private Vault? _vault;

    private Vault Vault => _vault ?? throw new InvalidOperationException("The vault has not been opened.");

    /// <summary>Opens the vault and finishes what was broken off, or what a restored database missed.</summary>
    /// <exception cref="StartupException">The vault does not hold what opens the keys of this database.</exception>
    public async Task OpenAsync(IRootKey root, string folder, IEnumerable<string> tenants, CancellationToken cancellationToken)
    {
        var installation = (await table.InstallationAsync(cancellationToken)).ToString("n");
        _vault = new(root, Path.Combine(folder, installation));
        try
        {
            foreach (var tenant in tenants.Concat(_vault.Tenants).Distinct(StringComparer.Ordinal))
            {
                await table.AloneAsync(tenant, async connection =>
                {
                    _vault.Of(tenant).Rewrap();
                    await SettleAsync(connection, tenant, cancellationToken);
                    return await CatchUpAsync(connection, tenant, cancellationToken);
                }, cancellationToken);
            }
        }
        catch (CryptographicException fault)
        {
            throw new StartupException(
                $"The secrets in {folder} were wrapped with a root key that is neither the configured one nor one of Supervision:Keys:OldRoots. Without it no case can be read.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The server cannot keep its keys in {folder}: {fault.Message}", fault);
        }
    }

    /// <returns>The present key, and whether there ever was one; it is null if there was and it is destroyed.</returns>
    public async Task<(TextKey? Key, bool WasMade)> FindAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        var (living, wereMade) = await LivingAsync(tenant, scope, cancellationToken);
        return (living?.Present, wereMade);
    }

    /// <returns>The keys that open something, and whether there ever were any; null if there were and the last is destroyed.</returns>
    public async Task<(ScopeKeys? Keys, bool WereMade)> LivingAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var rows = await table.OfScopeAsync(tenant, scope, cancellationToken);
            if (rows is not [.., { Wrapped: not null } last])
            {
                return (null, rows.Count > 0);
            }
            var living = rows.Select(row => row.Wrapped).OfType<WrappedKey>().Select(key => Unwrapped(tenant, key)).ToList();
            if (!living.Contains(null))
            {
                return (new([.. living.OfType<TextKey>()], last.Generation), true);
            }
        }
        throw new CryptographicException("The vault does not hold the secret of a key's epoch.");
    }

    /// <returns>Null if the scope's key is destroyed: nothing is written there any more.</returns>
    public async Task<TextKey?> MakeAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        await table.AloneAsync(tenant, connection => MakeAsync(connection, tenant, scope, generation: 1, cancellationToken), cancellationToken);
        return (await FindAsync(tenant, scope, cancellationToken)).Key;
    }

    /// <summary>Gives a scope another key to write under, beside the one that it has. Again before that is destroyed, it is the same one.</summary>
    /// <returns>Null if the scope has no key that lives.</returns>
    public async Task<TextKey?> RenewAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        await table.AloneAsync(tenant, async connection =>
            await KeyTable.OfScopeAsync(connection, tenant, scope, cancellationToken) is [.., { Wrapped: not null } last] rows
            && rows.Count(row => row.Wrapped is not null) == 1
            && await MakeAsync(connection, tenant, scope, last.Generation + 1, cancellationToken), cancellationToken);
        return (await FindAsync(tenant, scope, cancellationToken)).Key;
    }

    /// <summary>Destroys what a scope's present key has taken over from: what stays is sealed anew, and written to the vault too.</summary>
    public async Task EndRenewalAsync(string tenant, KeyScope scope, IReadOnlyCollection<KeptText> kept, CancellationToken cancellationToken)
    {
        // A copy of the database from before has neither these texts nor the key that opens them.
        Vault.Of(tenant).KeepTexts(scope, kept);
        var living = (await table.OfScopeAsync(tenant, scope, cancellationToken)).Where(row => row.Wrapped is not null).ToList();
        if (living.Count > 1)
        {
            await MoveAsync(tenant, [.. living.SkipLast(1).Select(row => row.Id)], cancellationToken);
        }
        await table.AloneAsync(tenant, connection => SettleAsync(connection, tenant, cancellationToken), cancellationToken);
    }

    /// <summary>Begins a new epoch of an institute, in which a scope's key does not live on. Repeated, it finishes what was broken off.</summary>
    /// <returns>When the key was destroyed; null when there never was one.</returns>
    public async Task<DateTimeOffset?> DestroyAsync(string tenant, KeyScope scope, CancellationToken cancellationToken)
    {
        if (await table.OfScopeAsync(tenant, scope, cancellationToken) is not { Count: > 0 } rows)
        {
            return null;
        }
        if (rows.Where(row => row.Wrapped is not null).Select(row => row.Id).ToHashSet() is { Count: > 0 } living)
        {
            await MoveAsync(tenant, living, cancellationToken);
        }
        Vault.Of(tenant).ForgetTexts(scope);
        await table.AloneAsync(tenant, connection => SettleAsync(connection, tenant, cancellationToken), cancellationToken);
        return (await table.FindAsync(tenant, scope, cancellationToken))!.DestroyedAt;
    }

    /// <summary>Begins a new epoch of an institute in which all keys live on.</summary>
    public async Task RotateAsync(string tenant, CancellationToken cancellationToken)
    {
        await MoveAsync(tenant, [], cancellationToken);
        await table.AloneAsync(tenant, connection => SettleAsync(connection, tenant, cancellationToken), cancellationToken);
    }

    // First the vault, then the table: a node that ends in between leaves two epochs that both open what they wrap.
    private Task<bool> MoveAsync(string tenant, HashSet<Guid> destroyed, CancellationToken cancellationToken) => table.AloneAsync(tenant, async connection =>
    {
        var vault = Vault.Of(tenant);
        var living = (await table.LivingAsync(connection, tenant, cancellationToken)).Select(row => row.Wrapped!).ToDictionary(key => key.Id);
        var gone = vault.Destroyed();
        // Copies of keys that the database does not know: it was restored from before they were made.
        var elsewhere = vault.Kept().Values.Where(key => !living.ContainsKey(key.Id) && !gone.ContainsKey(key.Id)).ToList();
        var secrets = living.Values.Concat(elsewhere).Select(key => key.Epoch).Distinct()
            .ToDictionary(epoch => epoch, epoch => vault.Open(epoch) ?? throw new CryptographicException("The vault does not hold the secret of a key's epoch."));
        var (next, secret) = vault.Begin();
        WrappedKey Moved(WrappedKey key) => WrappedKey.Wrap(tenant, key.Id, key.Scope, next, secret, key.Unwrap(tenant, secrets[key.Epoch]), key.Generation);
        var moved = living.Values.Where(key => !destroyed.Contains(key.Id)).Select(Moved).ToList();
        vault.KeepAll(next, [.. moved, .. elsewhere.Where(key => !destroyed.Contains(key.Id)).Select(Moved)]);
        var now = time.GetUtcNow();
        foreach (var id in destroyed)
        {
            vault.NoteDestroyed(id, now);
        }
        await KeyTable.DestroyAsync(connection, tenant, destroyed.ToDictionary(id => id, _ => now), cancellationToken);
        await KeyTable.ReplaceAsync(connection, tenant, moved, cancellationToken);
        return true;
    }, cancellationToken);

    // A database restored from before an epoch ended takes over from the vault what lives, and what was destroyed.
    private async Task<bool> SettleAsync(NpgsqlConnection connection, string tenant, CancellationToken cancellationToken)
    {
        var vault = Vault.Of(tenant);
        var living = (await table.LivingAsync(connection, tenant, cancellationToken)).Select(row => row.Wrapped!).ToList();
        var closed = living.Where(key => !vault.Has(key.Epoch)).ToList();
        var (kept, gone) = (vault.Kept(), vault.Destroyed());
        var taken = closed.Select(key => kept.GetValueOrDefault(key.Id)).OfType<WrappedKey>().ToList();
        var destroyed = closed.Where(key => !kept.ContainsKey(key.Id) && gone.ContainsKey(key.Id)).ToDictionary(key => key.Id, key => gone[key.Id]);
        if (taken.Count + destroyed.Count < closed.Count)
        {
            throw new StartupException(
                $"{closed.Count - taken.Count - destroyed.Count} keys of the database cannot be opened by what lies in the folder of keys (Supervision:Keys:Folder). "
                + "It belongs to another database, or was lost. Put it back: without it those cases cannot be read.");
        }
        await KeyTable.ReplaceAsync(connection, tenant, taken, cancellationToken);
        await KeyTable.DestroyAsync(connection, tenant, destroyed, cancellationToken);
        var needed = living.Except(closed).Concat(taken).Select(key => key.Epoch).ToHashSet();
        vault.End(needed);
        return true;
    }

    // A database restored from before a key was renewed has neither the new key nor what was sealed anew under it.
    private async Task<bool> CatchUpAsync(NpgsqlConnection connection, string tenant, CancellationToken cancellationToken)
    {
        var vault = Vault.Of(tenant);
        var (kept, gone) = (vault.Kept(), vault.Destroyed());
        foreach (var scope in vault.WithTexts())
        {
            var rows = await KeyTable.OfScopeAsync(connection, tenant, scope, cancellationToken);
            var texts = vault.TextsOf(scope);
            if (rows is not [.., var last] || kept.Values.FirstOrDefault(key => key.Scope == scope && texts.Any(text => text.Text.Key == key.Id)) is not { } renewed || gone.ContainsKey(renewed.Id))
            {
                continue;
            }
            if (last.Generation < renewed.Generation)
            {
                await KeyTable.InsertAsync(connection, tenant, renewed, time.GetUtcNow(), cancellationToken);
            }
            if ((await KeptTable.OfAsync(connection, tenant, scope, cancellationToken)).Count(text => text.Text.Key == renewed.Id) < texts.Count)
            {
                await KeptTable.WriteAsync(connection, tenant, scope, texts, cancellationToken);
            }
        }
        return true;
    }

    private async Task<bool> MakeAsync(NpgsqlConnection connection, string tenant, KeyScope scope, int generation, CancellationToken cancellationToken)
    {
        var vault = Vault.Of(tenant);
        var (epoch, secret) = vault.Present is > 0 and var present
            ? (present, vault.Open(present) ?? throw new CryptographicException("The vault does not hold the secret of the present epoch."))
            : vault.Begin();
        var key = WrappedKey.Wrap(tenant, Guid.CreateVersion7(time.GetUtcNow()), scope, epoch, secret, RandomNumberGenerator.GetBytes(Box.KeyLength), generation);
        if (await KeyTable.InsertAsync(connection, tenant, key, time.GetUtcNow(), cancellationToken))
        {
            vault.Keep(key);
        }
        return true;
    }

    private TextKey? Unwrapped(string tenant, WrappedKey key) => Vault.Of(tenant).Open(key.Epoch) is { } secret ? new(key.Id, key.Unwrap(tenant, secret)) : null;
}

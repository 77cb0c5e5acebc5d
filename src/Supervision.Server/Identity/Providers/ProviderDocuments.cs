using System.Collections.Concurrent;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Supervision.Server.Identity.Providers;

/// <summary>What a provider says of itself, and the keys it signs with.</summary>
internal sealed record ProviderDocument(OpenIdConnectConfiguration About, IReadOnlyList<JsonWebKey> Keys)
{
    /// <summary>Those that a token with this key id can have been signed with. Without one there must be no choice.</summary>
    public IEnumerable<JsonWebKey> KeysFor(string? keyId) =>
        string.IsNullOrEmpty(keyId) ? (Keys.Count == 1 ? Keys : []) : Keys.Where(key => key.Kid == keyId);
}

/// <summary>
/// Discovery documents and keys, kept for half a day. A token signed with a key that is not among them has them fetched
/// again, at most once a minute, so that forged tokens do not make us ask a provider without end.
/// </summary>
internal sealed class ProviderDocuments(ProviderFetching fetching, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(12);
    private static readonly TimeSpan RefreshesEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RestsAfterFailure = TimeSpan.FromSeconds(5);
    private const int SmallestRsaKey = 2048;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <exception cref="ProviderException">It cannot be reached, or is not what it should be.</exception>
    public Task<ProviderDocument> OfAsync(string issuer, CancellationToken cancellationToken) =>
        EntryOf(issuer).GetAsync(isKnown: _ => true, cancellationToken);

    /// <summary>With the key, if the provider has it.</summary>
    /// <exception cref="ProviderException">It cannot be reached, or is not what it should be.</exception>
    public Task<ProviderDocument> WithKeyAsync(string issuer, string? keyId, CancellationToken cancellationToken) =>
        EntryOf(issuer).GetAsync(document => document.KeysFor(keyId).Any(), cancellationToken);

    /// <summary>Asks the provider itself, whatever is kept.</summary>
    /// <exception cref="ProviderException">It cannot be reached, or is not what it should be.</exception>
    public async Task<ProviderDocument> FetchAsync(string issuer, CancellationToken cancellationToken)
    {
        OpenIdConnectConfiguration about;
        try
        {
            about = await OpenIdConnectConfigurationRetriever.GetAsync($"{issuer.TrimEnd('/')}/.well-known/openid-configuration", fetching, cancellationToken);
        }
        catch (Exception fault) when (fault is not ProviderException and not OperationCanceledException)
        {
            throw new ProviderException("The provider's description of itself cannot be read.", fault);
        }
        return Checked(issuer, about);
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
        {
            entry.Dispose();
        }
    }

    private ProviderDocument Checked(string issuer, OpenIdConnectConfiguration about)
    {
        if (about.Issuer != issuer)
        {
            throw new ProviderException("The provider names another issuer.");
        }
        string?[] asked = [about.AuthorizationEndpoint, about.TokenEndpoint, about.JwksUri];
        if (!asked.All(fetching.MayAsk) || (about.UserInfoEndpoint is { Length: > 0 } userInfo && !fetching.MayAsk(userInfo)))
        {
            throw new ProviderException("The provider names an address that may not be asked.");
        }
        var keys = about.JsonWebKeySet?.Keys.Where(IsFit).ToList() ?? [];
        return keys.Count > 0 ? new(about, keys) : throw new ProviderException("The provider has no key that is fit to sign with.");
    }

    // Public keys only: a shared secret among them, or a short key, would let others sign.
    private static bool IsFit(JsonWebKey key) =>
        (string.IsNullOrEmpty(key.Use) || key.Use == JsonWebKeyUseNames.Sig)
        && (key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve || (key.Kty == JsonWebAlgorithmsKeyTypes.RSA && key.KeySize >= SmallestRsaKey));

    private DateTimeOffset Now => time.GetUtcNow();

    private Entry EntryOf(string issuer) => _entries.GetOrAdd(issuer, name => new(this, name));

    private sealed class Entry(ProviderDocuments owner, string issuer) : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1);
        private (ProviderDocument Document, DateTimeOffset At)? _known;
        private DateTimeOffset _refreshedAt = DateTimeOffset.MinValue;
        private DateTimeOffset _failedAt = DateTimeOffset.MinValue;

        public async Task<ProviderDocument> GetAsync(Func<ProviderDocument, bool> isKnown, CancellationToken cancellationToken)
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                var now = owner.Now;
                if (_known is not { } known || now - known.At >= GoodFor)
                {
                    return await FetchAsync(now, cancellationToken);
                }
                if (isKnown(known.Document) || now - _refreshedAt < RefreshesEvery)
                {
                    return known.Document;
                }
                _refreshedAt = now;
                return await FetchAsync(now, cancellationToken);
            }
            finally
            {
                _turn.Release();
            }
        }

        public void Dispose() => _turn.Dispose();

        private async Task<ProviderDocument> FetchAsync(DateTimeOffset now, CancellationToken cancellationToken)
        {
            if (now - _failedAt < RestsAfterFailure)
            {
                throw new ProviderException("The provider could not be reached a moment ago.");
            }
            try
            {
                var document = await owner.FetchAsync(issuer, cancellationToken);
                _known = (document, now);
                return document;
            }
            catch (ProviderException)
            {
                _failedAt = now;
                throw;
            }
        }
    }
}

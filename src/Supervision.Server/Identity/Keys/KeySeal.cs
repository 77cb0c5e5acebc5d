using System.Security.Cryptography;
using Supervision.Server.Hosting;
using Supervision.Server.Sealing;

namespace Supervision.Server.Identity.Keys;

/// <summary>Seals with AES-256-GCM under the key from the configuration, and opens what that one or an old one has sealed.</summary>
internal sealed class KeySeal
{
    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    /// <exception cref="StartupException">One of the keys is none.</exception>
    public KeySeal(KeySettings settings)
    {
        CurrentId = settings.Key is { Length: > 0 } key ? Add("Key", key) : null;
        foreach (var (place, old) in settings.OldKeys.Index())
        {
            Add($"OldKeys:{place}", old);
        }
    }

    /// <summary>Which key seals; null if none is configured. It tells nothing of the key itself.</summary>
    public string? CurrentId { get; }

    public bool Knows(string keyId) => _keys.ContainsKey(keyId);

    /// <returns>Nonce, ciphertext and tag, one after the other.</returns>
    public byte[] Seal(ReadOnlySpan<byte> content) => Box.Seal(_keys[CurrentId!], content, boundTo: []);

    /// <exception cref="CryptographicException">The key is not configured, or the content is not as it was sealed.</exception>
    public byte[] Open(string keyId, ReadOnlySpan<byte> box) => _keys.TryGetValue(keyId, out var key)
        ? Box.Open(key, box, boundTo: [])
        : throw new CryptographicException("This was sealed with a key that is not configured.");

    private string Add(string setting, string base64)
    {
        var key = new byte[Box.KeyLength];
        if (!Convert.TryFromBase64String(base64, key, out var length) || length != Box.KeyLength)
        {
            throw new StartupException($"Supervision:DataProtection:{setting} must be 32 bytes in base64. Make one with: openssl rand -base64 32");
        }
        var id = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 8));
        _keys[id] = key;
        return id;
    }
}

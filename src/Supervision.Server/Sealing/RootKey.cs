using System.Security.Cryptography;
using Supervision.Server.Hosting;

namespace Supervision.Server.Sealing;

/// <summary>
/// What wraps the institutes' secrets. From the configuration here; a security module or a key service takes its place by
/// implementing this, since nothing else asks for the root key's bytes.
/// </summary>
internal interface IRootKey
{
    /// <summary>Which key wraps now. Tells nothing of the key itself.</summary>
    string Id { get; }

    byte[] Wrap(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> boundTo);

    /// <param name="keyId">The key that wrapped it: the present one or an old one.</param>
    /// <exception cref="CryptographicException">It is neither, or this was changed.</exception>
    byte[] Unwrap(string keyId, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> boundTo);
}

internal sealed class ConfiguredRootKey : IRootKey
{
    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    /// <exception cref="StartupException">One of them is no key.</exception>
    public ConfiguredRootKey(string root, IEnumerable<string> old)
    {
        Id = Add(root);
        foreach (var each in old)
        {
            Add(each);
        }
    }

    public string Id { get; }

    public static string Generate() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Box.KeyLength));

    public byte[] Wrap(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> boundTo) => Box.Seal(_keys[Id], secret, boundTo);

    public byte[] Unwrap(string keyId, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> boundTo) => _keys.TryGetValue(keyId, out var key)
        ? Box.Open(key, wrapped, boundTo)
        : throw new CryptographicException("This was wrapped with a root key that is neither the present one nor one of the old.");

    private string Add(string base64)
    {
        var key = new byte[Box.KeyLength];
        if (!Convert.TryFromBase64String(base64.Trim(), key, out var length) || length != Box.KeyLength)
        {
            throw new StartupException("The root key (Supervision:Keys:Root, RootFile or OldRoots) must be 32 bytes in base64. Make one with: openssl rand -base64 32");
        }
        var id = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 8));
        _keys[id] = key;
        return id;
    }
}

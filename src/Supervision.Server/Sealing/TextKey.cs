using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Supervision.Server.Sealing;

/// <summary>A data key, unwrapped: in memory only.</summary>
internal sealed class TextKey(Guid id, byte[] secret)
{
    private readonly byte[] _markSecret = HKDF.Expand(HashAlgorithmName.SHA256, secret, Box.KeyLength, "marks"u8.ToArray());

    // Making a cipher takes half as long as sealing a short text with it. It is for one thread at a time: whoever finds none makes one.
    private AesGcm? _idle;

    public Guid Id => id;

    public SealedText Seal<T>(SealedField field, T content, JsonTypeInfo<T> json)
    {
        var cipher = TakeCipher();
        var box = Box.Seal(cipher, JsonSerializer.SerializeToUtf8Bytes(content, json), field.Bound);
        GiveBack(cipher);
        return new(id, box);
    }

    /// <summary>The same for the same content, and without the key neither told nor guessed from it.</summary>
    public byte[] Mark(ReadOnlySpan<byte> content) => HMACSHA256.HashData(_markSecret, content);

    internal AesGcm TakeCipher() => Interlocked.Exchange(ref _idle, null) ?? new(secret, Box.TagLength);

    internal void GiveBack(AesGcm cipher) => Interlocked.Exchange(ref _idle, cipher)?.Dispose();

    public override string ToString() => $"{nameof(TextKey)} {id}";
}

/// <summary>Opens texts of one scope, many with one cipher. Where the key is gone, it opens none. For one thread at a time.</summary>
/// <param name="keys">Null once they are destroyed.</param>
/// <param name="kept">What is read in place of texts whose key was destroyed when another took over.</param>
internal sealed class TextOpener(ScopeKeys? keys, KeptTexts kept) : IDisposable
{
    private readonly Dictionary<TextKey, AesGcm> _ciphers = [];

    /// <param name="key">Null once it is destroyed.</param>
    public TextOpener(TextKey? key)
        : this(key is null ? null : new ScopeKeys([key]), KeptTexts.None)
    {
    }

    /// <summary>Whether everything of this scope has been made unreadable.</summary>
    public bool IsErased => keys is null;

    /// <summary>Whether it finds a text's key, or what stands in place of it.</summary>
    public bool Finds(SealedText text, SealedField field) => keys?.Find(text.Key) is not null || kept.Of(field) is not null;

    /// <returns>Null when its key is gone: it has been erased.</returns>
    /// <exception cref="CryptographicException">It was changed, or belongs elsewhere.</exception>
    public T? Open<T>(SealedText text, SealedField field, JsonTypeInfo<T> json)
        where T : class
    {
        var found = keys?.Find(text.Key) is not null ? text : kept.Of(field);
        return found is not null && keys?.Find(found.Key) is { } key ? JsonSerializer.Deserialize(Box.Open(CipherOf(key), found.Box.Span, field.Bound), json) : null;
    }

    public void Dispose()
    {
        foreach (var (key, cipher) in _ciphers)
        {
            key.GiveBack(cipher);
        }

        _ciphers.Clear();
    }

    private AesGcm CipherOf(TextKey key) => _ciphers.TryGetValue(key, out var cipher) ? cipher : _ciphers[key] = key.TakeCipher();
}

using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Supervision.Server.Sealing;

/// <summary>A data key, unwrapped: in memory only.</summary>
internal sealed class TextKey(Guid id, byte[] secret)
{
    private readonly byte[] _markSecret = HKDF.Expand(HashAlgorithmName.SHA256, secret, Box.KeyLength, "marks"u8.ToArray());

    public Guid Id => id;

    public SealedText Seal<T>(SealedField field, T content, JsonTypeInfo<T> json) =>
        new(id, Box.Seal(secret, JsonSerializer.SerializeToUtf8Bytes(content, json), field.Bound));

    /// <summary>The same for the same content, and without the key neither told nor guessed from it.</summary>
    public byte[] Mark(ReadOnlySpan<byte> content) => HMACSHA256.HashData(_markSecret, content);

    internal AesGcm Cipher() => new(secret, Box.TagLength);

    public override string ToString() => $"{nameof(TextKey)} {id}";
}

/// <summary>Opens texts of one scope, many with one cipher. Where the key is gone, it opens none. For one thread at a time.</summary>
/// <param name="key">Null once it is destroyed.</param>
internal sealed class TextOpener(TextKey? key) : IDisposable
{
    private readonly AesGcm? _cipher = key?.Cipher();

    /// <summary>Whether everything of this scope has been made unreadable.</summary>
    public bool IsErased => key is null;

    /// <returns>Null when its key is gone: it has been erased.</returns>
    /// <exception cref="CryptographicException">It was changed, or belongs elsewhere.</exception>
    public T? Open<T>(SealedText text, SealedField field, JsonTypeInfo<T> json)
        where T : class =>
        _cipher is not null && text.Key == key!.Id ? JsonSerializer.Deserialize(Box.Open(_cipher, text.Box.Span, field.Bound), json) : null;

    public void Dispose() => _cipher?.Dispose();
}

using System.Security.Cryptography;

namespace Supervision.Server.Sealing;

/// <summary>AES-256-GCM, as everything here is sealed: nonce, ciphertext and tag, one after the other.</summary>
internal static class Box
{
    public const int KeyLength = 32;
    public const int Overhead = NonceLength + TagLength;
    public const int TagLength = 16;

    private const int NonceLength = 12;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content, ReadOnlySpan<byte> boundTo)
    {
        using var cipher = new AesGcm(key, TagLength);
        return Seal(cipher, content, boundTo);
    }

    public static byte[] Seal(AesGcm cipher, ReadOnlySpan<byte> content, ReadOnlySpan<byte> boundTo)
    {
        var box = new byte[content.Length + Overhead];
        var nonce = box.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, content, box.AsSpan(NonceLength, content.Length), box.AsSpan(NonceLength + content.Length), boundTo);
        return box;
    }

    /// <exception cref="CryptographicException">Another key, other content, or bound to something else.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> boundTo)
    {
        using var cipher = new AesGcm(key, TagLength);
        return Open(cipher, box, boundTo);
    }

    /// <exception cref="CryptographicException">Another key, other content, or bound to something else.</exception>
    public static byte[] Open(AesGcm cipher, ReadOnlySpan<byte> box, ReadOnlySpan<byte> boundTo)
    {
        if (box.Length < Overhead)
        {
            throw new CryptographicException("This is too short to have been sealed.");
        }
        var content = new byte[box.Length - Overhead];
        cipher.Decrypt(box[..NonceLength], box[NonceLength..^TagLength], box[^TagLength..], content, boundTo);
        return content;
    }
}

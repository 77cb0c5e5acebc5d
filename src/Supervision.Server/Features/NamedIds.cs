using System.Security.Cryptography;
using System.Text;

namespace Supervision.Server.Features;

/// <summary>Ids made of what they name, so that whoever makes one, and however often, makes the same.</summary>
internal static class NamedIds
{
    /// <param name="kind">Keeps the names of different things apart.</param>
    /// <param name="parts">What it is the name of.</param>
    /// <returns>A UUID of version 8.</returns>
    public static Guid Of(string kind, params ReadOnlySpan<Guid> parts)
    {
        var name = new byte[Encoding.UTF8.GetByteCount(kind) + 1 + (16 * parts.Length)];
        var at = Encoding.UTF8.GetBytes(kind, name) + 1;
        foreach (var part in parts)
        {
            part.TryWriteBytes(name.AsSpan(at), bigEndian: true, out var written);
            at += written;
        }
        var hash = SHA256.HashData(name);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new(hash.AsSpan(0, 16), bigEndian: true);
    }
}

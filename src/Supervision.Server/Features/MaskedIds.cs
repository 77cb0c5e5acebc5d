using System.Buffers.Binary;

namespace Supervision.Server.Features;

/// <summary>Ids of streams that belong to another: its own id under a fixed mask, so that either is found from the other without a look-up.</summary>
internal static class MaskedIds
{
    /// <returns>The other of the two; twice is as before.</returns>
    public static Guid Of(Guid id, UInt128 mask)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt128BigEndian(bytes, BinaryPrimitives.ReadUInt128BigEndian(bytes) ^ mask);
        return new(bytes, bigEndian: true);
    }
}

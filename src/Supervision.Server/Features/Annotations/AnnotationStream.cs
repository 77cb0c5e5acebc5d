using Supervision.EventStore.Appending;
using Supervision.Server.Features.Cases;

namespace Supervision.Server.Features.Annotations;

/// <summary>
/// The stream of a case's annotations. Its id is the case's own under a fixed mask, so that either is found from the
/// other without a look-up, and the case's own stream stays short.
/// </summary>
internal static class AnnotationStream
{
    public const string Type = "annotations";

    private static readonly UInt128 Mask = new(0x616e_6e6f_7461_7469, 0x6f6e_7320_6f66_2061);

    public static StreamKey Of(string tenant, CaseId @case) => new(tenant, Masked(@case.Value));

    public static CaseId CaseOf(StreamKey stream) => new(Masked(stream.Id));

    private static Guid Masked(Guid id)
    {
        System.Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var masked = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes) ^ Mask;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, masked);
        return new(bytes, bigEndian: true);
    }
}

using Supervision.EventStore.Appending;
using Supervision.Server.Features.Cases;

namespace Supervision.Server.Features.Annotations;

/// <summary>The stream of a case's annotations; the case's own stays short.</summary>
internal static class AnnotationStream
{
    public const string Type = "annotations";

    private static readonly UInt128 Mask = new(0x616e_6e6f_7461_7469, 0x6f6e_7320_6f66_2061);

    public static StreamKey Of(string tenant, CaseId @case) => new(tenant, MaskedIds.Of(@case.Value, Mask));

    public static CaseId CaseOf(StreamKey stream) => new(MaskedIds.Of(stream.Id, Mask));
}

using Supervision.EventStore.Appending;
using Supervision.Server.Features.Cases;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Reviews;

/// <summary>The stream of a case's reviews, and what is sealed in it. Its id is the case's own under a fixed mask, as that of its annotations is.</summary>
internal static class ReviewStream
{
    public const string Type = "reviews";

    private static readonly UInt128 Mask = new(0x7265_7669_6577_206f, 0x6620_6120_6361_7365);

    public static StreamKey Of(string tenant, CaseId @case) => new(tenant, MaskedIds.Of(@case.Value, Mask));

    public static CaseId CaseOf(StreamKey stream) => new(MaskedIds.Of(stream.Id, Mask));

    public static SealedField AnswersOf(StreamKey stream, ReviewId review) => new(stream, $"answers/{review.Value:n}");

    public static SealedField ReasonOf(StreamKey stream, ReviewId review) => new(stream, $"declined/{review.Value:n}");
}

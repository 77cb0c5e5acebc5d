using System.Text.Json.Serialization;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Cases;

/// <summary>Why an erasure is asked for. A choice and not a sentence: nobody who decides needs a clinical word, and none is kept.</summary>
[JsonConverter(typeof(KebabCase<ErasureReason>))]
internal enum ErasureReason
{
    /// <summary>The client asked for it, through the therapist.</summary>
    ClientAsked,

    /// <summary>Whoever brought the case asks for it.</summary>
    PresenterAsked,

    /// <summary>Somebody may be recognised.</summary>
    Recognisable,

    /// <summary>It should not have been brought here.</summary>
    BroughtByMistake,

    /// <summary>Nobody asks: the time for which the institute keeps it has passed.</summary>
    Retention,
}

/// <summary>How much it is, in counts.</summary>
/// <param name="Events">All that happened on the case's margin.</param>
/// <param name="Annotations">Written, also those since withdrawn or replaced.</param>
/// <param name="Replies">Written, also those since withdrawn.</param>
/// <param name="People">How many wrote them.</param>
internal sealed record ErasureScope(int Events, int Annotations, int Replies, int People);

/// <summary>The last erasure asked for of a case, and what became of it.</summary>
/// <param name="RequestedBy">Null where nobody asked, because the time of keeping has passed.</param>
internal sealed record CaseErasure(ErasureState State, PersonId? RequestedBy, ErasureReason Why, DateTimeOffset RequestedAt, DateTimeOffset DueAt)
    : Erasure(State, RequestedBy, RequestedAt, DueAt)
{
    public DateTimeOffset? KeyDestroyedAt { get; init; }

    public ErasureScope? Scope { get; init; }
}

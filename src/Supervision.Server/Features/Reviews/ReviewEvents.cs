using System.Text.Json.Serialization;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Reviews;

[JsonConverter(typeof(IdentifierJson<ReviewId>))]
internal readonly record struct ReviewId(Guid Value) : IIdentifier<ReviewId>
{
    public static ReviewId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>
/// Whether a case may go beyond its group: what a determined reader could find out, asked and answered by two people; the
/// stored contract. The stream is the case's own for this, see <see cref="ReviewStream"/>.
/// </summary>
internal abstract record ReviewEvent(PersonId By, DateTimeOffset At)
{
    /// <summary>Whoever brought the case has answered the questions.</summary>
    /// <param name="Answers">Sealed with the case's key: <see cref="ReviewAnswers"/>.</param>
    /// <param name="Removals">How often something was removed from the case, or put back, until then.</param>
    /// <param name="AgainAt">From when on it has to be reviewed again.</param>
    internal sealed record Answered(ReviewId Review, SealedText Answers, int Removals, DateTimeOffset AgainAt, PersonId By, DateTimeOffset At) : ReviewEvent(By, At);

    /// <summary>A second person agrees.</summary>
    internal sealed record Agreed(ReviewId Review, PersonId By, DateTimeOffset At) : ReviewEvent(By, At);

    /// <param name="Reason">Sealed with the case's key, as a string.</param>
    internal sealed record Declined(ReviewId Review, SealedText Reason, PersonId By, DateTimeOffset At) : ReviewEvent(By, At);

    /// <summary>The case has been brought into another group, as it stood then, as a case of that group's own.</summary>
    internal sealed record Carried(GroupId Group, CaseId Case, PersonId By, DateTimeOffset At) : ReviewEvent(By, At);
}

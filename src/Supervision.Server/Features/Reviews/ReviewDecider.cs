using System.Diagnostics;
using System.Text.Json.Serialization;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Http;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Reviews;

[JsonConverter(typeof(KebabCase<ReviewStanding>))]
internal enum ReviewStanding
{
    Waiting, Agreed, Declined,
}

/// <summary>The last review of a case.</summary>
/// <param name="Reason">Why it was declined, sealed.</param>
internal sealed record Review(
    ReviewId Id, SealedText Answers, int Removals, DateTimeOffset AgainAt, PersonId By, DateTimeOffset At, ReviewStanding Standing = ReviewStanding.Waiting,
    PersonId? DecidedBy = null, DateTimeOffset? DecidedAt = null, SealedText? Reason = null)
{
    public override string ToString() => $"{nameof(Review)} {Id}";
}

/// <summary>That a case went into another group.</summary>
internal sealed record Carriage(GroupId Group, CaseId Case, PersonId By, DateTimeOffset At);

/// <param name="Last">Null until somebody has answered the questions.</param>
internal sealed record ReviewState(Review? Last, IReadOnlyList<Carriage> Carried)
{
    /// <summary>Of the document that is written together with the events.</summary>
    public const string Kind = "case_review";

    public static readonly ReviewState Initial = new(null, []);
}

internal static class ReviewDecider
{
    private static readonly Refusal Missing = new("review-missing", "Before a case goes beyond its group, the five questions are answered and a second person agrees.");
    private static readonly Refusal OutOfDate = new("review-out-of-date", "Since it was reviewed, something has been removed from the case or put back, or the date for reviewing it again has come. Answer the questions anew.");
    private static readonly Refusal Unknown = new("unknown-review", "The questions have been answered anew since. Load the page again.");

    public static Decision<ReviewEvent> Decide(ReviewState state, ReviewCommand command) => command switch
    {
        ReviewCommand.Answer answer => state.Last?.Id == answer.Review
            ? new Refusal("id-taken", "This id is in use. Make a new one.")
            : [new ReviewEvent.Answered(answer.Review, answer.Answers, answer.Removals, answer.AgainAt, answer.By, answer.At)],
        ReviewCommand.Agree agree => OnWaiting(state, agree.Review, agree.By, ReviewStanding.Agreed, new ReviewEvent.Agreed(agree.Review, agree.By, agree.At)),
        ReviewCommand.Decline decline =>
            OnWaiting(state, decline.Review, decline.By, ReviewStanding.Declined, new ReviewEvent.Declined(decline.Review, decline.Reason, decline.By, decline.At)),
        ReviewCommand.Carry carry => Carry(state, carry),
        _ => throw new UnreachableException(),
    };

    public static ReviewState Evolve(ReviewState state, ReviewEvent @event) => @event switch
    {
        ReviewEvent.Answered e => state with { Last = new(e.Review, e.Answers, e.Removals, e.AgainAt, e.By, e.At) },
        ReviewEvent.Agreed e => state with { Last = state.Last! with { Standing = ReviewStanding.Agreed, DecidedBy = e.By, DecidedAt = e.At } },
        ReviewEvent.Declined e => state with { Last = state.Last! with { Standing = ReviewStanding.Declined, DecidedBy = e.By, DecidedAt = e.At, Reason = e.Reason } },
        ReviewEvent.Carried e => state with { Carried = [.. state.Carried, new(e.Group, e.Case, e.By, e.At)] },
        _ => throw new UnreachableException(),
    };

    /// <summary>Why a case does not go beyond its group; null if it may.</summary>
    public static Refusal? FaultIn(Review? review, int removals, DateTimeOffset now) => review switch
    {
        not { Standing: ReviewStanding.Agreed } => Missing,
        _ when review.Removals != removals || review.AgainAt <= now => OutOfDate,
        _ => null,
    };

    private static Decision<ReviewEvent> OnWaiting(ReviewState state, ReviewId id, PersonId by, ReviewStanding wanted, ReviewEvent decided) => state.Last switch
    {
        var last when last?.Id != id => Unknown,
        { Standing: ReviewStanding.Waiting } last => last.By == by ? new Refusal("second-person-needed", "Another person than the one who answered the questions agrees.") : [decided],
        { Standing: var standing } => standing == wanted ? [] : new Refusal("review-decided", "Somebody has decided on this already."),
        null => Unknown,
    };

    private static Decision<ReviewEvent> Carry(ReviewState state, ReviewCommand.Carry carry) =>
        state.Carried.FirstOrDefault(each => each.Case == carry.Case) is { } before
            ? before.Group == carry.Group ? [] : new Refusal("id-taken", "This case's id is in use in another group. Make a new one.")
        : FaultIn(state.Last, carry.Removals, carry.At) is { } fault ? fault
        : [new ReviewEvent.Carried(carry.Group, carry.Case, carry.By, carry.At)];
}

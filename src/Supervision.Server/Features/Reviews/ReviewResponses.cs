namespace Supervision.Server.Features.Reviews;

/// <param name="AgainOn">From when on it has to be reviewed again: within a year; a year unless given.</param>
internal sealed record AnswerReviewRequest(Guid CommandId, Guid ReviewId, ReviewAnswers Answers, DateOnly? AgainOn = null);

internal sealed record AgreeToReviewRequest(Guid CommandId);

/// <param name="Reason">In one's own words; kept as the answers are.</param>
internal sealed record DeclineReviewRequest(Guid CommandId, string Reason)
{
    public override string ToString() => nameof(DeclineReviewRequest);
}

/// <param name="CaseId">Of the case that is opened there; made by the client.</param>
internal sealed record CarryCaseRequest(Guid CommandId, Guid CaseId, Guid GroupId);

/// <param name="IsInForce">Whether the case may go beyond its group now.</param>
/// <param name="MayAnswer">Whether whoever asks is the one who answers the questions.</param>
/// <param name="MayDecide">Whether whoever asks can agree or decline.</param>
internal sealed record ReviewPage(bool IsInForce, bool MayAnswer, bool MayDecide, IReadOnlyList<CarriedView> Carried, ReviewView? Last = null);

/// <param name="Answers">Null once the case has been erased.</param>
/// <param name="By">A name.</param>
internal sealed record ReviewView(
    Guid Id, ReviewAnswers? Answers, string By, DateTimeOffset At, DateTimeOffset AgainAt, ReviewStanding Standing, string? DecidedBy = null, DateTimeOffset? DecidedAt = null,
    string? Reason = null);

/// <param name="By">A name.</param>
internal sealed record CarriedView(string GroupName, string By, DateTimeOffset At);

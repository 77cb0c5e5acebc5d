using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Reviews;

internal abstract record ReviewCommand(PersonId By, DateTimeOffset At)
{
    internal sealed record Answer(ReviewId Review, SealedText Answers, int Removals, DateTimeOffset AgainAt, PersonId By, DateTimeOffset At) : ReviewCommand(By, At);

    internal sealed record Agree(ReviewId Review, PersonId By, DateTimeOffset At) : ReviewCommand(By, At);

    internal sealed record Decline(ReviewId Review, SealedText Reason, PersonId By, DateTimeOffset At) : ReviewCommand(By, At);

    /// <param name="Removals">How often something has been removed from the case, or put back, by now.</param>
    internal sealed record Carry(GroupId Group, CaseId Case, int Removals, PersonId By, DateTimeOffset At) : ReviewCommand(By, At);
}

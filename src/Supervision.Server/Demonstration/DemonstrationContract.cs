using Supervision.Server.Features.Groups;

namespace Supervision.Server.Demonstration;

/// <summary>What the demonstration's group has agreed on.</summary>
internal static class DemonstrationContract
{
    public static readonly ContractTerms Terms = new(
        Purpose: "We think together about the clinical work of our members. The group serves their learning, and through it the people they work with.",
        Frequency: "Tuesdays at 18:30, every week in term time; breaks are announced a month ahead.",
        Minutes: 90,
        Fees: "Covered by the institute for trainees. Guests agree a fee with the supervisor beforehand.",
        Confidentiality:
            "What is said and written here stays here. Whoever recognises a client leaves that case. The supervisor may speak to others only when "
            + "somebody is in danger or the law requires it, and tells the group first where that is possible.",
        Records:
            "Cases and annotations, made anonymous, for twelve months after a case closes. No sound and no pictures are recorded. "
            + "Who has opened a case is recorded for two years.",
        RoundsAttributed: false,
        Rounds: RoundKeeping.LetGo,
        Hours: "A session of 90 minutes counts for those who were there for at least 75 of them, under each member's own standard.",
        Lateness: "We begin on time. Whoever is late comes in quietly; whoever cannot come tells the supervisor the day before.",
        Complaints: "First to the supervisor, in the group or alone. If that does not help, to the institute's training lead.");
}

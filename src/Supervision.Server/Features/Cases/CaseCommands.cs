using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Groups;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Cases;

internal abstract record CaseCommand
{
    /// <param name="TitleLength">In UTF-16 units, as <paramref name="Characters"/> is of the text.</param>
    internal sealed record Open(
        CaseId Case, GroupId Group, SealedText Title, int TitleLength, SealedText Content, int Characters, GateRecord Check, PersonId By, DateTimeOffset At) : CaseCommand
    {
        public override string ToString() => $"{nameof(Open)} {Case}";
    }

    internal sealed record RequestErasure(PersonId By, ErasureReason Why, DateTimeOffset At, DateTimeOffset DueAt) : CaseCommand;

    /// <param name="By">Null for the passing of the waiting time.</param>
    internal sealed record ApproveErasure(PersonId? By, DateTimeOffset At) : CaseCommand;

    internal sealed record DeclineErasure(PersonId By, DateTimeOffset At) : CaseCommand;

    internal sealed record WithdrawErasure(PersonId By, DateTimeOffset At) : CaseCommand;

    /// <summary>The key is destroyed.</summary>
    internal sealed record CompleteErasure(DateTimeOffset KeyDestroyedAt, ErasureScope Scope, DateTimeOffset At) : CaseCommand;

    internal sealed record Close(PersonId By, DateTimeOffset At) : CaseCommand;

    internal sealed record Reopen(PersonId By, DateTimeOffset At) : CaseCommand;

    /// <param name="Since">When the case was closed, or its group.</param>
    /// <param name="IsByGroup">Whether it was the group, which is not opened again.</param>
    internal sealed record EndRetention(DateTimeOffset Since, bool IsByGroup, int Months, DateTimeOffset At) : CaseCommand;

    internal sealed record StepOut(PersonId Person, DateTimeOffset At) : CaseCommand;
}

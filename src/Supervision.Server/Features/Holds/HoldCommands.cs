using Supervision.Server.Features.Cases;

namespace Supervision.Server.Features.Holds;

internal abstract record HoldCommand
{
    internal sealed record Set(HoldId Hold, HoldOn On, Guid Of, string Reason, PersonId By, DateTimeOffset At) : HoldCommand
    {
        public override string ToString() => $"{nameof(Set)} {Hold}";
    }

    internal sealed record Lift(HoldId Hold, string Reason, PersonId By, DateTimeOffset At) : HoldCommand
    {
        public override string ToString() => $"{nameof(Lift)} {Hold}";
    }

    /// <param name="People">Whose things are in the case.</param>
    internal sealed record Clear(CaseId Case, IReadOnlyList<PersonId> People, DateTimeOffset At) : HoldCommand;
}

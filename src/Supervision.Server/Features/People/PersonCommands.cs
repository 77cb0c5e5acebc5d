using Supervision.Server.Identity;

namespace Supervision.Server.Features.People;

internal abstract record PersonCommand(PersonId? By, DateTimeOffset At)
{
    internal sealed record Join(PersonId Person, IReadOnlyList<InstituteRole> Roles, PersonId? By, DateTimeOffset At) : PersonCommand(By, At);

    /// <param name="OtherAdministrators">How many the institute has besides this person.</param>
    internal sealed record ChangeRoles(
        IReadOnlyList<InstituteRole> Give, IReadOnlyList<InstituteRole> Take, int OtherAdministrators, PersonId? By, DateTimeOffset At, string? Reason)
        : PersonCommand(By, At)
    {
        public override string ToString() => nameof(ChangeRoles);
    }

    internal sealed record RecordAccreditation(
        AccreditationId Accreditation, string Body, DateOnly From, DateOnly? Until, PersonId? By, DateTimeOffset At) : PersonCommand(By, At)
    {
        public override string ToString() => $"{nameof(RecordAccreditation)} {Accreditation}";
    }

    internal sealed record EndAccreditation(AccreditationId Accreditation, DateOnly On, PersonId? By, DateTimeOffset At, string? Reason)
        : PersonCommand(By, At)
    {
        public override string ToString() => $"{nameof(EndAccreditation)} {Accreditation}";
    }

    internal sealed record DeclareConflict(ConflictKind Kind, PersonId With, PersonId? By, DateTimeOffset At, string? Reason) : PersonCommand(By, At)
    {
        public override string ToString() => nameof(DeclareConflict);
    }

    internal sealed record WithdrawConflict(ConflictKind Kind, PersonId With, PersonId? By, DateTimeOffset At, string? Reason) : PersonCommand(By, At)
    {
        public override string ToString() => nameof(WithdrawConflict);
    }

    internal sealed record EndSessions(PersonId? By, DateTimeOffset At, string? Reason) : PersonCommand(By, At)
    {
        public override string ToString() => nameof(EndSessions);
    }

    /// <param name="OtherAdministrators">How many the institute has besides this person.</param>
    internal sealed record Leave(int OtherAdministrators, PersonId? By, DateTimeOffset At, string? Reason) : PersonCommand(By, At)
    {
        public override string ToString() => nameof(Leave);
    }
}

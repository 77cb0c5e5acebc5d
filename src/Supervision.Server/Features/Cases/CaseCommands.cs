using Supervision.Server.Features.Groups;

namespace Supervision.Server.Features.Cases;

internal abstract record CaseCommand
{
    internal sealed record Open(
        CaseId Case, GroupId Group, string Title, CaseText Text, string? Source, PersonId By, DateTimeOffset At) : CaseCommand
    {
        public override string ToString() => $"{nameof(Open)} {Case}";
    }

    internal sealed record StepOut(PersonId Person, DateTimeOffset At) : CaseCommand;
}

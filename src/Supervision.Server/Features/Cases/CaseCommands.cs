using Supervision.Server.Features.Groups;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Cases;

internal abstract record CaseCommand
{
    /// <param name="TitleLength">In UTF-16 units, as <paramref name="Characters"/> is of the text.</param>
    internal sealed record Open(
        CaseId Case, GroupId Group, SealedText Title, int TitleLength, SealedText Content, int Characters, PersonId By, DateTimeOffset At) : CaseCommand
    {
        public override string ToString() => $"{nameof(Open)} {Case}";
    }

    internal sealed record StepOut(PersonId Person, DateTimeOffset At) : CaseCommand;
}

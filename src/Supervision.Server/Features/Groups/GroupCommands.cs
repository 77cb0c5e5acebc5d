namespace Supervision.Server.Features.Groups;

internal abstract record GroupCommand(DateTimeOffset At)
{
    internal sealed record Form(GroupId Group, string Name, DateTimeOffset At) : GroupCommand(At);

    internal sealed record Join(PersonId Person, GroupRole Role, DateTimeOffset At) : GroupCommand(At);

    internal sealed record Leave(PersonId Person, DateTimeOffset At) : GroupCommand(At);
}

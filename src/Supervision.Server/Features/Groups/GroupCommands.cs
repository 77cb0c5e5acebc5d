using System.Collections.Frozen;

namespace Supervision.Server.Features.Groups;

/// <summary>
/// <c>By</c> is who asks, and null for an operator at the command line, who answers for what the group would be asked.
/// <c>Conflicts</c> are those who may not share a group with the person who is to come.
/// </summary>
internal abstract record GroupCommand(DateTimeOffset At)
{
    /// <param name="Supervisor">Null at the command line only: the group then waits for one.</param>
    internal sealed record Form(GroupId Group, string Name, DateTimeOffset At, PersonId? Supervisor = null, PersonId? By = null) : GroupCommand(At);

    internal sealed record Rename(string Name, PersonId By, DateTimeOffset At) : GroupCommand(At);

    internal sealed record Close(PersonId By, string Why, DateTimeOffset At) : GroupCommand(At)
    {
        public override string ToString() => nameof(Close);
    }

    /// <summary>An observer is proposed by it, and joins when all have consented.</summary>
    internal sealed record Join(PersonId Person, GroupRole Role, DateTimeOffset At, PersonId? By = null) : GroupCommand(At)
    {
        public FrozenSet<PersonId> Conflicts { get; init; } = [];
    }

    internal sealed record ChangeRole(PersonId Person, GroupRole Role, PersonId By, string Why, DateTimeOffset At) : GroupCommand(At)
    {
        public override string ToString() => $"{nameof(ChangeRole)} {Person} {Role}";
    }

    /// <summary>From outside the group: it gets a supervisor, whoever was or was not one before.</summary>
    internal sealed record NameSupervisor(PersonId Person, PersonId By, string Why, DateTimeOffset At) : GroupCommand(At)
    {
        public FrozenSet<PersonId> Conflicts { get; init; } = [];

        public override string ToString() => $"{nameof(NameSupervisor)} {Person}";
    }

    internal sealed record Leave(PersonId Person, DateTimeOffset At) : GroupCommand(At);

    internal sealed record Remove(PersonId Person, PersonId By, string Why, DateTimeOffset At) : GroupCommand(At)
    {
        public override string ToString() => $"{nameof(Remove)} {Person}";
    }

    internal sealed record ConsentToObserver(PersonId Person, PersonId By, DateTimeOffset At) : GroupCommand(At)
    {
        public FrozenSet<PersonId> Conflicts { get; init; } = [];
    }

    internal sealed record DeclineObserver(PersonId Person, PersonId By, DateTimeOffset At) : GroupCommand(At);

    internal sealed record WriteContract(ContractTerms Terms, PersonId By, DateTimeOffset At) : GroupCommand(At);

    /// <param name="Version">The one that was read before signing.</param>
    internal sealed record SignContract(int Version, PersonId By, DateTimeOffset At) : GroupCommand(At);
}

using System.Text.Json.Serialization;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Groups;

[JsonConverter(typeof(IdentifierJson<GroupId>))]
internal readonly record struct GroupId(Guid Value) : IIdentifier<GroupId>
{
    public static GroupId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a person is in a group. A person's roles differ between groups.</summary>
[JsonConverter(typeof(KebabCase<GroupRole>))]
internal enum GroupRole
{
    Supervisor, Presenter, Member, Observer,
}

/// <summary>
/// What happens to a supervision group; the stored contract. <c>By</c> is who did it: null where an operator did at the
/// command line, and in events from before it was kept.
/// </summary>
internal abstract record GroupEvent
{
    private GroupEvent()
    {
    }

    internal sealed record Formed(GroupId Group, string Name, DateTimeOffset At, PersonId? By = null) : GroupEvent;

    internal sealed record Renamed(string Name, PersonId By, DateTimeOffset At) : GroupEvent;

    /// <summary>Nobody joins any more and no case is opened; what is there stays readable to its members.</summary>
    internal sealed record Closed(PersonId By, string Why, DateTimeOffset At) : GroupEvent
    {
        public override string ToString() => nameof(Closed);
    }

    internal sealed record MemberJoined(PersonId Person, GroupRole Role, DateTimeOffset At, PersonId? By = null) : GroupEvent;

    internal sealed record RoleChanged(PersonId Person, GroupRole Role, PersonId By, string Why, DateTimeOffset At) : GroupEvent
    {
        public override string ToString() => $"{nameof(RoleChanged)} {Person} {Role}";
    }

    /// <summary>Of their own accord. Access ends with it, also for connections that are open.</summary>
    internal sealed record MemberLeft(PersonId Person, DateTimeOffset At) : GroupEvent;

    /// <summary>By somebody else. Access ends with it, also for connections that are open.</summary>
    internal sealed record MemberRemoved(PersonId Person, PersonId By, string Why, DateTimeOffset At) : GroupEvent
    {
        public override string ToString() => $"{nameof(MemberRemoved)} {Person}";
    }

    /// <summary>Somebody is to watch. They join once every member has consented, which <c>By</c> has by proposing it.</summary>
    internal sealed record ObserverProposed(PersonId Person, PersonId By, DateTimeOffset At) : GroupEvent;

    internal sealed record ObserverConsented(PersonId Person, PersonId By, DateTimeOffset At) : GroupEvent;

    /// <summary>A member does not consent, or the proposal is taken back; either ends it, and no reason is asked.</summary>
    internal sealed record ObserverDeclined(PersonId Person, PersonId By, DateTimeOffset At) : GroupEvent;

    /// <param name="Version">Counts from 1. All signatures before it are for an older version.</param>
    internal sealed record ContractWritten(int Version, ContractTerms Terms, PersonId By, DateTimeOffset At) : GroupEvent;

    internal sealed record ContractSigned(int Version, PersonId By, DateTimeOffset At) : GroupEvent;
}

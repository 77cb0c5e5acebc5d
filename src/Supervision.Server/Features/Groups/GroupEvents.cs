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

/// <summary>What happens to a supervision group; the stored contract.</summary>
internal abstract record GroupEvent
{
    private GroupEvent()
    {
    }

    internal sealed record Formed(GroupId Group, string Name, DateTimeOffset At) : GroupEvent;

    internal sealed record MemberJoined(PersonId Person, GroupRole Role, DateTimeOffset At) : GroupEvent;

    /// <summary>Access ends with it, also for connections that are open.</summary>
    internal sealed record MemberLeft(PersonId Person, DateTimeOffset At) : GroupEvent;
}

using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.EventStore.Deciding;

namespace Supervision.Server.Features.Groups;

/// <param name="Id">Null until the group is formed.</param>
internal sealed record GroupState(GroupId? Id, string Name, ImmutableSortedDictionary<Guid, GroupRole> Members)
{
    public static readonly GroupState Initial = new(null, "", ImmutableSortedDictionary<Guid, GroupRole>.Empty);
}

internal static class GroupDecider
{
    public const int MaxNameLength = 120;

    public static Decision<GroupEvent> Decide(GroupState state, GroupCommand command) => command switch
    {
        GroupCommand.Form form => Form(state, form),
        GroupCommand.Join join => Join(state, join),
        GroupCommand.Leave leave => state.Members.ContainsKey(leave.Person.Value) ? [new GroupEvent.MemberLeft(leave.Person, leave.At)] : [],
        _ => throw new UnreachableException(),
    };

    public static GroupState Evolve(GroupState state, GroupEvent @event) => @event switch
    {
        GroupEvent.Formed formed => state with { Id = formed.Group, Name = formed.Name },
        GroupEvent.MemberJoined joined => state with { Members = state.Members.SetItem(joined.Person.Value, joined.Role) },
        GroupEvent.MemberLeft left => state with { Members = state.Members.Remove(left.Person.Value) },
        _ => throw new UnreachableException(),
    };

    private static Decision<GroupEvent> Form(GroupState state, GroupCommand.Form form)
    {
        if (state.Id is not null)
        {
            return state.Name == form.Name ? [] : new Refusal("id-taken", "There is a group with this id already.");
        }
        return form.Name.Length is > 0 and <= MaxNameLength
            ? [new GroupEvent.Formed(form.Group, form.Name, form.At)]
            : new Refusal("name-too-long", $"A group has a name of at most {MaxNameLength} characters.");
    }

    private static Decision<GroupEvent> Join(GroupState state, GroupCommand.Join join)
    {
        if (state.Id is null)
        {
            return new Refusal("unknown-group", "There is no such group.");
        }
        if (state.Members.TryGetValue(join.Person.Value, out var role))
        {
            return role == join.Role ? [] : new Refusal("already-member", "This person is in the group with another role.");
        }
        return [new GroupEvent.MemberJoined(join.Person, join.Role, join.At)];
    }
}

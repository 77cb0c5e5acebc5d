using System.Text.Json;
using Supervision.EventStore;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Events;

namespace Supervision.Server.Features.Groups;

internal static class GroupModule
{
    private static readonly Aggregate<GroupState, GroupCommand, GroupEvent> Group = new()
    {
        Type = "group",
        Initial = GroupState.Initial,
        Decide = GroupDecider.Decide,
        Evolve = GroupDecider.Evolve,
        Projections =
        [
            new(GroupView.Kind, state => GroupView.Of(state) is { } view ? JsonSerializer.SerializeToUtf8Bytes(view, GroupJson.Default.GroupView) : null),
        ],
    };

    public static void AddGroups(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<PostgresEventStore>().DeciderOf(Group));
        services.AddSingleton(provider => new GroupQueries(provider.GetRequiredService<PostgresEventStore>().Documents));
    }

    public static EventTypes.Builder AddGroupEvents(this EventTypes.Builder types) => types
        .Add("group_formed", GroupJson.Default.Formed)
        .Add("group_member_joined", GroupJson.Default.MemberJoined)
        .Add("group_member_left", GroupJson.Default.MemberLeft);
}

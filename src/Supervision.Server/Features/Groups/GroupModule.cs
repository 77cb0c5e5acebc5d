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
            new(GroupDetails.Kind, state => JsonSerializer.SerializeToUtf8Bytes(GroupDetails.Of(state), GroupJson.Default.GroupDetails)),
        ],
    };

    public static void AddGroups(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<PostgresEventStore>().DeciderOf(Group));
        services.AddSingleton(provider => new GroupQueries(provider.GetRequiredService<PostgresEventStore>().Documents));
        services.AddSingleton<Colleagues>();
        services.AddSingleton<Grouping>();
        services.AddSingleton<GroupReading>();
    }

    public static EventTypes.Builder AddGroupEvents(this EventTypes.Builder types) => types
        .Add("group_formed", GroupJson.Default.Formed)
        .Add("group_renamed", GroupJson.Default.Renamed)
        .Add("group_closed", GroupJson.Default.Closed)
        .Add("group_member_joined", GroupJson.Default.MemberJoined)
        .Add("group_role_changed", GroupJson.Default.RoleChanged)
        .Add("group_member_left", GroupJson.Default.MemberLeft)
        .Add("group_member_removed", GroupJson.Default.MemberRemoved)
        .Add("group_observer_proposed", GroupJson.Default.ObserverProposed)
        .Add("group_observer_consented", GroupJson.Default.ObserverConsented)
        .Add("group_observer_declined", GroupJson.Default.ObserverDeclined)
        .Add("group_contract_written", GroupJson.Default.ContractWritten)
        .Add("group_contract_signed", GroupJson.Default.ContractSigned);
}

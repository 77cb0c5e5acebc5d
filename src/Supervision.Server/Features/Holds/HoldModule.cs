using System.Text.Json;
using Supervision.EventStore;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Events;

namespace Supervision.Server.Features.Holds;

internal static class HoldModule
{
    private static readonly Aggregate<HoldsState, HoldCommand, HoldEvent> Holds = new()
    {
        Type = HoldStream.Type,
        Initial = HoldsState.Initial,
        Decide = HoldDecider.Decide,
        Evolve = HoldDecider.Evolve,
        Projections = [new(HoldBoard.Kind, state => JsonSerializer.SerializeToUtf8Bytes(new(state.Holds), HoldJson.Default.HoldBoard))],
    };

    public static void AddHolds(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<PostgresEventStore>().DeciderOf(Holds));
        services.AddSingleton(provider => new HoldQueries(provider.GetRequiredService<PostgresEventStore>().Documents));
        services.AddSingleton<LegalHolds>();
    }

    public static EventTypes.Builder AddHoldEvents(this EventTypes.Builder types) => types
        .Add("hold_set", HoldJson.Default.Set)
        .Add("hold_lifted", HoldJson.Default.Lifted)
        .Add("hold_cleared", HoldJson.Default.Cleared);
}

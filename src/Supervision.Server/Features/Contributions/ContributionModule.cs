using System.Text.Json;
using Supervision.EventStore;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Events;

namespace Supervision.Server.Features.Contributions;

internal static class ContributionModule
{
    private static readonly Aggregate<ContributionState, ContributionCommand, ContributionEvent> Contributions = new()
    {
        Type = ContributionStream.Type,
        Initial = ContributionState.Initial,
        Decide = ContributionDecider.Decide,
        Evolve = ContributionDecider.Evolve,
        Projections =
        [
            new(ContributionErasure.Kind, state => state.Erasure is { } erasure ? JsonSerializer.SerializeToUtf8Bytes(erasure, ContributionJson.Default.ContributionErasure) : null),
        ],
    };

    public static void AddContributions(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<PostgresEventStore>().DeciderOf(Contributions));
        services.AddSingleton<WrittenBySomebody>();
        services.AddSingleton<ErasingContributions>();
        services.AddSingleton<ContributionReading>();
    }

    public static EventTypes.Builder AddContributionEvents(this EventTypes.Builder types) => types
        .Add("contributions_erasure_requested", ContributionJson.Default.ErasureRequested)
        .Add("contributions_erasure_withdrawn", ContributionJson.Default.ErasureWithdrawn)
        .Add("contributions_erasure_declined", ContributionJson.Default.ErasureDeclined)
        .Add("contributions_erasure_approved", ContributionJson.Default.ErasureApproved)
        .Add("contributions_erased", ContributionJson.Default.Erased);
}

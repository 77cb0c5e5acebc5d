using System.Text.Json;
using Supervision.EventStore;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Events;

namespace Supervision.Server.Features.Cases;

internal static class CaseModule
{
    public const string ErasedName = "case_erased";

    private static readonly Aggregate<CaseState, CaseCommand, CaseEvent> Case = new()
    {
        Type = "case",
        Initial = CaseState.Initial,
        Decide = CaseDecider.Decide,
        Evolve = CaseDecider.Evolve,
        Projections =
        [
            new(CaseHeader.Kind, state => state.Opened is { } header ? JsonSerializer.SerializeToUtf8Bytes(header, CaseJson.Default.CaseHeader) : null),
        ],
    };

    public static void AddCases(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<PostgresEventStore>().DeciderOf(Case));
        services.AddSingleton<CaseQueries>();
        services.AddSingleton<CaseOpening>();
        services.AddSingleton<SteppingOut>();
        services.AddSingleton<CaseClosing>();
        services.AddSingleton<CaseSealing>();
        services.AddSingleton<CaseTexts>();
        services.AddSingleton<CaseReading>();
    }

    public static EventTypes.Builder AddCaseEvents(this EventTypes.Builder types) => types
        .Add("case_opened_sealed", CaseJson.Default.Opened)
        .Add("case_stepped_out", CaseJson.Default.SteppedOut)
        .Add("case_closed", CaseJson.Default.Closed)
        .Add("case_reopened", CaseJson.Default.Reopened)
        .Add("case_retention_ended", CaseJson.Default.RetentionEnded)
        .Add("case_erasure_requested", CaseJson.Default.ErasureRequested)
        .Add("case_erasure_approved", CaseJson.Default.ErasureApproved)
        .Add("case_erasure_declined", CaseJson.Default.ErasureDeclined)
        .Add("case_erasure_withdrawn", CaseJson.Default.ErasureWithdrawn)
        .Add(ErasedName, CaseJson.Default.Erased);
}

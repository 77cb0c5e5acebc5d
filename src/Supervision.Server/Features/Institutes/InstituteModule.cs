using System.Text.Json;
using Supervision.EventStore;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Events;

namespace Supervision.Server.Features.Institutes;

internal static class InstituteModule
{
    private static readonly Aggregate<InstituteState, InstituteCommand, InstituteEvent> Institute = new()
    {
        Type = "institute",
        Initial = InstituteState.Initial,
        Decide = InstituteDecider.Decide,
        Evolve = InstituteDecider.Evolve,
        Projections =
        [
            new(InstituteSettings.Kind, state => InstituteSettings.Of(state) is { } settings
                ? JsonSerializer.SerializeToUtf8Bytes(settings, InstituteJson.Default.InstituteSettings)
                : null),
        ],
    };

    public static void AddInstitutes(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<PostgresEventStore>().DeciderOf(Institute));
        services.AddSingleton(provider => new InstituteQueries(provider.GetRequiredService<PostgresEventStore>().Documents));
        services.AddSingleton<InstituteFounding>();
    }

    public static EventTypes.Builder AddInstituteEvents(this EventTypes.Builder types) => types
        .Add("institute_founded", InstituteJson.Default.Founded)
        .Add("institute_renamed", InstituteJson.Default.Renamed)
        .Add("institute_settings_changed", InstituteJson.Default.SettingsChanged)
        .Add("institute_standard_adopted", InstituteJson.Default.StandardAdopted)
        .Add("institute_standard_dropped", InstituteJson.Default.StandardDropped)
        .Add("institute_provider_set", InstituteJson.Default.ProviderSet)
        .Add("institute_provider_removed", InstituteJson.Default.ProviderRemoved);
}

using System.Text.Json;
using Supervision.EventStore;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Events;

namespace Supervision.Server.Features.People;

internal static class PersonModule
{
    public const string LeftName = "person_left";

    private static readonly Aggregate<PersonState, PersonCommand, PersonEvent> Person = new()
    {
        Type = PersonStream.Type,
        Initial = PersonState.Initial,
        Decide = PersonDecider.Decide,
        Evolve = PersonDecider.Evolve,
        Projections =
        [
            new(PersonView.Kind, state => PersonView.Of(state) is { } view
                ? JsonSerializer.SerializeToUtf8Bytes(view, PersonJson.Default.PersonView)
                : null),
        ],
    };

    public static void AddPeople(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<PostgresEventStore>().DeciderOf(Person));
        services.AddSingleton(provider => new PeopleQueries(provider.GetRequiredService<PostgresEventStore>().Documents));
        services.AddSingleton<PersonChanges>();
        services.AddSingleton<PersonRecord>();
        services.AddSingleton<PeopleJoining>();
        services.AddSingleton<PeopleReading>();
    }

    public static EventTypes.Builder AddPersonEvents(this EventTypes.Builder types) => types
        .Add("person_joined", PersonJson.Default.Joined)
        .Add("person_role_given", PersonJson.Default.RoleGiven)
        .Add("person_role_taken", PersonJson.Default.RoleTaken)
        .Add("person_accreditation_recorded", PersonJson.Default.AccreditationRecorded)
        .Add("person_accreditation_ended", PersonJson.Default.AccreditationEnded)
        .Add("person_conflict_declared", PersonJson.Default.ConflictDeclared)
        .Add("person_conflict_withdrawn", PersonJson.Default.ConflictWithdrawn)
        .Add("person_sessions_ended", PersonJson.Default.SessionsEnded)
        .Add(LeftName, PersonJson.Default.Left);
}

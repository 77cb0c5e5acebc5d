using System.Text.Json;
using Supervision.EventStore;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Events;

namespace Supervision.Server.Features.Invitations;

internal static class InvitationModule
{
    private static readonly Aggregate<InvitationState, InvitationCommand, InvitationEvent> Invitation = new()
    {
        Type = "invitation",
        Initial = InvitationState.Initial,
        Decide = InvitationDecider.Decide,
        Evolve = InvitationDecider.Evolve,
        Projections =
        [
            new(InvitationView.Kind, state => InvitationView.Of(state) is { } view
                ? JsonSerializer.SerializeToUtf8Bytes(view, InvitationJson.Default.InvitationView)
                : null),
        ],
    };

    public static void AddInvitations(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<PostgresEventStore>().DeciderOf(Invitation));
        services.AddSingleton(provider => new InvitationQueries(provider.GetRequiredService<PostgresEventStore>().Documents));
        services.AddSingleton<Inviting>();
        services.AddSingleton<Accepting>();
        services.AddSingleton<ExpiredInvitations>();
        services.AddSingleton<PeopleImport>();
    }

    public static EventTypes.Builder AddInvitationEvents(this EventTypes.Builder types) => types
        .Add("invitation_made", InvitationJson.Default.Made)
        .Add("invitation_role_offered", InvitationJson.Default.RoleOffered)
        .Add("invitation_sent_again", InvitationJson.Default.SentAgain)
        .Add("invitation_withdrawn", InvitationJson.Default.Withdrawn)
        .Add("invitation_accepted", InvitationJson.Default.Accepted);
}

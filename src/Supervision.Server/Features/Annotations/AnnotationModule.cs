using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Supervision.EventStore;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Events;
using Supervision.EventStore.Projecting;
using Supervision.Server.Access;
using Supervision.Server.Features.Annotations.Live;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Redactions;
using Supervision.Server.Hosting.Log;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Annotations;

internal static class AnnotationModule
{
    public const string HubPath = "/hubs/live";

    /// <summary>Of the events after which other words of a case are shown than before.</summary>
    public static readonly FrozenSet<string> RedactionNames = FrozenSet.Create(
        StringComparer.Ordinal, "annotation_passages_redacted", "annotation_redaction_restored", "annotation_redaction_confirmed", "annotation_passages_destroyed");

    private const int MaximumHubMessage = 128 * 1024;

    private static readonly Aggregate<AnnotationsState, AnnotationCommand, AnnotationEvent> Annotations = new()
    {
        Type = AnnotationStream.Type,
        Initial = AnnotationsState.Initial,
        Decide = AnnotationDecider.Decide,
        Evolve = AnnotationDecider.Evolve,
        Projections =
        [
            new(CaseRedactions.Kind, state => state.Redactions.Changes > 0 ? JsonSerializer.SerializeToUtf8Bytes(state.Redactions, AnnotationJson.Default.CaseRedactions) : null),
        ],
    };

    public static void AddAnnotations(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<PostgresEventStore>().DeciderOf(Annotations));
        services.AddSingleton<AnnotationQueries>();
        services.AddSingleton<Annotating>();
        services.AddSingleton<Sayings>();
        services.AddSingleton<Projection>(new DocumentProjection<CaseActivity>(
            CaseActivity.Kind, stored => stored.Data is AnnotationEvent ? AnnotationStream.CaseOf(stored.Stream).Value : null,
            AnnotationQueries.Activity, CaseJson.Default.CaseActivity));
        services.AddLive();
    }

    /// <summary>The hub. Only WebSockets: the other transports would need every request of a client to reach the same node.</summary>
    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapHub<LiveHub>(HubPath, hub => (hub.Transports, hub.CloseOnAuthenticationExpiration) = (HttpTransportType.WebSockets, true))
            .Lasts()
            .Asks(Act.Connect);

    public static EventTypes.Builder AddAnnotationEvents(this EventTypes.Builder types) => types
        .Add("annotation_added_sealed", AnnotationJson.Default.Added)
        .Add("annotation_replaced_sealed", AnnotationJson.Default.Replaced)
        .Add("annotation_withdrawn", AnnotationJson.Default.Withdrawn)
        .Add("annotation_reply_added_sealed", AnnotationJson.Default.ReplyAdded)
        .Add("annotation_reply_withdrawn", AnnotationJson.Default.ReplyWithdrawn)
        .Add("annotation_resolved", AnnotationJson.Default.Resolved)
        .Add("annotation_reopened", AnnotationJson.Default.Reopened)
        .Add("annotation_passages_redacted", AnnotationJson.Default.PassagesRedacted)
        .Add("annotation_redaction_restored", AnnotationJson.Default.RedactionRestored)
        .Add("annotation_redaction_confirmed", AnnotationJson.Default.RedactionConfirmed)
        .Add("annotation_sealed_anew", AnnotationJson.Default.SealedAnew)
        .Add("annotation_passages_destroyed", AnnotationJson.Default.PassagesDestroyed);

    private static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<HubLifetimeManager<LiveHub>>(provider => provider.GetRequiredService<LiveConnections>());
        services.AddSingleton<Rooms>();
        services.AddSingleton<PresenceBoard>();
        services.AddSingleton<LiveLimits>();
        services.AddSingleton<ILogListener>(provider => provider.GetRequiredService<Rooms>());
        services.AddSingleton<ILogListener>(provider => provider.GetRequiredService<PresenceBoard>());
        services.AddSingleton<ILogListener, SignedOut>();
        services.AddSingleton<ILogListener, GoneElsewhere>();
        services.AddHostedService(provider => provider.GetRequiredService<PresenceBoard>());
        services.AddHostedService<MovingOn>();
        services.AddSignalR(hub =>
            {
                hub.KeepAliveInterval = TimeSpan.FromSeconds(3);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(8);
                hub.MaximumReceiveMessageSize = MaximumHubMessage;
                hub.EnableDetailedErrors = false;
                hub.AddFilter<LiveFailures>();
                hub.AddFilter<LiveLimits>();
                hub.AddFilter<LiveScopes>();
            })
            .AddJsonProtocol(json => json.PayloadSerializerOptions = LiveJson.Default.Options);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AnnotationWords))]
[JsonSerializable(typeof(ReplyWords))]
[JsonSerializable(typeof(AnnotationEvent.Added))]
[JsonSerializable(typeof(AnnotationEvent.Replaced))]
[JsonSerializable(typeof(AnnotationEvent.Withdrawn))]
[JsonSerializable(typeof(AnnotationEvent.ReplyAdded))]
[JsonSerializable(typeof(AnnotationEvent.ReplyWithdrawn))]
[JsonSerializable(typeof(AnnotationEvent.Resolved))]
[JsonSerializable(typeof(AnnotationEvent.Reopened))]
[JsonSerializable(typeof(AnnotationEvent.PassagesRedacted))]
[JsonSerializable(typeof(AnnotationEvent.RedactionRestored))]
[JsonSerializable(typeof(AnnotationEvent.RedactionConfirmed))]
[JsonSerializable(typeof(AnnotationEvent.SealedAnew))]
[JsonSerializable(typeof(AnnotationEvent.PassagesDestroyed))]
[JsonSerializable(typeof(CaseRedactions))]
internal sealed partial class AnnotationJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.EventStore.Projecting;
using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Invitations;

/// <summary>An invitation as it is now. Written together with the events.</summary>
/// <param name="IsOpen">Neither accepted nor withdrawn; it may have expired.</param>
internal sealed record InvitationView(
    InvitationId Id, IReadOnlyList<InstituteRole> Roles, GroupId? Group, PersonId? By, DateTimeOffset MadeAt, DateTimeOffset Until, bool IsOpen)
{
    public const string Kind = "invitation";

    public static InvitationView? Of(InvitationState state) => state.Id is { } id
        ? new(id, [.. state.Roles], state.Group, state.By, state.MadeAt, state.Until, state is { IsWithdrawn: false, AcceptedBy: null })
        : null;
}

internal sealed class InvitationQueries(Documents documents)
{
    public async Task<InvitationView?> FindAsync(string tenant, InvitationId invitation, CancellationToken cancellationToken) =>
        (await documents.FindAsync(tenant, InvitationView.Kind, invitation.Value, InvitationJson.Default.InvitationView, cancellationToken))?.Data;

    public async Task<IReadOnlyList<InvitationView>> OpenAsync(string tenant, CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync(tenant, InvitationView.Kind, """{"isOpen":true}""", InvitationJson.Default.InvitationView, cancellationToken)).Select(found => found.Data)];
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InvitationEvent.Made))]
[JsonSerializable(typeof(InvitationEvent.RoleOffered))]
[JsonSerializable(typeof(InvitationEvent.SentAgain))]
[JsonSerializable(typeof(InvitationEvent.Withdrawn))]
[JsonSerializable(typeof(InvitationEvent.Accepted))]
[JsonSerializable(typeof(InvitationView))]
internal sealed partial class InvitationJson : JsonSerializerContext;

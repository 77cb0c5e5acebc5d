using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.EventStore.Projecting;

namespace Supervision.Server.Features.Groups;

/// <summary>A group as it is now: who is in it, and as what. Written together with the events.</summary>
internal sealed record GroupView(GroupId Id, string Name, IReadOnlyList<GroupMember> Members)
{
    public const string Kind = "group";

    public static GroupView? Of(GroupState state) => state.Id is { } id
        ? new(id, state.Name, [.. state.Members.Select(member => new GroupMember(new(member.Key), member.Value))])
        : null;

    public GroupRole? RoleOf(PersonId person) => Members.FirstOrDefault(member => member.Person == person)?.Role;
}

internal sealed record GroupMember(PersonId Person, GroupRole Role);

internal sealed class GroupQueries(Documents documents)
{
    public async Task<GroupView?> FindAsync(string tenant, GroupId group, CancellationToken cancellationToken) =>
        (await documents.FindAsync(tenant, GroupView.Kind, group.Value, GroupJson.Default.GroupView, cancellationToken))?.Data;

    public async Task<IReadOnlyList<GroupView>> OfPersonAsync(string tenant, PersonId person, CancellationToken cancellationToken)
    {
        var containing = JsonSerializer.Serialize(new(person), GroupJson.Default.GroupsOfPerson);
        var groups = await documents.ListAsync(tenant, GroupView.Kind, containing, GroupJson.Default.GroupView, cancellationToken);
        return [.. groups.Select(group => group.Data).OrderBy(group => group.Name, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<GroupView>> AllAsync(string tenant, CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync(tenant, GroupView.Kind, "{}", GroupJson.Default.GroupView, cancellationToken)).Select(group => group.Data)];
}

/// <summary>The part that the documents of a person's groups have in common.</summary>
internal sealed record GroupsOfPerson(IReadOnlyList<GroupsOfPerson.Membership> Members)
{
    public GroupsOfPerson(PersonId person)
        : this([new Membership(person)])
    {
    }

    internal sealed record Membership(PersonId Person);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GroupEvent.Formed))]
[JsonSerializable(typeof(GroupEvent.MemberJoined))]
[JsonSerializable(typeof(GroupEvent.MemberLeft))]
[JsonSerializable(typeof(GroupView))]
[JsonSerializable(typeof(GroupsOfPerson))]
internal sealed partial class GroupJson : JsonSerializerContext;

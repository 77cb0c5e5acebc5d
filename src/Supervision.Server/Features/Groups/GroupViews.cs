using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Projecting;

namespace Supervision.Server.Features.Groups;

/// <summary>A group as it is now: who is in it, as what, and how its contract stands. Written together with the events.</summary>
/// <param name="Contract">The version of the present contract; 0 for none.</param>
internal sealed record GroupView(GroupId Id, string Name, IReadOnlyList<GroupMember> Members, int Contract = 0, DateTimeOffset? ClosedAt = null)
{
    public const string Kind = "group";

    /// <summary>How many of those in the group have not signed the present contract.</summary>
    [JsonIgnore]
    public int Unsigned => Contract == 0 ? 0 : Members.Count(member => member.Signed < Contract);

    /// <summary>Why no case can be opened in this group, whoever asks; null if one can.</summary>
    [JsonIgnore]
    public Refusal? RefusalToOpenCases =>
        ClosedAt is not null ? new("group-closed", "The group is closed: no case is opened in it any more.")
        : Contract == 0 ? new("contract-missing", "The group has no contract yet. Its supervisor writes one, and all sign it, before a case is opened.")
        : Unsigned == 1 ? new("contract-unsigned", $"1 of {Members.Count} in the group has not signed the present contract yet. No case is opened before all have.")
        : Unsigned > 1 ? new("contract-unsigned", $"{Unsigned} of {Members.Count} in the group have not signed the present contract yet. No case is opened before all have.")
        : null;

    public static GroupView? Of(GroupState state) => state.Id is { } id
        ? new(id, state.Name, [.. state.Members.Select(member => Member(state, member.Key, member.Value))], state.PresentContract?.Version ?? 0, state.ClosedAt)
        : null;

    public GroupRole? RoleOf(PersonId person) => Members.FirstOrDefault(member => member.Person == person)?.Role;

    private static GroupMember Member(GroupState state, Guid person, GroupRole role) =>
        new(new(person), role, state.Signatures.TryGetValue(person, out var signature) ? signature.Version : 0);
}

/// <param name="Signed">The version of the contract signed last; 0 for none.</param>
internal sealed record GroupMember(PersonId Person, GroupRole Role, int Signed = 0);

/// <summary>What the group's own page shows beside; apart from the view, which is read with every request about a case.</summary>
internal sealed record GroupDetails(
    IReadOnlyList<ContractVersion> Contract, IReadOnlyList<GroupSignature> Signatures, IReadOnlyList<GroupProposal> Proposals)
{
    public const string Kind = "group_details";

    public static readonly GroupDetails None = new([], [], []);

    public static GroupDetails Of(GroupState state) => new(
        state.Contract,
        [.. state.Signatures.Select(each => new GroupSignature(new(each.Key), each.Value.Version, each.Value.At))],
        [.. state.Proposals.Select(each => new GroupProposal(new(each.Key), each.Value.By, [.. each.Value.Consents.Select(person => new PersonId(person))], each.Value.At))]);
}

internal sealed record GroupSignature(PersonId Person, int Version, DateTimeOffset At);

internal sealed record GroupProposal(PersonId Person, PersonId By, IReadOnlyList<PersonId> Consents, DateTimeOffset At);

internal sealed class GroupQueries(Documents documents)
{
    public async Task<GroupView?> FindAsync(string tenant, GroupId group, CancellationToken cancellationToken) =>
        (await documents.FindAsync(tenant, GroupView.Kind, group.Value, GroupJson.Default.GroupView, cancellationToken))?.Data;

    /// <summary>None of a group from before there were contracts, until something happens in it.</summary>
    public async Task<GroupDetails> DetailsAsync(string tenant, GroupId group, CancellationToken cancellationToken) =>
        (await documents.FindAsync(tenant, GroupDetails.Kind, group.Value, GroupJson.Default.GroupDetails, cancellationToken))?.Data ?? GroupDetails.None;

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
[JsonSerializable(typeof(GroupEvent.Renamed))]
[JsonSerializable(typeof(GroupEvent.Closed))]
[JsonSerializable(typeof(GroupEvent.MemberJoined))]
[JsonSerializable(typeof(GroupEvent.RoleChanged))]
[JsonSerializable(typeof(GroupEvent.MemberLeft))]
[JsonSerializable(typeof(GroupEvent.MemberRemoved))]
[JsonSerializable(typeof(GroupEvent.ObserverProposed))]
[JsonSerializable(typeof(GroupEvent.ObserverConsented))]
[JsonSerializable(typeof(GroupEvent.ObserverDeclined))]
[JsonSerializable(typeof(GroupEvent.ContractWritten))]
[JsonSerializable(typeof(GroupEvent.ContractSigned))]
[JsonSerializable(typeof(GroupView))]
[JsonSerializable(typeof(GroupDetails))]
[JsonSerializable(typeof(GroupsOfPerson))]
internal sealed partial class GroupJson : JsonSerializerContext;

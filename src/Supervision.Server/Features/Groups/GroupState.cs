using System.Collections.Immutable;

namespace Supervision.Server.Features.Groups;

/// <summary>A supervision group as its events leave it.</summary>
/// <param name="Id">Null until the group is formed.</param>
/// <param name="Proposals">People who are to observe, with the members who have consented.</param>
/// <param name="Contract">Every version that was written, the present one last.</param>
/// <param name="Signatures">What each person who is in the group has signed last.</param>
internal sealed record GroupState(
    GroupId? Id,
    string Name,
    ImmutableSortedDictionary<Guid, GroupRole> Members,
    ImmutableSortedDictionary<Guid, ObserverProposal> Proposals,
    ImmutableList<ContractVersion> Contract,
    ImmutableSortedDictionary<Guid, Signature> Signatures,
    DateTimeOffset? ClosedAt)
{
    public static readonly GroupState Initial = new(
        null, "", ImmutableSortedDictionary<Guid, GroupRole>.Empty, ImmutableSortedDictionary<Guid, ObserverProposal>.Empty, [],
        ImmutableSortedDictionary<Guid, Signature>.Empty, ClosedAt: null);

    public ContractVersion? PresentContract => Contract.Count > 0 ? Contract[^1] : null;

    public GroupRole? RoleOf(PersonId person) => Members.TryGetValue(person.Value, out var role) ? role : null;

    public bool IsOnlySupervisor(PersonId person) =>
        RoleOf(person) is GroupRole.Supervisor && Members.Count(member => member.Value is GroupRole.Supervisor) == 1;

    /// <summary>Those whose consent an observer needs.</summary>
    public IEnumerable<Guid> Present => Members.Where(member => member.Value is not GroupRole.Observer).Select(member => member.Key);
}

internal sealed record ObserverProposal(PersonId By, ImmutableSortedSet<Guid> Consents, DateTimeOffset At);

internal sealed record ContractVersion(int Version, ContractTerms Terms, PersonId By, DateTimeOffset At);

internal readonly record struct Signature(int Version, DateTimeOffset At);

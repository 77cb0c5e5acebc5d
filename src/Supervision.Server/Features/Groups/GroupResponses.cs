namespace Supervision.Server.Features.Groups;

// Transport shapes. What a group writes about itself is no clinical text, and stays out of logs all the same.
internal sealed record FormGroupRequest(Guid CommandId, Guid GroupId, string Name, Guid SupervisorId)
{
    public override string ToString() => $"{nameof(FormGroupRequest)} {GroupId}";
}

internal sealed record RenameGroupRequest(Guid CommandId, string Name)
{
    public override string ToString() => nameof(RenameGroupRequest);
}

internal sealed record AddMemberRequest(Guid CommandId, Guid PersonId, GroupRole Role);

internal sealed record ChangeRoleRequest(Guid CommandId, GroupRole Role, string Why)
{
    public override string ToString() => nameof(ChangeRoleRequest);
}

internal sealed record NameSupervisorRequest(Guid CommandId, Guid PersonId, string Why)
{
    public override string ToString() => nameof(NameSupervisorRequest);
}

/// <summary>For what asks for a reason and nothing else.</summary>
internal sealed record ReasonedRequest(Guid CommandId, string Why)
{
    public override string ToString() => nameof(ReasonedRequest);
}

/// <summary>For what the address says all about.</summary>
internal sealed record BareRequest(Guid CommandId);

internal sealed record WriteContractRequest(Guid CommandId, ContractTerms Terms);

/// <param name="Version">The one that was read.</param>
internal sealed record SignContractRequest(Guid CommandId, int Version);

internal sealed record GroupList(IReadOnlyList<GroupSummary> Groups);

/// <summary>A group as those see it who run the institute: nothing of its cases, not even how many.</summary>
/// <param name="Supervisors">Names.</param>
/// <param name="Contract">The present version; 0 for none.</param>
/// <param name="Unsigned">How many have not signed it.</param>
internal sealed record GroupSummary(
    Guid Id, string Name, IReadOnlyList<string> Supervisors, int Members, int Contract, int Unsigned, DateTimeOffset? ClosedAt);

internal sealed record CandidateList(IReadOnlyList<Candidate> People);

/// <param name="IsSupervisor">In the institute.</param>
internal sealed record Candidate(Guid Id, string Name, string Initials, bool IsSupervisor);

/// <summary>How a group's contract stands, for whoever is in it.</summary>
/// <param name="Version">Of the present contract; 0 for none.</param>
/// <param name="Unsigned">How many have not signed it.</param>
/// <param name="WaitsForYou">Whether whoever asks is one of them.</param>
internal sealed record ContractStanding(int Version, int Unsigned, bool WaitsForYou)
{
    public static ContractStanding? Of(GroupView group, PersonId person) => group.ClosedAt is null
        ? new(group.Contract, group.Unsigned, group.Members.Any(member => member.Person == person && member.Signed < group.Contract))
        : null;
}

/// <summary>A group as its members see it.</summary>
/// <param name="You">The id of whoever asked.</param>
internal sealed record GroupPage(
    Guid Id, string Name, Guid You, GroupRole Role, IReadOnlyList<GroupPerson> People, IReadOnlyList<ProposedObserver> Proposals,
    GroupContract? Contract = null, DateTimeOffset? ClosedAt = null);

/// <param name="Signed">The version of the contract signed last; 0 for none.</param>
internal sealed record GroupPerson(Guid Id, string Name, string Initials, GroupRole Role, int Signed, DateTimeOffset? SignedAt = null);

/// <param name="WrittenBy">A name.</param>
/// <param name="Unsigned">How many of those in the group have not signed this version.</param>
/// <param name="Changes">Since the version that whoever asked signed last; none for who has signed this one, or none yet.</param>
internal sealed record GroupContract(
    int Version, ContractTerms Terms, string WrittenBy, DateTimeOffset WrittenAt, int Unsigned, IReadOnlyList<ContractChange> Changes);

/// <summary>How many have consented, and not who: nobody is to be pressed.</summary>
/// <param name="Needed">Of how many.</param>
internal sealed record ProposedObserver(Guid Id, string Name, string ProposedBy, DateTimeOffset At, int Consents, int Needed, bool YouConsented);

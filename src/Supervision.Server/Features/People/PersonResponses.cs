using Supervision.Server.Identity;

namespace Supervision.Server.Features.People;

/// <param name="Reason">Kept with the change, for those who may see it.</param>
internal sealed record ChangeRolesRequest(Guid CommandId, IReadOnlyList<InstituteRole> Give, IReadOnlyList<InstituteRole> Take, string Reason)
{
    public override string ToString() => nameof(ChangeRolesRequest);
}

/// <param name="Until">The last day; null while no end is known.</param>
internal sealed record RecordAccreditationRequest(Guid CommandId, Guid AccreditationId, string Body, DateOnly From, DateOnly? Until = null)
{
    public override string ToString() => nameof(RecordAccreditationRequest);
}

/// <param name="On">The last day.</param>
internal sealed record EndAccreditationRequest(Guid CommandId, DateOnly On, string Reason)
{
    public override string ToString() => nameof(EndAccreditationRequest);
}

/// <param name="With">Who is this to the person.</param>
/// <param name="Reason">Due when a conflict is withdrawn.</param>
internal sealed record ConflictRequest(Guid CommandId, ConflictKind Kind, Guid With, string? Reason = null)
{
    public override string ToString() => nameof(ConflictRequest);
}

/// <param name="Reason">Kept with the act; the person is told that there is one, and not which.</param>
internal sealed record EndPersonsSessionsRequest(Guid CommandId, string Reason)
{
    public override string ToString() => nameof(EndPersonsSessionsRequest);
}

internal sealed record EndMembershipRequest(Guid CommandId, string Reason)
{
    public override string ToString() => nameof(EndMembershipRequest);
}

internal sealed record PeopleList(IReadOnlyList<PersonEntry> People);

/// <param name="Email">For the administrator only.</param>
/// <param name="Conflicts">Those declared for this person; for the administrator only.</param>
internal sealed record PersonEntry(
    Guid Id, string Name, string Initials, IReadOnlyList<InstituteRole> Roles, IReadOnlyList<GroupMembership> Groups,
    IReadOnlyList<AccreditationEntry> Accreditations, DateTimeOffset JoinedAt, string? Email = null, IReadOnlyList<ConflictEntry>? Conflicts = null);

internal sealed record AccreditationEntry(Guid Id, string Body, DateOnly From, DateOnly? Until = null);

/// <param name="With">The other's id.</param>
/// <param name="SharedGroups">Names of the groups that the two are in all the same, and may not be.</param>
internal sealed record ConflictEntry(ConflictKind Kind, Guid With, string Name, IReadOnlyList<string> SharedGroups);

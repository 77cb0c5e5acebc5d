using Supervision.Server.Access;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Groups;

/// <summary>Groups as their members see them, and as those do who run the institute.</summary>
internal sealed class GroupReading(GroupQueries groups, Colleagues colleagues, PersonNames people)
{
    public async Task<GroupPage> PageAsync(Viewer viewer, GroupAccess access, CancellationToken cancellationToken)
    {
        var (view, details) = (access.Group, await groups.DetailsAsync(viewer.Tenant, access.Group.Id, cancellationToken));
        var signatures = details.Signatures.ToDictionary(signature => signature.Person);
        var names = await people.NamesOfAsync(
            viewer.Tenant,
            [
                .. view.Members.Select(member => member.Person), .. details.Proposals.SelectMany(each => new[] { each.Person, each.By }),
                .. details.Contract.TakeLast(1).Select(contract => contract.By),
            ],
            cancellationToken);
        return new(
            view.Id.Value, view.Name, viewer.Person.Value, access.Role,
            [
                .. view.Members.Select(member => PersonOf(member, names[member.Person], signatures.GetValueOrDefault(member.Person)))
                    .OrderBy(person => person.Role).ThenBy(person => person.Name, StringComparer.Ordinal),
            ],
            [.. details.Proposals.Select(each => ProposalOf(view, each, viewer.Person, names))],
            ContractOf(view, details, viewer.Person, names), view.ClosedAt);
    }

    public async Task<GroupList> AllAsync(string tenant, CancellationToken cancellationToken)
    {
        var all = await groups.AllAsync(tenant, cancellationToken);
        var supervisors = all.ToDictionary(group => group.Id, group => group.Members.Where(member => member.Role is GroupRole.Supervisor).Select(member => member.Person).ToList());
        var names = await people.NamesOfAsync(tenant, [.. supervisors.Values.SelectMany(each => each)], cancellationToken);
        return new(
        [
            .. all.OrderBy(group => group.Name, StringComparer.Ordinal).Select(group => new GroupSummary(
                group.Id.Value, group.Name, [.. supervisors[group.Id].Select(person => names[person].Name)], group.Members.Count, group.Contract, group.Unsigned, group.ClosedAt)),
        ]);
    }

    /// <param name="group">Those who are in it are left out; null for everyone.</param>
    public async Task<CandidateList> CandidatesAsync(string tenant, GroupView? group, CancellationToken cancellationToken) => new(
    [
        .. (await colleagues.AllAsync(tenant, cancellationToken))
            .Where(colleague => group?.RoleOf(new(colleague.Id)) is null)
            .Select(colleague => new Candidate(colleague.Id, colleague.Name, colleague.Initials, colleague.Roles.Contains(InstituteRole.Supervisor))),
    ]);

    private static GroupPerson PersonOf(GroupMember member, PersonName name, GroupSignature? signature) =>
        new(member.Person.Value, name.Name, name.Initials, member.Role, member.Signed, signature?.At);

    private static ProposedObserver ProposalOf(GroupView view, GroupProposal proposal, PersonId you, IReadOnlyDictionary<PersonId, PersonName> names)
    {
        var asked = view.Members.Where(member => member.Role is not GroupRole.Observer).Select(member => member.Person).ToHashSet();
        return new(
            proposal.Person.Value, names[proposal.Person].Name, names[proposal.By].Name, proposal.At, proposal.Consents.Count(asked.Contains), asked.Count,
            proposal.Consents.Contains(you));
    }

    private static GroupContract? ContractOf(GroupView view, GroupDetails details, PersonId you, IReadOnlyDictionary<PersonId, PersonName> names)
    {
        if (details.Contract is not [.., var present])
        {
            return null;
        }
        var signed = details.Signatures.FirstOrDefault(signature => signature.Person == you)?.Version;
        var before = details.Contract.FirstOrDefault(version => version.Version == signed);
        return new(
            present.Version, present.Terms, names[present.By].Name, present.At, view.Unsigned,
            before is null ? [] : [.. present.Terms.ChangesSince(before.Terms)]);
    }
}

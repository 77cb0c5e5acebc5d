using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Access;

public sealed class WhoMayDoWhat
{
    private static readonly GroupView Group = new(
        Tuesday, "Tuesday group", [new(Ines, GroupRole.Supervisor), new(Leila, GroupRole.Member), new(Jonas, GroupRole.Observer)]);

    private static readonly CaseHeader Case = new(Heron, Tuesday, "Heron", Leila, Noon, 100);

    [Fact]
    public void A_member_sees_the_groups_case_and_annotates() =>
        Assert.True(AccessRules.ToCase(Case, Group, Ines) is { Role: GroupRole.Supervisor, MayAnnotate: true });

    [Fact]
    public void Who_brought_the_case_presents_it() => Assert.Equal(GroupRole.Presenter, AccessRules.ToCase(Case, Group, Leila)!.Role);

    [Fact]
    public void A_supervisor_who_brings_a_case_stays_its_supervisor() =>
        Assert.Equal(GroupRole.Supervisor, AccessRules.ToCase(Case with { OpenedBy = Ines }, Group, Ines)!.Role);

    [Fact]
    public void An_observer_only_watches()
    {
        Assert.False(AccessRules.ToCase(Case, Group, Jonas)!.MayAnnotate);
        Assert.False(AccessRules.ToGroup(Group, Jonas)!.MayOpenCases);
    }

    [Fact]
    public void Nobody_else_learns_that_it_exists()
    {
        var stranger = new Server.Features.PersonId(Guid.Parse("00000000-0000-0000-0000-0000000000a9"));

        Assert.Null(AccessRules.ToCase(Case, Group, stranger));
        Assert.Null(AccessRules.ToGroup(Group, stranger));
        Assert.Null(AccessRules.ToCase(null, Group, Ines));
        Assert.Null(AccessRules.ToCase(Case, null, Ines));
    }

    [Fact]
    public void Membership_of_another_group_gives_nothing() =>
        Assert.Null(AccessRules.ToCase(Case with { Group = Thursday }, Group, Ines));
}

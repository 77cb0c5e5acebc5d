using Supervision.Server.Access;
using Supervision.Server.Features;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Tests.Sealing;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Access;

public sealed class WhoMayDoWhat
{
    private static readonly GroupView Group = new(
        Tuesday, "Tuesday group", [new(Ines, GroupRole.Supervisor), new(Leila, GroupRole.Member), new(Jonas, GroupRole.Observer)]);

    private static readonly CaseHeader Case = new(Heron, Tuesday, Sealed.Text(1), Leila, Noon, 100);

    [Fact]
    public void A_member_sees_the_groups_case_and_annotates()
    {
        Assert.Equal(GroupRole.Supervisor, Granted(Case, Ines, Act.ReadCase).Role);
        Assert.Equal(GroupRole.Supervisor, Granted(Case, Ines, Act.Annotate).Role);
    }

    [Fact]
    public void Who_brought_the_case_presents_it() => Assert.Equal(GroupRole.Presenter, Granted(Case, Leila, Act.ReadCase).Role);

    [Fact]
    public void A_supervisor_who_brings_a_case_stays_its_supervisor() =>
        Assert.Equal(GroupRole.Supervisor, Granted(Case with { OpenedBy = Ines }, Ines, Act.ReadCase).Role);

    [Fact]
    public void An_observer_only_watches()
    {
        Assert.Equal(GroupRole.Observer, Granted(Case, Jonas, Act.ReadCase).Role);
        Assert.Equal("observer", Assert.IsType<Answer<CaseAccess>.Refused>(AccessRules.ToCase(Case, Group, Jonas, Act.Annotate)).Refusal.Code);
        Assert.Equal("observers-only-watch", Assert.IsType<Answer<GroupAccess>.Refused>(AccessRules.ToGroup(Group, Jonas, Act.OpenCase)).Refusal.Code);
    }

    [Fact]
    public void The_cases_of_a_closed_group_are_read_and_no_longer_annotated()
    {
        var closed = Group with { ClosedAt = Noon };

        foreach (var person in new[] { Ines, Leila })
        {
            Assert.IsType<Answer<CaseAccess>.Granted>(AccessRules.ToCase(Case, closed, person, Act.ReadCase));
            var refused = Assert.IsType<Answer<CaseAccess>.Refused>(AccessRules.ToCase(Case, closed, person, Act.Annotate));
            Assert.Equal("group-closed", refused.Refusal.Code);
        }
        Assert.Equal("observer", Assert.IsType<Answer<CaseAccess>.Refused>(AccessRules.ToCase(Case, closed, Jonas, Act.Annotate)).Refusal.Code);
        Assert.IsType<Answer<CaseAccess>.Granted>(AccessRules.ToCase(Case, closed, Leila, Act.StepOut));
    }

    [Fact]
    public void Nobody_else_learns_that_it_exists()
    {
        var stranger = new PersonId(Guid.Parse("00000000-0000-0000-0000-0000000000a9"));

        Assert.IsType<Answer<CaseAccess>.NoSuchThing>(AccessRules.ToCase(Case, Group, stranger, Act.Annotate));
        Assert.IsType<Answer<GroupAccess>.NoSuchThing>(AccessRules.ToGroup(Group, stranger, Act.OpenCase));
        Assert.IsType<Answer<CaseAccess>.NoSuchThing>(AccessRules.ToCase(null, Group, Ines, Act.ReadCase));
        Assert.IsType<Answer<CaseAccess>.NoSuchThing>(AccessRules.ToCase(Case, null, Ines, Act.ReadCase));
    }

    [Fact]
    public void Membership_of_another_group_gives_nothing() =>
        Assert.IsType<Answer<CaseAccess>.NoSuchThing>(AccessRules.ToCase(Case with { Group = Thursday }, Group, Ines, Act.ReadCase));

    private static CaseAccess Granted(CaseHeader @case, PersonId person, Act act) =>
        Assert.IsType<Answer<CaseAccess>.Granted>(AccessRules.ToCase(@case, Group, person, act)).To;
}

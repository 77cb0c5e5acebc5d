using System.Collections.Frozen;
using Supervision.Server.Features;
using Supervision.Server.Features.Groups;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Groups;

public sealed class BeingInAGroup
{
    private static readonly GroupEvent[] InesAndLeila =
    [
        new GroupEvent.Formed(Tuesday, "Tuesday group", Noon),
        new GroupEvent.MemberJoined(Ines, GroupRole.Supervisor, Noon),
        new GroupEvent.MemberJoined(Leila, GroupRole.Member, Noon),
    ];

    [Fact]
    public void A_member_is_added_by_somebody() =>
        Group().When(new GroupCommand.Join(Jonas, GroupRole.Member, Noon, Ines)).Then(new GroupEvent.MemberJoined(Jonas, GroupRole.Member, Noon, Ines));

    [Fact]
    public void Two_people_with_a_conflict_share_no_group()
    {
        FrozenSet<PersonId> withLeila = [Leila];
        Group().When(new GroupCommand.Join(Jonas, GroupRole.Member, Noon, Ines) { Conflicts = withLeila }).ThenRefused("conflict");
        Group().When(new GroupCommand.Join(Jonas, GroupRole.Observer, Noon, Ines) { Conflicts = withLeila }).ThenRefused("conflict");
        Group().When(new GroupCommand.NameSupervisor(Jonas, Kim, "Ines is ill.", Noon) { Conflicts = withLeila }).ThenRefused("conflict");
        Group().When(new GroupCommand.Join(Jonas, GroupRole.Member, Noon, Ines) { Conflicts = [Kim] })
            .Then(new GroupEvent.MemberJoined(Jonas, GroupRole.Member, Noon, Ines));
    }

    [Fact]
    public void A_member_leaves() => Group().When(new GroupCommand.Leave(Leila, Noon)).Then(new GroupEvent.MemberLeft(Leila, Noon));

    [Fact]
    public void Who_is_not_in_it_has_left_already()
    {
        Group().Given(new GroupEvent.MemberLeft(Leila, Noon)).When(new GroupCommand.Leave(Leila, Noon)).ThenNothing();
        Group().Given(new GroupEvent.MemberLeft(Leila, Noon)).When(new GroupCommand.Remove(Leila, Ines, "Has moved away.", Noon)).ThenNothing();
    }

    [Fact]
    public void A_member_is_removed_with_a_reason()
    {
        Group().When(new GroupCommand.Remove(Leila, Ines, "Has moved away.", Noon)).Then(new GroupEvent.MemberRemoved(Leila, Ines, "Has moved away.", Noon));
        Group().When(new GroupCommand.Remove(Leila, Ines, "", Noon)).ThenRefused("reason-missing");
        Group().When(new GroupCommand.Remove(Leila, Ines, new string('a', 501), Noon)).ThenRefused("reason-too-long");
    }

    [Fact]
    public void A_group_keeps_a_supervisor()
    {
        Group().When(new GroupCommand.Leave(Ines, Noon)).ThenRefused("needs-supervisor");
        Group().When(new GroupCommand.Remove(Ines, Kim, "Is ill.", Noon)).ThenRefused("needs-supervisor");
        Group().When(new GroupCommand.ChangeRole(Ines, GroupRole.Member, Ines, "Has too much to do.", Noon)).ThenRefused("needs-supervisor");
    }

    [Fact]
    public void One_of_two_supervisors_may_go()
    {
        var two = Group().Given(new GroupEvent.RoleChanged(Leila, GroupRole.Supervisor, Ines, "Takes over.", Noon));
        two.When(new GroupCommand.Leave(Ines, Noon)).Then(new GroupEvent.MemberLeft(Ines, Noon));
        two.When(new GroupCommand.ChangeRole(Ines, GroupRole.Member, Leila, "Has handed over.", Noon))
            .Then(new GroupEvent.RoleChanged(Ines, GroupRole.Member, Leila, "Has handed over.", Noon));
    }

    [Fact]
    public void A_role_is_changed_with_a_reason()
    {
        Group().When(new GroupCommand.ChangeRole(Leila, GroupRole.Supervisor, Ines, "Takes over.", Noon))
            .Then(new GroupEvent.RoleChanged(Leila, GroupRole.Supervisor, Ines, "Takes over.", Noon));
        Group().When(new GroupCommand.ChangeRole(Leila, GroupRole.Member, Ines, "Nothing.", Noon)).ThenNothing();
        Group().When(new GroupCommand.ChangeRole(Leila, GroupRole.Supervisor, Ines, "", Noon)).ThenRefused("reason-missing");
        Group().When(new GroupCommand.ChangeRole(Jonas, GroupRole.Member, Ines, "Who?", Noon)).ThenRefused("not-a-member");
        Group().When(new GroupCommand.ChangeRole(Leila, GroupRole.Observer, Ines, "Only watches.", Noon)).ThenRefused("observers-by-consent");
    }

    [Fact]
    public void A_supervisor_is_named_from_outside()
    {
        Group().When(new GroupCommand.NameSupervisor(Jonas, Kim, "Ines is ill.", Noon)).Then(new GroupEvent.MemberJoined(Jonas, GroupRole.Supervisor, Noon, Kim));
        Group().When(new GroupCommand.NameSupervisor(Leila, Kim, "Ines is ill.", Noon))
            .Then(new GroupEvent.RoleChanged(Leila, GroupRole.Supervisor, Kim, "Ines is ill.", Noon));
        Group().When(new GroupCommand.NameSupervisor(Ines, Kim, "Again.", Noon)).ThenNothing();
        Group().When(new GroupCommand.NameSupervisor(Jonas, Kim, "", Noon)).ThenRefused("reason-missing");
    }

    [Fact]
    public void Nobody_lets_themselves_in() =>
        Group().When(new GroupCommand.NameSupervisor(Kim, Kim, "I would like to read.", Noon)).ThenRefused("not-yourself");

    [Fact]
    public void What_was_never_formed_is_no_group() =>
        new DeciderSpec<GroupState, GroupCommand, GroupEvent>(GroupState.Initial, GroupDecider.Decide, GroupDecider.Evolve)
            .When(new GroupCommand.NameSupervisor(Jonas, Kim, "Ines is ill.", Noon)).ThenRefused("unknown-group");

    private static DeciderSpec<GroupState, GroupCommand, GroupEvent> Group() =>
        new DeciderSpec<GroupState, GroupCommand, GroupEvent>(GroupState.Initial, GroupDecider.Decide, GroupDecider.Evolve).Given(InesAndLeila);
}

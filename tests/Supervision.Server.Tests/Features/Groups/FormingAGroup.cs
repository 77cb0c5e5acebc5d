using Supervision.Server.Features.Groups;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Groups;

public sealed class FormingAGroup
{
    private static readonly GroupEvent Formed = new GroupEvent.Formed(Tuesday, "Tuesday group", Noon);
    private static readonly GroupEvent InesJoined = new GroupEvent.MemberJoined(Ines, GroupRole.Supervisor, Noon);

    [Fact]
    public void A_group_is_formed() => Group().When(new GroupCommand.Form(Tuesday, "Tuesday group", Noon)).Then(Formed);

    [Fact]
    public void Whoever_forms_it_names_its_supervisor() =>
        Group().When(new GroupCommand.Form(Tuesday, "Tuesday group", Noon, Ines, Kim))
            .Then(new GroupEvent.Formed(Tuesday, "Tuesday group", Noon, Kim), new GroupEvent.MemberJoined(Ines, GroupRole.Supervisor, Noon, Kim));

    [Fact]
    public void Forming_it_again_changes_nothing() =>
        Group().Given(Formed).When(new GroupCommand.Form(Tuesday, "Tuesday group", Noon)).ThenNothing();

    [Fact]
    public void An_id_names_one_group() =>
        Group().Given(Formed).When(new GroupCommand.Form(Tuesday, "Another group", Noon)).ThenRefused("id-taken");

    [Theory]
    [InlineData(0)]
    [InlineData(121)]
    public void A_name_has_1_to_120_characters(int length) =>
        Group().When(new GroupCommand.Form(Tuesday, new string('a', length), Noon)).ThenRefused("name-too-long");

    [Fact]
    public void A_person_joins_with_a_role() =>
        Group().Given(Formed).When(new GroupCommand.Join(Ines, GroupRole.Supervisor, Noon)).Then(InesJoined);

    [Fact]
    public void Joining_again_changes_nothing() =>
        Group().Given(Formed, InesJoined).When(new GroupCommand.Join(Ines, GroupRole.Supervisor, Noon)).ThenNothing();

    [Fact]
    public void A_person_has_one_role_in_a_group() =>
        Group().Given(Formed, InesJoined).When(new GroupCommand.Join(Ines, GroupRole.Member, Noon)).ThenRefused("already-member");

    [Fact]
    public void Nobody_joins_a_group_that_was_not_formed() =>
        Group().When(new GroupCommand.Join(Ines, GroupRole.Supervisor, Noon)).ThenRefused("unknown-group");

    [Fact]
    public void It_is_renamed()
    {
        Group().Given(Formed).When(new GroupCommand.Rename("Wednesday group", Ines, Noon)).Then(new GroupEvent.Renamed("Wednesday group", Ines, Noon));
        Group().Given(Formed).When(new GroupCommand.Rename("Tuesday group", Ines, Noon)).ThenNothing();
        Group().Given(Formed).When(new GroupCommand.Rename("", Ines, Noon)).ThenRefused("name-too-long");
    }

    [Fact]
    public void It_is_closed_with_a_reason_and_once()
    {
        var closed = new GroupEvent.Closed(Ines, "All have qualified.", Noon);
        Group().Given(Formed, InesJoined).When(new GroupCommand.Close(Ines, "All have qualified.", Noon)).Then(closed);
        Group().Given(Formed, InesJoined, closed).When(new GroupCommand.Close(Ines, "Again.", Noon)).ThenNothing();
        Group().Given(Formed, InesJoined).When(new GroupCommand.Close(Ines, "", Noon)).ThenRefused("reason-missing");
        Group().Given(Formed, InesJoined).When(new GroupCommand.Close(Ines, new string('a', 501), Noon)).ThenRefused("reason-too-long");
    }

    [Fact]
    public void In_a_closed_group_nothing_is_changed_and_everyone_may_leave()
    {
        var closed = Group().Given(Formed, InesJoined, new GroupEvent.Closed(Ines, "All have qualified.", Noon));
        closed.When(new GroupCommand.Join(Leila, GroupRole.Member, Noon, Ines)).ThenRefused("group-closed");
        closed.When(new GroupCommand.Rename("Another name", Ines, Noon)).ThenRefused("group-closed");
        closed.When(new GroupCommand.Leave(Ines, Noon)).Then(new GroupEvent.MemberLeft(Ines, Noon));
    }

    [Fact]
    public void The_view_shows_who_is_in_it()
    {
        var state = new[] { Formed, InesJoined, new GroupEvent.MemberJoined(Leila, GroupRole.Member, Noon), new GroupEvent.MemberLeft(Ines, Noon) }
            .Aggregate(GroupState.Initial, GroupDecider.Evolve);
        var view = GroupView.Of(state)!;

        Assert.Equal([new GroupMember(Leila, GroupRole.Member)], view.Members);
        Assert.Equal("Tuesday group", view.Name);
        Assert.Null(GroupView.Of(GroupState.Initial));
    }

    private static DeciderSpec<GroupState, GroupCommand, GroupEvent> Group() => new(GroupState.Initial, GroupDecider.Decide, GroupDecider.Evolve);
}

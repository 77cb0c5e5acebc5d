using Supervision.Server.Features.Groups;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Groups;

public sealed class ObservingAGroup
{
    private static readonly GroupEvent Proposed = new GroupEvent.ObserverProposed(Jonas, Ines, Noon);
    private static readonly GroupEvent Consented = new GroupEvent.ObserverConsented(Jonas, Leila, Noon);
    private static readonly GroupEvent JonasJoined = new GroupEvent.MemberJoined(Jonas, GroupRole.Observer, Noon, Ines);

    [Fact]
    public void An_observer_is_proposed_and_not_yet_in()
    {
        Group().When(new GroupCommand.Join(Jonas, GroupRole.Observer, Noon, Ines)).Then(Proposed);
        Group().Given(Proposed).When(new GroupCommand.Join(Jonas, GroupRole.Observer, Noon, Ines)).ThenNothing();
    }

    [Fact]
    public void Whoever_is_alone_in_the_group_has_nobody_to_ask() =>
        Group().Given(new GroupEvent.MemberLeft(Leila, Noon)).When(new GroupCommand.Join(Jonas, GroupRole.Observer, Noon, Ines)).Then(Proposed, JonasJoined);

    [Fact]
    public void They_join_with_the_last_consent() =>
        Group().Given(Proposed).When(new GroupCommand.ConsentToObserver(Jonas, Leila, Noon)).Then(Consented, JonasJoined);

    [Fact]
    public void Whoever_came_meanwhile_is_asked_too() =>
        Group().Given(Proposed, new GroupEvent.MemberJoined(Kim, GroupRole.Member, Noon))
            .When(new GroupCommand.ConsentToObserver(Jonas, Leila, Noon)).Then(Consented);

    [Fact]
    public void Whoever_goes_is_no_longer_waited_for()
    {
        Group().Given(Proposed).When(new GroupCommand.Leave(Leila, Noon)).Then(new GroupEvent.MemberLeft(Leila, Noon), JonasJoined);
        Group().Given(Proposed).When(new GroupCommand.Remove(Leila, Ines, "Has moved away.", Noon))
            .Then(new GroupEvent.MemberRemoved(Leila, Ines, "Has moved away.", Noon), JonasJoined);
    }

    [Fact]
    public void Consenting_again_changes_nothing()
    {
        Group().Given(Proposed, new GroupEvent.MemberJoined(Kim, GroupRole.Member, Noon), Consented)
            .When(new GroupCommand.ConsentToObserver(Jonas, Leila, Noon)).ThenNothing();
        Group().Given(Proposed, Consented, JonasJoined).When(new GroupCommand.ConsentToObserver(Jonas, Leila, Noon)).ThenNothing();
    }

    [Fact]
    public void Only_members_are_asked()
    {
        Group().Given(Proposed).When(new GroupCommand.ConsentToObserver(Jonas, Kim, Noon)).ThenRefused("not-asked");
        Group().Given(Proposed).When(new GroupCommand.DeclineObserver(Jonas, Jonas, Noon)).ThenRefused("not-asked");
        Group().Given(Proposed, Consented, JonasJoined).When(new GroupCommand.ConsentToObserver(Kim, Jonas, Noon)).ThenRefused("not-asked");
    }

    [Fact]
    public void Nobody_consents_to_what_was_not_proposed() =>
        Group().When(new GroupCommand.ConsentToObserver(Jonas, Leila, Noon)).ThenRefused("not-proposed");

    [Fact]
    public void A_conflict_declared_meanwhile_keeps_them_out() =>
        Group().Given(Proposed).When(new GroupCommand.ConsentToObserver(Jonas, Leila, Noon) { Conflicts = [Ines] }).ThenRefused("conflict");

    [Fact]
    public void One_who_declines_ends_it_and_gives_no_reason()
    {
        Group().Given(Proposed).When(new GroupCommand.DeclineObserver(Jonas, Leila, Noon)).Then(new GroupEvent.ObserverDeclined(Jonas, Leila, Noon));
        Group().Given(Proposed, new GroupEvent.ObserverDeclined(Jonas, Leila, Noon)).When(new GroupCommand.DeclineObserver(Jonas, Leila, Noon)).ThenNothing();
        Group().Given(Proposed, new GroupEvent.ObserverDeclined(Jonas, Leila, Noon))
            .When(new GroupCommand.ConsentToObserver(Jonas, Leila, Noon)).ThenRefused("not-proposed");
    }

    [Fact]
    public void An_operator_at_the_command_line_answers_for_the_consent() =>
        Group().When(new GroupCommand.Join(Jonas, GroupRole.Observer, Noon)).Then(new GroupEvent.MemberJoined(Jonas, GroupRole.Observer, Noon));

    private static DeciderSpec<GroupState, GroupCommand, GroupEvent> Group() =>
        new DeciderSpec<GroupState, GroupCommand, GroupEvent>(GroupState.Initial, GroupDecider.Decide, GroupDecider.Evolve).Given(
            new GroupEvent.Formed(Tuesday, "Tuesday group", Noon), new GroupEvent.MemberJoined(Ines, GroupRole.Supervisor, Noon),
            new GroupEvent.MemberJoined(Leila, GroupRole.Member, Noon));
}

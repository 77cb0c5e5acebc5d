using Supervision.Server.Features.People;
using Supervision.Server.Identity;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.People;

public sealed class BeingAtAnInstitute
{
    private static readonly PersonEvent Joined = new PersonEvent.Joined(Leila, Ines, Noon);
    private static readonly PersonEvent IsTrainee = new PersonEvent.RoleGiven(InstituteRole.Trainee, Ines, Noon, Reason: null);
    private static readonly PersonEvent IsAdministrator = new PersonEvent.RoleGiven(InstituteRole.Administrator, Ines, Noon, Reason: null);
    private static readonly PersonEvent HasLeft = new PersonEvent.Left(Ines, Noon, "Qualified");

    [Fact]
    public void A_person_joins_with_roles() =>
        Person().When(new PersonCommand.Join(Leila, [InstituteRole.Administrator, InstituteRole.Trainee, InstituteRole.Trainee], Ines, Noon))
            .Then(Joined, IsTrainee, IsAdministrator);

    [Fact]
    public void Who_is_there_already_keeps_the_roles_they_have() =>
        Person().Given(Joined, IsTrainee).When(new PersonCommand.Join(Leila, [InstituteRole.Auditor], Ines, Noon)).ThenNothing();

    [Fact]
    public void Who_has_left_may_come_back_with_other_roles() =>
        Person().Given(Joined, IsAdministrator, HasLeft).When(new PersonCommand.Join(Leila, [InstituteRole.Trainee], Ines, Noon)).Then(Joined, IsTrainee);

    [Fact]
    public void Roles_are_given_and_taken_for_a_reason() =>
        Person().Given(Joined, IsTrainee).When(Change(give: [InstituteRole.Supervisor], take: [InstituteRole.Trainee])).Then(
            new PersonEvent.RoleGiven(InstituteRole.Supervisor, Ines, Noon, "Qualified"), new PersonEvent.RoleTaken(InstituteRole.Trainee, Ines, Noon, "Qualified"));

    [Fact]
    public void What_they_are_and_are_not_already_changes_nothing() =>
        Person().Given(Joined, IsTrainee).When(Change(give: [InstituteRole.Trainee], take: [InstituteRole.Auditor])).ThenNothing();

    [Fact]
    public void A_role_is_either_given_or_taken() =>
        Person().Given(Joined, IsTrainee).When(Change(give: [InstituteRole.Trainee], take: [InstituteRole.Trainee])).ThenRefused("both-given-and-taken");

    [Fact]
    public void An_institute_keeps_an_administrator()
    {
        Person().Given(Joined, IsAdministrator).When(Change(take: [InstituteRole.Administrator], others: 0)).ThenRefused("last-administrator");
        Person().Given(Joined, IsAdministrator).When(new PersonCommand.Leave(0, Ines, Noon, "Qualified")).ThenRefused("last-administrator");
        Person().Given(Joined, IsAdministrator).When(Change(take: [InstituteRole.Administrator], others: 1))
            .Then(new PersonEvent.RoleTaken(InstituteRole.Administrator, Ines, Noon, "Qualified"));
    }

    [Fact]
    public void Nobody_gives_a_role_to_themselves_while_another_could()
    {
        var toOneself = Change(give: [InstituteRole.Auditor], others: 1) with { By = Leila };

        Person().Given(Joined, IsAdministrator).When(toOneself).ThenRefused("not-to-yourself");
        Person().Given(Joined, IsAdministrator).When(toOneself with { OtherAdministrators = 0 })
            .Then(new PersonEvent.RoleGiven(InstituteRole.Auditor, Leila, Noon, "Qualified"));
    }

    [Fact]
    public void One_may_lay_down_a_role_of_ones_own() =>
        Person().Given(Joined, IsAdministrator).When(Change(take: [InstituteRole.Administrator], others: 1) with { By = Leila })
            .Then(new PersonEvent.RoleTaken(InstituteRole.Administrator, Leila, Noon, "Qualified"));

    [Theory]
    [InlineData("", "reason-missing")]
    [InlineData("  ", "reason-missing")]
    [InlineData(null, "reason-missing")]
    public void A_change_of_roles_says_why(string? reason, string code) =>
        Person().Given(Joined).When(Change(give: [InstituteRole.Auditor]) with { Reason = reason }).ThenRefused(code);

    [Fact]
    public void A_reason_is_short() =>
        Person().Given(Joined).When(Change(give: [InstituteRole.Auditor]) with { Reason = new string('a', 501) }).ThenRefused("reason-too-long");

    [Fact]
    public void Whoever_leaves_has_no_roles_any_more()
    {
        Person().Given(Joined, IsTrainee).When(new PersonCommand.Leave(1, Ines, Noon, "Qualified")).Then(HasLeft);
        Assert.Empty(State(Joined, IsTrainee, HasLeft).Roles);
    }

    [Fact]
    public void Leaving_says_why_too() => Person().Given(Joined).When(new PersonCommand.Leave(1, Ines, Noon, Reason: null)).ThenRefused("reason-missing");

    [Fact]
    public void Who_is_not_there_has_left_already()
    {
        Person().When(new PersonCommand.Leave(0, Ines, Noon, "Qualified")).ThenNothing();
        Person().Given(Joined, HasLeft).When(new PersonCommand.Leave(0, Ines, Noon, "Qualified")).ThenNothing();
    }

    [Fact]
    public void Nothing_is_put_on_record_of_who_is_not_there()
    {
        Person().When(Change(give: [InstituteRole.Auditor])).ThenRefused("not-here");
        Person().Given(Joined, HasLeft).When(Change(give: [InstituteRole.Auditor])).ThenRefused("not-here");
    }

    [Fact]
    public void The_view_shows_who_is_there_and_as_what()
    {
        var view = PersonView.Of(State(Joined, IsTrainee))!;

        Assert.True(view.IsPresent);
        Assert.Equal([InstituteRole.Trainee], view.Roles);
        Assert.False(PersonView.Of(State(Joined, IsTrainee, HasLeft))!.IsPresent);
        Assert.Null(PersonView.Of(PersonState.Initial));
    }

    [Fact]
    public void The_stream_of_a_person_is_not_another_of_theirs()
    {
        Assert.NotEqual(Leila.Value, PersonStream.IdOf(Leila));
        Assert.NotEqual(PersonStream.IdOf(Ines), PersonStream.IdOf(Leila));
        // For ever: the streams that exist are found by it.
        Assert.Equal(Guid.Parse("3cf82db8-22a3-8032-968e-0c3e1d7cc2e0"), PersonStream.IdOf(Leila));
    }

    private static PersonCommand.ChangeRoles Change(InstituteRole[]? give = null, InstituteRole[]? take = null, int others = 1) =>
        new(give ?? [], take ?? [], others, Ines, Noon, "Qualified");

    private static PersonState State(params PersonEvent[] happened) => happened.Aggregate(PersonState.Initial, PersonDecider.Evolve);

    private static DeciderSpec<PersonState, PersonCommand, PersonEvent> Person() => new(PersonState.Initial, PersonDecider.Decide, PersonDecider.Evolve);
}

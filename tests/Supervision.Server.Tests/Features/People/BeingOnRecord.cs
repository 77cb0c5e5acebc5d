using Supervision.Server.Features.People;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.People;

public sealed class BeingOnRecord
{
    private static readonly AccreditationId First = new(Guid.Parse("00000000-0000-0000-0000-0000000000f2"));
    private static readonly DateOnly Spring = new(2026, 3, 1);
    private static readonly DateOnly Autumn = new(2026, 9, 1);
    private static readonly PersonEvent Joined = new PersonEvent.Joined(Ines, By: null, Noon);
    private static readonly PersonEvent Recorded = new PersonEvent.AccreditationRecorded(First, "BACP", Spring, Until: null, Leila, Noon);
    private static readonly PersonEvent Declared = new PersonEvent.ConflictDeclared(ConflictKind.LineManager, Jonas, Leila, Noon, "Same clinic");
    private static readonly PersonCommand.RecordAccreditation Record = new(First, "BACP", Spring, Until: null, Leila, Noon);
    private static readonly PersonCommand.EndAccreditation End = new(First, Autumn, Leila, Noon, "Retired");
    private static readonly PersonCommand.DeclareConflict Declare = new(ConflictKind.LineManager, Jonas, Leila, Noon, "Same clinic");
    private static readonly PersonCommand.WithdrawConflict Withdraw = new(ConflictKind.LineManager, Jonas, Leila, Noon, "Changed posts");

    [Fact]
    public void An_accreditation_is_recorded_with_body_and_dates() => Person().When(Record).Then(Recorded);

    [Fact]
    public void Recording_it_again_changes_nothing() => Person().Given(Recorded).When(Record).ThenNothing();

    [Fact]
    public void An_id_names_one_accreditation() => Person().Given(Recorded).When(Record with { Body = "UKCP" }).ThenRefused("id-taken");

    [Theory]
    [InlineData(0)]
    [InlineData(121)]
    public void A_body_is_named(int length) => Person().When(Record with { Body = new string('a', length) }).ThenRefused("body-missing");

    [Fact]
    public void It_does_not_end_before_it_begins()
    {
        Person().When(Record with { Until = Spring.AddDays(-1) }).ThenRefused("ends-before-it-begins");
        Person().Given(Recorded).When(End with { On = Spring.AddDays(-1) }).ThenRefused("ends-before-it-begins");
    }

    [Fact]
    public void A_person_has_at_most_fifty()
    {
        PersonEvent[] fifty =
        [
            .. Enumerable.Range(0, PersonDecider.MaxAccreditations)
                .Select(n => new PersonEvent.AccreditationRecorded(new(new Guid(n, 0, 0, new byte[8])), "BACP", Spring, Until: null, Leila, Noon)),
        ];

        Person().Given(fifty).When(Record).ThenRefused("too-many-accreditations");
    }

    [Fact]
    public void An_accreditation_ends_for_a_reason()
    {
        var ended = new PersonEvent.AccreditationEnded(First, Autumn, Leila, Noon, "Retired");

        Person().Given(Recorded).When(End).Then(ended);
        Person().Given(Recorded, ended).When(End).ThenNothing();
        Person().Given(Recorded).When(End with { Reason = " " }).ThenRefused("reason-missing");
    }

    [Fact]
    public void What_was_not_recorded_cannot_end() => Person().When(End).ThenRefused("unknown-accreditation");

    [Fact]
    public void A_conflict_is_declared() => Person().When(Declare).Then(Declared);

    [Fact]
    public void Declaring_it_again_changes_nothing() => Person().Given(Declared).When(Declare with { Reason = "Another reason" }).ThenNothing();

    [Fact]
    public void The_same_two_may_have_two_conflicts() =>
        Person().Given(Declared).When(Declare with { Kind = ConflictKind.PersonalTherapist })
            .Then(new PersonEvent.ConflictDeclared(ConflictKind.PersonalTherapist, Jonas, Leila, Noon, "Same clinic"));

    [Fact]
    public void Nobody_is_in_conflict_with_themselves() => Person().When(Declare with { With = Ines }).ThenRefused("with-oneself");

    [Fact]
    public void A_person_has_at_most_fifty_conflicts()
    {
        PersonEvent[] fifty =
        [
            .. Enumerable.Range(1, PersonDecider.MaxConflicts)
                .Select(n => new PersonEvent.ConflictDeclared(ConflictKind.LineManager, new(new Guid(n, 0, 0, new byte[8])), Leila, Noon, Reason: null)),
        ];

        Person().Given(fifty).When(Declare).ThenRefused("too-many-conflicts");
    }

    [Fact]
    public void A_conflict_is_withdrawn_for_a_reason()
    {
        Person().Given(Declared).When(Withdraw).Then(new PersonEvent.ConflictWithdrawn(ConflictKind.LineManager, Jonas, Leila, Noon, "Changed posts"));
        Person().Given(Declared).When(Withdraw with { Reason = null }).ThenRefused("reason-missing");
        Person().When(Withdraw).ThenNothing();
    }

    [Fact]
    public void The_view_shows_what_holds_at_present()
    {
        PersonEvent[] happened =
        [
            Joined, Recorded, new PersonEvent.AccreditationEnded(First, Autumn, Leila, Noon, "Retired"), Declared,
            new PersonEvent.ConflictDeclared(ConflictKind.PersonalTherapist, Leila, Leila, Noon, Reason: null),
            new PersonEvent.ConflictWithdrawn(ConflictKind.LineManager, Jonas, Leila, Noon, "Changed posts"),
        ];
        var view = PersonView.Of(happened.Aggregate(PersonState.Initial, PersonDecider.Evolve))!;

        Assert.Equal([new Accreditation(First, "BACP", Spring, Autumn)], view.Accreditations);
        Assert.Equal([new Conflict(ConflictKind.PersonalTherapist, Leila)], view.Conflicts);
    }

    private static DeciderSpec<PersonState, PersonCommand, PersonEvent> Person() =>
        new DeciderSpec<PersonState, PersonCommand, PersonEvent>(PersonState.Initial, PersonDecider.Decide, PersonDecider.Evolve).Given(Joined);
}

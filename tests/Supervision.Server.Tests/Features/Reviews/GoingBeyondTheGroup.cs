using Supervision.Server.Features;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Reviews;
using Supervision.Server.Tests.Sealing;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Reviews;

public sealed class GoingBeyondTheGroup
{
    private static readonly ReviewId Id = new(new Guid(8, 0, 0, new byte[8]));
    private static readonly CaseId There = new(new Guid(9, 0, 0, new byte[8]));
    private static readonly DateTimeOffset Again = Noon.AddYears(1);
    private static readonly ReviewEvent Answered = new ReviewEvent.Answered(Id, Sealed.Text(1), 2, Again, Leila, Noon);
    private static readonly ReviewEvent Agreed = new ReviewEvent.Agreed(Id, Ines, Noon);
    private static readonly ReviewEvent Declined = new ReviewEvent.Declined(Id, Sealed.Text(2), Ines, Noon);
    private static readonly ReviewEvent Carried = new ReviewEvent.Carried(Thursday, There, Leila, Noon);
    private static readonly ReviewCommand Decline = new ReviewCommand.Decline(Id, Sealed.Text(2), Ines, Noon);

    [Fact]
    public void The_questions_are_answered_and_can_be_answered_anew()
    {
        Case().When(new ReviewCommand.Answer(Id, Sealed.Text(1), 2, Again, Leila, Noon)).Then(Answered);
        Case(Answered, Agreed).When(new ReviewCommand.Answer(new(Guid.Empty), Sealed.Text(1), 2, Again, Leila, Noon))
            .Then(new ReviewEvent.Answered(new(Guid.Empty), Sealed.Text(1), 2, Again, Leila, Noon));
        Case(Answered).When(new ReviewCommand.Answer(Id, Sealed.Text(1), 2, Again, Leila, Noon)).ThenRefused("id-taken");
    }

    [Fact]
    public void A_second_person_agrees_or_declines_and_nobody_for_themselves()
    {
        Case(Answered).When(Agree(Ines)).Then(Agreed);
        Case(Answered).When(Agree(Leila)).ThenRefused("second-person-needed");
        Case(Answered, Agreed).When(Agree(Jonas)).ThenNothing();
        Case(Answered).When(Decline).Then(Declined);
        Case(Answered, Agreed).When(Decline).ThenRefused("review-decided");
        Case(Answered, Declined).When(Agree(Jonas)).ThenRefused("review-decided");
        Case().When(Agree(Ines)).ThenRefused("unknown-review");
        Case(Answered).When(new ReviewCommand.Agree(new(Guid.Empty), Ines, Noon)).ThenRefused("unknown-review");
    }

    [Fact]
    public void It_goes_only_while_the_review_is_in_force()
    {
        Case(Answered, Agreed).When(Carry()).Then(Carried);
        Case(Answered, Agreed, Carried).When(Carry()).ThenNothing();
        Case(Answered, Agreed, Carried).When(new ReviewCommand.Carry(new(Guid.Empty), There, 2, Leila, Noon)).ThenRefused("id-taken");
        Case().When(Carry()).ThenRefused("review-missing");
        Case(Answered).When(Carry()).ThenRefused("review-missing");
        Case(Answered, Declined).When(Carry()).ThenRefused("review-missing");
        Case(Answered, Agreed, new ReviewEvent.Answered(new(Guid.Empty), Sealed.Text(1), 2, Again, Leila, Noon)).When(Carry()).ThenRefused("review-missing");
    }

    [Fact]
    public void A_removal_since_or_the_date_puts_it_out_of_force()
    {
        Case(Answered, Agreed).When(Carry(removals: 3)).ThenRefused("review-out-of-date");
        Case(Answered, Agreed).When(Carry(at: Again)).ThenRefused("review-out-of-date");
        Case(Answered, Agreed).When(Carry(at: Again.AddTicks(-1))).Then(new ReviewEvent.Carried(Thursday, There, Leila, Again.AddTicks(-1)));
    }

    private static ReviewCommand.Agree Agree(PersonId by) => new(Id, by, Noon);

    private static ReviewCommand.Carry Carry(int removals = 2, DateTimeOffset? at = null) => new(Thursday, There, removals, Leila, at ?? Noon);

    private static DeciderSpec<ReviewState, ReviewCommand, ReviewEvent> Case(params ReviewEvent[] before) =>
        new DeciderSpec<ReviewState, ReviewCommand, ReviewEvent>(ReviewState.Initial, ReviewDecider.Decide, ReviewDecider.Evolve).Given(before);
}

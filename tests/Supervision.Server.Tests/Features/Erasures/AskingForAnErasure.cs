using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Tests.Sealing;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Erasures;

public sealed class AskingForAnErasure
{
    private static readonly DateTimeOffset Due = Noon.AddDays(7);
    private static readonly ErasureScope Scope = new(12, 5, 3, 2);
    private static readonly CaseEvent Opened = new CaseEvent.Opened(Heron, Tuesday, Sealed.Text(1), Sealed.Text(2), 19, Checked, Leila, Noon);
    private static readonly CaseEvent Asked = new CaseEvent.ErasureRequested(Leila, ErasureReason.ClientAsked, Noon, Due);
    private static readonly CaseEvent Approved = new CaseEvent.ErasureApproved(Kim, Noon);
    private static readonly CaseEvent Declined = new CaseEvent.ErasureDeclined(Kim, Noon);
    private static readonly CaseEvent Withdrawn = new CaseEvent.ErasureWithdrawn(Leila, Noon);
    private static readonly CaseEvent Erased = new CaseEvent.Erased(Noon, Scope, Noon);
    private static readonly CaseCommand Ask = new CaseCommand.RequestErasure(Leila, ErasureReason.ClientAsked, Noon, Due);
    private static readonly CaseCommand Complete = new CaseCommand.CompleteErasure(Noon, Scope, Noon);

    [Fact]
    public void It_is_asked_for() => Case(Opened).When(Ask).Then(Asked);

    [Fact]
    public void It_is_asked_for_once()
    {
        Case(Opened, Asked).When(Ask).ThenRefused("erasure-asked");
        Case(Opened, Asked, Approved).When(Ask).ThenRefused("erasure-asked");
        Case(Opened, Asked, Approved, Erased).When(Ask).ThenRefused("case-erased");
    }

    [Fact]
    public void It_is_asked_for_again_after_it_was_declined_or_withdrawn()
    {
        Case(Opened, Asked, Declined).When(Ask).Then(Asked);
        Case(Opened, Asked, Withdrawn).When(Ask).Then(Asked);
    }

    [Fact]
    public void Of_no_case_nothing_is_erased() => Case().When(Ask).ThenRefused("unknown-case");

    [Fact]
    public void A_second_person_decides()
    {
        Case(Opened, Asked).When(new CaseCommand.ApproveErasure(Leila, Noon)).ThenRefused("second-person-needed");
        Case(Opened, Asked).When(new CaseCommand.ApproveErasure(Kim, Noon)).Then(Approved);
        Case(Opened, Asked, Approved).When(new CaseCommand.ApproveErasure(Kim, Noon)).ThenNothing();
    }

    [Fact]
    public void Or_the_waiting_time_does_and_not_before_it_is_over()
    {
        Case(Opened, Asked).When(new CaseCommand.ApproveErasure(null, Due.AddTicks(-1))).ThenRefused("second-person-needed");
        Case(Opened, Asked).When(new CaseCommand.ApproveErasure(null, Due)).Then(new CaseEvent.ErasureApproved(null, Due));
    }

    [Fact]
    public void What_nobody_asks_for_is_not_decided()
    {
        Case(Opened).When(new CaseCommand.ApproveErasure(Kim, Noon)).ThenRefused("erasure-not-asked");
        Case(Opened, Asked, Withdrawn).When(new CaseCommand.ApproveErasure(Kim, Noon)).ThenRefused("erasure-not-asked");
        Case(Opened).When(new CaseCommand.DeclineErasure(Kim, Noon)).ThenRefused("erasure-not-asked");
        Case(Opened).When(new CaseCommand.WithdrawErasure(Leila, Noon)).ThenRefused("erasure-not-asked");
    }

    [Fact]
    public void It_is_declined()
    {
        Case(Opened, Asked).When(new CaseCommand.DeclineErasure(Kim, Noon)).Then(Declined);
        Case(Opened, Asked, Declined).When(new CaseCommand.DeclineErasure(Kim, Noon)).ThenNothing();
    }

    [Fact]
    public void It_is_withdrawn_by_whoever_asked()
    {
        Case(Opened, Asked).When(new CaseCommand.WithdrawErasure(Ines, Noon)).ThenRefused("not-yours");
        Case(Opened, Asked).When(new CaseCommand.WithdrawErasure(Leila, Noon)).Then(Withdrawn);
        Case(Opened, Asked, Withdrawn).When(new CaseCommand.WithdrawErasure(Leila, Noon)).ThenNothing();
    }

    [Fact]
    public void What_is_decided_is_not_stopped()
    {
        Case(Opened, Asked, Approved).When(new CaseCommand.DeclineErasure(Kim, Noon)).ThenRefused("case-erased");
        Case(Opened, Asked, Approved).When(new CaseCommand.WithdrawErasure(Leila, Noon)).ThenRefused("case-erased");
    }

    [Fact]
    public void It_is_done_once_and_only_when_decided()
    {
        Case(Opened, Asked).When(Complete).ThenRefused("erasure-not-asked");
        Case(Opened, Asked, Approved).When(Complete).Then(Erased);
        Case(Opened, Asked, Approved, Erased).When(Complete).ThenNothing();
    }

    [Fact]
    public void Each_step_has_its_date_and_the_end_its_counts()
    {
        var erasure = new[] { Opened, Asked, Approved, Erased }.Aggregate(CaseState.Initial, CaseDecider.Evolve).Opened!.Erasure;

        Assert.Equal(
            new CaseErasure(ErasureState.Erased, Leila, ErasureReason.ClientAsked, Noon, Due)
            {
                DecidedBy = Kim,
                DecidedAt = Noon,
                KeyDestroyedAt = Noon,
                ErasedAt = Noon,
                Scope = Scope,
            },
            erasure);
    }

    private static DeciderSpec<CaseState, CaseCommand, CaseEvent> Case(params CaseEvent[] before) =>
        new DeciderSpec<CaseState, CaseCommand, CaseEvent>(CaseState.Initial, CaseDecider.Decide, CaseDecider.Evolve).Given(before);
}

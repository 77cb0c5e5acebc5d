using Supervision.Server.Features.Contributions;
using Supervision.Server.Features.Erasures;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Contributions;

public sealed class AskingForOnesWordsToGo
{
    private static readonly DateTimeOffset Due = Noon.AddDays(7);
    private static readonly ContributionScope Scope = new(2, 5, 3);
    private static readonly ContributionEvent Asked = new ContributionEvent.ErasureRequested(Jonas, Noon, Due);
    private static readonly ContributionEvent Withdrawn = new ContributionEvent.ErasureWithdrawn(Jonas, Noon);
    private static readonly ContributionEvent Declined = new ContributionEvent.ErasureDeclined(Kim, Noon);
    private static readonly ContributionEvent Approved = new ContributionEvent.ErasureApproved(Kim, Scope, Noon);
    private static readonly ContributionEvent Erased = new ContributionEvent.Erased(Noon);
    private static readonly ContributionCommand Ask = new ContributionCommand.Request(Jonas, Noon, Due);
    private static readonly ContributionCommand Withdraw = new ContributionCommand.Withdraw(Jonas, Noon);
    private static readonly ContributionCommand Decline = new ContributionCommand.Decline(Kim, Noon);
    private static readonly ContributionCommand Approve = new ContributionCommand.Approve(Kim, Scope, Noon);
    private static readonly ContributionCommand Complete = new ContributionCommand.Complete(Noon);

    [Fact]
    public void It_is_asked_for_once_at_a_time()
    {
        Words().When(Ask).Then(Asked);
        Words(Asked).When(Ask).ThenRefused("erasure-asked");
        Words(Asked, Approved).When(Ask).ThenRefused("erasure-asked");
    }

    [Fact]
    public void Whoever_goes_on_writing_asks_again()
    {
        Words(Asked, Withdrawn).When(Ask).Then(Asked);
        Words(Asked, Declined).When(Ask).Then(Asked);
        Words(Asked, Approved, Erased).When(Ask).Then(Asked);
    }

    [Fact]
    public void Another_person_decides()
    {
        Words(Asked).When(Approve).Then(Approved);
        Words(Asked).When(Decline).Then(Declined);
        Words(Asked).When(new ContributionCommand.Approve(Jonas, Scope, Noon)).ThenRefused("second-person-needed");
        Words().When(Approve).ThenRefused("erasure-not-asked");
    }

    [Fact]
    public void Or_the_waiting_time_does_and_not_before_it_is_over()
    {
        Words(Asked).When(new ContributionCommand.Approve(By: null, Scope, Due.AddSeconds(-1))).ThenRefused("second-person-needed");
        Words(Asked).When(new ContributionCommand.Approve(By: null, Scope, Due)).Then(new ContributionEvent.ErasureApproved(By: null, Scope, Due));
    }

    [Fact]
    public void Once_decided_nobody_stops_it()
    {
        Words(Asked, Approved).When(Withdraw).ThenRefused("contributions-erased");
        Words(Asked, Approved).When(Decline).ThenRefused("contributions-erased");
        Words(Asked, Approved).When(Approve).ThenNothing();
        Words(Asked).When(Withdraw).Then(Withdrawn);
        Words(Asked).When(new ContributionCommand.Withdraw(Ines, Noon)).ThenRefused("not-yours");
    }

    [Fact]
    public void It_is_done_once_and_only_when_decided()
    {
        Words(Asked).When(Complete).ThenRefused("erasure-not-asked");
        Words(Asked, Approved).When(Complete).Then(Erased);
        Words(Asked, Approved, Erased).When(Complete).ThenNothing();
    }

    [Fact]
    public void Each_step_has_its_date_and_the_decision_its_counts()
    {
        var erasure = new[] { Asked, Approved, Erased }.Aggregate(ContributionState.Initial, ContributionDecider.Evolve).Erasure;

        Assert.Equal(new ContributionErasure(Jonas, ErasureState.Erased, Jonas, Noon, Due) { DecidedBy = Kim, DecidedAt = Noon, ErasedAt = Noon, Scope = Scope }, erasure);
    }

    private static DeciderSpec<ContributionState, ContributionCommand, ContributionEvent> Words(params ContributionEvent[] before) =>
        new DeciderSpec<ContributionState, ContributionCommand, ContributionEvent>(ContributionState.Initial, ContributionDecider.Decide, ContributionDecider.Evolve).Given(before);
}

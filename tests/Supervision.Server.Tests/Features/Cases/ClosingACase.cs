using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Tests.Sealing;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Cases;

public sealed class ClosingACase
{
    private static readonly DateTimeOffset AYearOn = Noon.AddMonths(12);
    private static readonly CaseEvent Opened = new CaseEvent.Opened(Heron, Tuesday, Sealed.Text(1), Sealed.Text(2), 19, Checked, Leila, Noon);
    private static readonly CaseEvent Closed = new CaseEvent.Closed(Leila, Noon);
    private static readonly CaseEvent Reopened = new CaseEvent.Reopened(Ines, Noon);
    private static readonly CaseEvent Over = new CaseEvent.RetentionEnded(Noon, 12, AYearOn);
    private static readonly CaseCommand Close = new CaseCommand.Close(Leila, Noon);
    private static readonly CaseCommand Reopen = new CaseCommand.Reopen(Ines, Noon);
    private static readonly CaseCommand End = new CaseCommand.EndRetention(Noon, IsByGroup: false, 12, AYearOn);

    [Fact]
    public void It_is_closed_and_opened_again_each_once()
    {
        Case(Opened).When(Close).Then(Closed);
        Case(Opened, Closed).When(Close).ThenNothing();
        Case(Opened, Closed).When(Reopen).Then(Reopened);
        Case(Opened).When(Reopen).ThenNothing();
        Case().When(Close).ThenRefused("unknown-case");
    }

    [Fact]
    public void What_is_to_be_erased_is_not_opened_again()
    {
        Case(Opened, Closed, Over).When(Reopen).ThenRefused("case-erased");
        Case(Opened, Over).When(Close).ThenRefused("case-erased");
    }

    [Fact]
    public void Its_time_ends_only_if_it_is_closed_since_then()
    {
        Case(Opened, Closed).When(End).Then(Over);
        Case(Opened).When(End).ThenRefused("not-closed");
        Case(Opened, Closed, Reopened).When(End).ThenRefused("not-closed");
        Case(Opened, Closed).When(new CaseCommand.EndRetention(Noon.AddDays(1), IsByGroup: false, 12, AYearOn)).ThenRefused("not-closed");
        Case(Opened, Closed, Over).When(End).ThenNothing();
    }

    [Fact]
    public void With_its_group_it_need_not_be_closed_itself() =>
        Case(Opened).When(new CaseCommand.EndRetention(Noon, IsByGroup: true, 12, AYearOn)).Then(Over);

    [Fact]
    public void The_receipt_names_the_reason_and_nobody()
    {
        var erasure = new[] { Opened, Closed, Over }.Aggregate(CaseState.Initial, CaseDecider.Evolve).Opened!.Erasure!;

        Assert.Equal((ErasureState.Approved, ErasureReason.Retention), (erasure.State, erasure.Why));
        Assert.Null(erasure.RequestedBy);
        Assert.Equal(AYearOn, erasure.DecidedAt);
    }

    private static DeciderSpec<CaseState, CaseCommand, CaseEvent> Case(params CaseEvent[] before) =>
        new DeciderSpec<CaseState, CaseCommand, CaseEvent>(CaseState.Initial, CaseDecider.Decide, CaseDecider.Evolve).Given(before);
}

using Supervision.Server.Features.Groups;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Groups;

public sealed class AgreeingOnAContract
{
    internal static readonly ContractTerms Terms = new(
        "To learn.", "Weekly.", 90, "None.", "What is said here stays here.", "Cases, for a year.", RoundsAttributed: false, RoundKeeping.LetGo,
        "As each standard says.", "We begin on time.", "To the training lead.");

    private static readonly GroupEvent Written = new GroupEvent.ContractWritten(1, Terms, Ines, Noon);
    private static readonly GroupEvent Changed = new GroupEvent.ContractWritten(2, Terms with { Minutes = 60, Fees = "Ten a session." }, Ines, Noon);
    private static readonly GroupEvent InesSigned = new GroupEvent.ContractSigned(1, Ines, Noon);
    private static readonly GroupEvent LeilaSigned = new GroupEvent.ContractSigned(1, Leila, Noon);

    [Fact]
    public void The_supervisor_writes_it() => Group().When(new GroupCommand.WriteContract(Terms, Ines, Noon)).Then(Written);

    [Fact]
    public void A_change_is_a_new_version() =>
        Group().Given(Written).When(new GroupCommand.WriteContract(Terms with { Minutes = 60, Fees = "Ten a session." }, Ines, Noon)).Then(Changed);

    [Fact]
    public void The_same_words_again_are_no_change() => Group().Given(Written).When(new GroupCommand.WriteContract(Terms, Ines, Noon)).ThenNothing();

    [Fact]
    public void Nobody_else_writes_it()
    {
        Group().When(new GroupCommand.WriteContract(Terms, Leila, Noon)).ThenRefused("only-supervisor");
        Group().When(new GroupCommand.WriteContract(Terms, Kim, Noon)).ThenRefused("only-supervisor");
    }

    [Fact]
    public void Every_part_of_it_is_said_and_none_at_length()
    {
        Group().When(new GroupCommand.WriteContract(Terms with { Lateness = " " }, Ines, Noon)).ThenRefused("contract-incomplete");
        Group().When(new GroupCommand.WriteContract(Terms with { Complaints = new string('a', 2_001) }, Ines, Noon)).ThenRefused("contract-too-long");
        Group().When(new GroupCommand.WriteContract(Terms with { Minutes = 14 }, Ines, Noon)).ThenRefused("minutes-out-of-range");
        Group().When(new GroupCommand.WriteContract(Terms with { Minutes = 481 }, Ines, Noon)).ThenRefused("minutes-out-of-range");
    }

    [Fact]
    public void Each_signs_the_present_version()
    {
        Group().Given(Written).When(new GroupCommand.SignContract(1, Leila, Noon)).Then(LeilaSigned);
        Group().Given(Written, LeilaSigned).When(new GroupCommand.SignContract(1, Leila, Noon)).ThenNothing();
        Group().Given(Written, LeilaSigned, Changed).When(new GroupCommand.SignContract(2, Leila, Noon)).Then(new GroupEvent.ContractSigned(2, Leila, Noon));
    }

    [Fact]
    public void What_was_changed_meanwhile_is_read_before_it_is_signed() =>
        Group().Given(Written, Changed).When(new GroupCommand.SignContract(1, Leila, Noon)).ThenRefused("contract-changed");

    [Fact]
    public void Nobody_signs_what_there_is_not() => Group().When(new GroupCommand.SignContract(1, Leila, Noon)).ThenRefused("no-contract");

    [Fact]
    public void Nobody_outside_signs() => Group().Given(Written).When(new GroupCommand.SignContract(1, Kim, Noon)).ThenRefused("not-a-member");

    [Fact]
    public void No_case_is_opened_before_all_have_signed_the_present_version()
    {
        Assert.Equal("contract-missing", CodeAfter());
        Assert.Equal("contract-unsigned", CodeAfter(Written, InesSigned));
        Assert.Null(CodeAfter(Written, InesSigned, LeilaSigned));
        Assert.Equal("contract-unsigned", CodeAfter(Written, InesSigned, LeilaSigned, Changed));
    }

    [Fact]
    public void How_many_have_not_signed_is_said_and_not_who()
    {
        Assert.Contains("2 of 2", ViewAfter(Written).RefusalToOpenCases!.Detail, StringComparison.Ordinal);
        Assert.Contains("1 of 2", ViewAfter(Written, InesSigned).RefusalToOpenCases!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_member_is_asked_and_one_who_comes_back_too()
    {
        GroupEvent[] signed = [Written, InesSigned, LeilaSigned];
        Assert.Equal("contract-unsigned", CodeAfter([.. signed, new GroupEvent.MemberJoined(Jonas, GroupRole.Observer, Noon)]));
        Assert.Equal(
            "contract-unsigned", CodeAfter([.. signed, new GroupEvent.MemberLeft(Leila, Noon), new GroupEvent.MemberJoined(Leila, GroupRole.Member, Noon)]));
        Assert.Null(CodeAfter([.. signed, new GroupEvent.MemberLeft(Leila, Noon)]));
    }

    [Fact]
    public void In_a_closed_group_no_case_is_opened() =>
        Assert.Equal("group-closed", CodeAfter(Written, InesSigned, LeilaSigned, new GroupEvent.Closed(Ines, "All have qualified.", Noon)));

    [Fact]
    public void What_changed_is_told_part_by_part() =>
        Assert.Equal(
            [new("minutes", "90 minutes", "60 minutes"), new("fees", "None.", "Ten a session."), new("rounds", "Let go at the close", "Kept")],
            (Terms with { Minutes = 60, Fees = "Ten a session.", Rounds = RoundKeeping.Kept }).ChangesSince(Terms));

    private static string? CodeAfter(params GroupEvent[] events) => ViewAfter(events).RefusalToOpenCases?.Code;

    private static GroupView ViewAfter(params GroupEvent[] events) =>
        GroupView.Of(Beginning().Concat(events).Aggregate(GroupState.Initial, GroupDecider.Evolve))!;

    private static DeciderSpec<GroupState, GroupCommand, GroupEvent> Group() =>
        new DeciderSpec<GroupState, GroupCommand, GroupEvent>(GroupState.Initial, GroupDecider.Decide, GroupDecider.Evolve).Given(Beginning());

    private static GroupEvent[] Beginning() =>
    [
        new GroupEvent.Formed(Tuesday, "Tuesday group", Noon), new GroupEvent.MemberJoined(Ines, GroupRole.Supervisor, Noon),
        new GroupEvent.MemberJoined(Leila, GroupRole.Member, Noon),
    ];
}

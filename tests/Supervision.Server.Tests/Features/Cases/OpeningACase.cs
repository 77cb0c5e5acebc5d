using Supervision.Server.Features.Cases;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Cases;

public sealed class OpeningACase
{
    private static readonly CaseText Text = new("Heron comes weekly.", [new(BlockKind.Paragraph, 0, 19)]);
    private static readonly CaseEvent Opened = new CaseEvent.Opened(Heron, Tuesday, "Heron", Text.Text, Text.Blocks, null, Leila, Noon);

    [Fact]
    public void A_case_is_opened() => Case().When(Open("Heron")).Then(Opened);

    [Fact]
    public void An_id_names_one_case() => Case().Given(Opened).When(Open("Heron")).ThenRefused("id-taken");

    [Fact]
    public void A_title_has_at_most_120_characters()
    {
        Case().When(Open(new string('a', 121))).ThenRefused("title-too-long");
        Case().When(Open("")).ThenRefused("title-missing");
    }

    [Fact]
    public void The_header_says_everything_but_the_text() =>
        Assert.Equal(new CaseHeader(Heron, Tuesday, "Heron", Leila, Noon, 19), CaseDecider.Evolve(CaseState.Initial, Opened).Opened);

    [Fact]
    public void Nothing_of_the_text_is_written_out() =>
        Assert.DoesNotContain("Heron", $"{Opened} {Open("Heron")} {Text} {CaseDecider.Evolve(CaseState.Initial, Opened)}", StringComparison.Ordinal);

    private static CaseCommand.Open Open(string title) => new(Heron, Tuesday, title, Text, null, Leila, Noon);

    private static DeciderSpec<CaseState, CaseCommand, CaseEvent> Case() => new(CaseState.Initial, CaseDecider.Decide, CaseDecider.Evolve);
}

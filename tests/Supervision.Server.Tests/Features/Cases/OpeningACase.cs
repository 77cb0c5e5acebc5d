using Supervision.Server.Features.Cases;
using Supervision.Server.Tests.Sealing;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Cases;

public sealed class OpeningACase
{
    private static readonly CaseText Text = new("Heron comes weekly.", [new(BlockKind.Paragraph, 0, 19)]);
    private static readonly CaseEvent Opened = new CaseEvent.Opened(Heron, Tuesday, Sealed.Text(1), Sealed.Text(2), 19, Checked, Leila, Noon);

    [Fact]
    public void A_case_is_opened() => Case().When(Open(5)).Then(Opened);

    [Fact]
    public void An_id_names_one_case() => Case().Given(Opened).When(Open(5)).ThenRefused("id-taken");

    [Fact]
    public void A_title_has_at_most_120_characters()
    {
        Case().When(Open(121)).ThenRefused("title-too-long");
        Case().When(Open(0)).ThenRefused("title-missing");
    }

    [Fact]
    public void The_header_says_everything_but_the_text() =>
        Assert.Equal(new CaseHeader(Heron, Tuesday, Sealed.Text(1), Leila, Noon, 19), CaseDecider.Evolve(CaseState.Initial, Opened).Opened);

    [Fact]
    public void Nothing_of_the_text_is_written_out() =>
        Assert.DoesNotContain("Heron", $"{Text} {NewCase.Published("Heron", Text, "Heron")} {new CaseContent("Heron", [], "Heron", [new("PERSON", "Heron")])} {CaseDecider.Evolve(CaseState.Initial, Opened)}", StringComparison.Ordinal);

    private static CaseCommand.Open Open(int titleLength) => new(Heron, Tuesday, Sealed.Text(1), titleLength, Sealed.Text(2), 19, Checked, Leila, Noon);

    private static DeciderSpec<CaseState, CaseCommand, CaseEvent> Case() => new(CaseState.Initial, CaseDecider.Decide, CaseDecider.Evolve);
}

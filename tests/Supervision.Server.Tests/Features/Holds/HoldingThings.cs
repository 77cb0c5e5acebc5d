using Supervision.Server.Features.Holds;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Holds;

public sealed class HoldingThings
{
    private static readonly HoldId First = new(Guid.Parse("00000000-0000-0000-0000-0000000000e5"));
    private static readonly HoldId Second = new(Guid.Parse("00000000-0000-0000-0000-0000000000e6"));
    private static readonly HoldEvent OnHeron = new HoldEvent.Set(First, HoldOn.Case, Heron.Value, "A court has asked.", Kim, Noon);
    private static readonly HoldEvent OnLeila = new HoldEvent.Set(First, HoldOn.Person, Leila.Value, "A court has asked.", Kim, Noon);
    private static readonly HoldEvent Lifted = new HoldEvent.Lifted(First, "It has answered.", Kim, Noon);
    private static readonly HoldEvent Cleared = new HoldEvent.Cleared(Heron, Noon);
    private static readonly HoldCommand Clear = new HoldCommand.Clear(Heron, [Leila, Jonas], Noon);
    private static readonly HoldCommand Hold = new HoldCommand.Set(Second, HoldOn.Case, Heron.Value, "A court has asked.", Kim, Noon);

    [Fact]
    public void What_is_held_does_not_go()
    {
        Holds(OnHeron).When(Clear).ThenRefused("held");
        Holds(OnLeila).When(Clear).ThenRefused("held");
    }

    [Fact]
    public void What_is_not_held_or_no_longer_goes_once()
    {
        Holds().When(Clear).Then(Cleared);
        Holds(OnHeron, Lifted).When(Clear).Then(Cleared);
        Holds(OnLeila).When(new HoldCommand.Clear(Heron, [Jonas], Noon)).Then(Cleared);
        Holds(Cleared).When(Clear).ThenNothing();
    }

    [Fact]
    public void A_hold_that_comes_too_late_says_so() => Holds(Cleared).When(Hold).ThenRefused("case-erased");

    [Fact]
    public void A_thing_has_one_hold_at_a_time_and_each_its_reason()
    {
        Holds(OnHeron).When(Hold).ThenRefused("held-already");
        Holds(OnHeron, Lifted).When(Hold).Then(new HoldEvent.Set(Second, HoldOn.Case, Heron.Value, "A court has asked.", Kim, Noon));
        Holds().When(new HoldCommand.Set(Second, HoldOn.Case, Heron.Value, " ", Kim, Noon)).ThenRefused("reason-missing");
        Holds(OnHeron).When(new HoldCommand.Set(First, HoldOn.Person, Leila.Value, "Another.", Kim, Noon)).ThenRefused("id-taken");
    }

    [Fact]
    public void A_hold_is_lifted_with_a_reason_and_once()
    {
        Holds(OnHeron).When(new HoldCommand.Lift(First, "It has answered.", Kim, Noon)).Then(Lifted);
        Holds(OnHeron).When(new HoldCommand.Lift(First, "", Kim, Noon)).ThenRefused("reason-missing");
        Holds(OnHeron, Lifted).When(new HoldCommand.Lift(First, "Again.", Kim, Noon)).ThenNothing();
        Holds().When(new HoldCommand.Lift(First, "None.", Kim, Noon)).ThenRefused("unknown-hold");
    }

    private static DeciderSpec<HoldsState, HoldCommand, HoldEvent> Holds(params HoldEvent[] before) =>
        new DeciderSpec<HoldsState, HoldCommand, HoldEvent>(HoldsState.Initial, HoldDecider.Decide, HoldDecider.Evolve).Given(before);
}

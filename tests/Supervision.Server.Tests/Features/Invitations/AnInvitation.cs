using Supervision.Server.Features.Invitations;
using Supervision.Server.Identity;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Invitations;

public sealed class AnInvitation
{
    private static readonly InvitationId First = new(Guid.Parse("00000000-0000-0000-0000-0000000000f3"));
    private static readonly DateTimeOffset Later = Noon.AddDays(10);
    private static readonly InvitationEvent Made = new InvitationEvent.Made(First, Tuesday, Noon.AddDays(14), Ines, Noon);
    private static readonly InvitationEvent Offered = new InvitationEvent.RoleOffered(InstituteRole.Trainee, Ines, Noon);
    private static readonly InvitationEvent Withdrawn = new InvitationEvent.Withdrawn(Ines, Noon, "A mistake");
    private static readonly InvitationEvent Accepted = new InvitationEvent.Accepted(Leila, Noon);
    private static readonly InvitationCommand.SendAgain Again = new(Ines, Later);
    private static readonly InvitationCommand.Withdraw Withdraw = new(Ines, Noon, "A mistake");

    [Fact]
    public void Offers_roles_and_a_group_for_fourteen_days() =>
        Invitation().When(new InvitationCommand.Make(First, [InstituteRole.Trainee, InstituteRole.Trainee], Tuesday, Ines, Noon)).Then(Made, Offered);

    [Fact]
    public void Is_made_once() =>
        Invitation().Given(Made).When(new InvitationCommand.Make(First, [], null, Ines, Noon)).ThenRefused("id-taken");

    [Fact]
    public void Lasts_fourteen_days_from_the_last_letter()
    {
        var again = new InvitationEvent.SentAgain(Later.AddDays(14), Ines, Later);

        Invitation().Given(Made).When(Again).Then(again);
        Invitation().Given(Made, again).When(new InvitationCommand.Accept(Leila, Noon.AddDays(20))).Then(new InvitationEvent.Accepted(Leila, Noon.AddDays(20)));
        Invitation().Given(Made).When(new InvitationCommand.Accept(Leila, Noon.AddDays(20))).ThenRefused("invitation-expired");
        Invitation().Given(Made).When(new InvitationCommand.Accept(Leila, Noon.AddDays(14))).Then(new InvitationEvent.Accepted(Leila, Noon.AddDays(14)));
    }

    [Fact]
    public void Is_accepted_by_one_person()
    {
        Invitation().Given(Made).When(new InvitationCommand.Accept(Leila, Noon)).Then(Accepted);
        Invitation().Given(Made, Accepted).When(new InvitationCommand.Accept(Leila, Later)).ThenNothing();
        Invitation().Given(Made, Accepted).When(new InvitationCommand.Accept(Jonas, Later)).ThenRefused("invitation-used");
    }

    [Fact]
    public void Is_withdrawn_once()
    {
        Invitation().Given(Made).When(Withdraw).Then(Withdrawn);
        Invitation().Given(Made, Withdrawn).When(Withdraw).ThenNothing();
        Invitation().Given(Made).When(Withdraw with { Reason = new string('a', 501) }).ThenRefused("reason-too-long");
    }

    [Fact]
    public void Is_worth_nothing_once_it_is_withdrawn()
    {
        Invitation().Given(Made, Withdrawn).When(new InvitationCommand.Accept(Leila, Noon)).ThenRefused("invitation-withdrawn");
        Invitation().Given(Made, Withdrawn).When(Again).ThenRefused("invitation-withdrawn");
    }

    [Fact]
    public void Stands_once_it_is_accepted()
    {
        Invitation().Given(Made, Accepted).When(Withdraw).ThenRefused("invitation-used");
        Invitation().Given(Made, Accepted).When(Again).ThenRefused("invitation-used");
    }

    [Fact]
    public void That_was_not_made_cannot_be_used()
    {
        Invitation().When(new InvitationCommand.Accept(Leila, Noon)).ThenRefused("unknown-invitation");
        Invitation().When(Again).ThenRefused("unknown-invitation");
        Invitation().When(Withdraw).ThenRefused("unknown-invitation");
    }

    [Fact]
    public void Shows_whether_it_is_open()
    {
        static InvitationView? View(params InvitationEvent[] happened) => InvitationView.Of(happened.Aggregate(InvitationState.Initial, InvitationDecider.Evolve));

        Assert.True(View(Made, Offered) is { IsOpen: true, Roles: [InstituteRole.Trainee] });
        Assert.False(View(Made, Withdrawn)!.IsOpen);
        Assert.False(View(Made, Accepted)!.IsOpen);
        Assert.Null(View());
    }

    private static DeciderSpec<InvitationState, InvitationCommand, InvitationEvent> Invitation() =>
        new(InvitationState.Initial, InvitationDecider.Decide, InvitationDecider.Evolve);
}

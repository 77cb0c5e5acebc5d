using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Codebooks;
using Supervision.Server.Tests.Sealing;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Annotations;

public sealed class AnnotatingTogether
{
    private static readonly SealedAnnotation First = Made(1);
    private static readonly SealedAnnotation Second = Made(2);
    private static readonly ReplyId Reply = new(new Guid(9, 0, 0, new byte[8]));
    private static readonly AnnotationEvent FirstAdded = new AnnotationEvent.Added(First, Leila);
    private static readonly AnnotationEvent FirstWithdrawn = new AnnotationEvent.Withdrawn(First.Id, Leila);
    private static readonly AnnotationEvent FirstReplaced = new AnnotationEvent.Replaced(First.Id, Second, Leila);
    private static readonly AnnotationEvent Replied = new AnnotationEvent.ReplyAdded(First.Id, Reply, Sealed.Text(2), Ines);

    [Fact]
    public void A_member_annotates() => Margin().When(new AnnotationCommand.Annotate(First, Leila)).Then(FirstAdded);

    [Fact]
    public void An_id_names_one_annotation() => Margin().Given(FirstAdded).When(new AnnotationCommand.Annotate(First, Leila)).ThenRefused("id-taken");

    [Fact]
    public void A_withdrawn_one_keeps_its_id() =>
        Margin().Given(FirstAdded, FirstWithdrawn).When(new AnnotationCommand.Annotate(First, Leila)).ThenRefused("id-taken");

    [Fact]
    public void A_case_holds_5000_annotations() =>
        Margin().Given([.. Enumerable.Range(10, 5_000).Select(n => new AnnotationEvent.Added(Made(n), Leila))])
            .When(new AnnotationCommand.Annotate(First, Leila)).ThenRefused("case-full");

    [Fact]
    public void A_withdrawn_one_makes_room() =>
        Margin().Given([.. Enumerable.Range(10, 5_000).Select(n => new AnnotationEvent.Added(Made(n), Leila)), new AnnotationEvent.Withdrawn(Made(10).Id, Leila)])
            .When(new AnnotationCommand.Annotate(First, Leila)).Then(FirstAdded);

    [Fact]
    public void Its_author_withdraws_it() => Margin().Given(FirstAdded).When(new AnnotationCommand.Withdraw(First.Id, Leila)).Then(FirstWithdrawn);

    [Fact]
    public void Withdrawing_again_changes_nothing() =>
        Margin().Given(FirstAdded, FirstWithdrawn).When(new AnnotationCommand.Withdraw(First.Id, Leila)).ThenNothing();

    [Fact]
    public void Nobody_withdraws_for_another() =>
        Margin().Given(FirstAdded).When(new AnnotationCommand.Withdraw(First.Id, Ines)).ThenRefused("not-yours");

    [Fact]
    public void What_is_not_there_cannot_be_withdrawn() => Margin().When(new AnnotationCommand.Withdraw(First.Id, Leila)).ThenRefused("unknown-annotation");

    [Fact]
    public void Its_author_replaces_it() => Margin().Given(FirstAdded).When(new AnnotationCommand.Replace(First.Id, Second, Leila)).Then(FirstReplaced);

    [Fact]
    public void A_replaced_one_is_gone() =>
        Margin().Given(FirstAdded, FirstReplaced).When(new AnnotationCommand.Replace(First.Id, Made(3), Leila)).ThenRefused("already-withdrawn");

    [Fact]
    public void The_new_one_stands_in_its_place_with_its_thread() =>
        Margin().Given(FirstAdded, Replied, FirstReplaced)
            .When(new AnnotationCommand.WithdrawReply(Second.Id, Reply, Ines)).Then(new AnnotationEvent.ReplyWithdrawn(Second.Id, Reply, Ines));

    [Fact]
    public void Nobody_replaces_for_another() =>
        Margin().Given(FirstAdded).When(new AnnotationCommand.Replace(First.Id, Second, Ines)).ThenRefused("not-yours");

    [Fact]
    public void A_replacement_needs_an_id_of_its_own() =>
        Margin().Given(FirstAdded).When(new AnnotationCommand.Replace(First.Id, First, Leila)).ThenRefused("id-taken");

    [Fact]
    public void Anyone_in_the_group_replies() =>
        Margin().Given(FirstAdded).When(new AnnotationCommand.Reply(First.Id, Reply, Sealed.Text(2), Ines)).Then(Replied);

    [Fact]
    public void A_reply_needs_an_id_of_its_own() =>
        Margin().Given(FirstAdded, Replied).When(new AnnotationCommand.Reply(First.Id, Reply, Sealed.Text(3), Ines)).ThenRefused("id-taken");

    [Fact]
    public void Nobody_replies_to_what_is_gone() =>
        Margin().Given(FirstAdded, FirstWithdrawn).When(new AnnotationCommand.Reply(First.Id, Reply, Sealed.Text(2), Ines)).ThenRefused("already-withdrawn");

    [Fact]
    public void A_reply_is_withdrawn_by_its_author() =>
        Margin().Given(FirstAdded, Replied).When(new AnnotationCommand.WithdrawReply(First.Id, Reply, Leila)).ThenRefused("not-yours");

    [Fact]
    public void Withdrawing_a_reply_again_changes_nothing() =>
        Margin().Given(FirstAdded, Replied, new AnnotationEvent.ReplyWithdrawn(First.Id, Reply, Ines))
            .When(new AnnotationCommand.WithdrawReply(First.Id, Reply, Ines)).ThenNothing();

    [Fact]
    public void An_unknown_reply_cannot_be_withdrawn() =>
        Margin().Given(FirstAdded).When(new AnnotationCommand.WithdrawReply(First.Id, Reply, Ines)).ThenRefused("unknown-reply");

    [Fact]
    public void Anyone_in_the_group_resolves_and_reopens()
    {
        var resolved = new AnnotationEvent.Resolved(First.Id, Ines);
        Margin().Given(FirstAdded).When(new AnnotationCommand.Resolve(First.Id, Ines)).Then(resolved);
        Margin().Given(FirstAdded, resolved).When(new AnnotationCommand.Resolve(First.Id, Leila)).ThenNothing();
        Margin().Given(FirstAdded, resolved).When(new AnnotationCommand.Reopen(First.Id, Leila)).Then(new AnnotationEvent.Reopened(First.Id, Leila));
        Margin().Given(FirstAdded).When(new AnnotationCommand.Reopen(First.Id, Leila)).ThenNothing();
    }

    [Fact]
    public void What_is_gone_is_neither_resolved_nor_reopened()
    {
        Margin().Given(FirstAdded, FirstWithdrawn).When(new AnnotationCommand.Resolve(First.Id, Ines)).ThenRefused("already-withdrawn");
        Margin().When(new AnnotationCommand.Reopen(First.Id, Ines)).ThenRefused("unknown-annotation");
    }

    [Fact]
    public void The_stream_and_the_case_are_found_from_each_other()
    {
        var @case = new Server.Features.Cases.CaseId(new Guid("01890a5d-ac96-774b-bcce-b302099a8057"));
        var stream = AnnotationStream.Of("institute", @case);

        Assert.NotEqual(@case.Value, stream.Id);
        Assert.Equal(@case, AnnotationStream.CaseOf(stream));
    }

    internal static SealedAnnotation Made(int number) => new(
        new AnnotationId(new Guid(number, 1, 0, new byte[8])), 0, 4, [new CodeRef("dmrs-defences", "1.0.0", "denial")], Sealed.Text(1));

    private static DeciderSpec<AnnotationsState, AnnotationCommand, AnnotationEvent> Margin() =>
        new(AnnotationsState.Initial, AnnotationDecider.Decide, AnnotationDecider.Evolve);
}

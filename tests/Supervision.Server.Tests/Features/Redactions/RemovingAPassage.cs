using Supervision.Server.Features;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Redactions;
using Supervision.Server.Features.Reviews;
using Supervision.Server.Hosting;
using Supervision.Server.Sealing;
using Supervision.Server.Tests.Sealing;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Redactions;

public sealed class RemovingAPassage
{
    private static readonly RedactionId Id = new(new Guid(7, 0, 0, new byte[8]));
    private static readonly Passage[] Passages = [new(PassageIn.Text, 40, 50)];
    private static readonly AnnotationCommand Redact = new AnnotationCommand.Redact(Id, RedactionKind.Name, Passages, Jonas, Noon);
    private static readonly AnnotationEvent Removed = new AnnotationEvent.PassagesRedacted(Id, RedactionKind.Name, Passages, Jonas, Noon);
    private static readonly AnnotationEvent Restored = new AnnotationEvent.RedactionRestored(Id, Ines, Noon);
    private static readonly AnnotationEvent Confirmed = new AnnotationEvent.RedactionConfirmed(Id, Ines, Noon);
    private static readonly AnnotationEvent Destroyed = new AnnotationEvent.PassagesDestroyed([Id], Ines, Noon);

    [Fact]
    public void It_is_removed_and_an_id_names_one_removal()
    {
        Margin().When(Redact).Then(Removed);
        Margin(Removed).When(Redact).ThenRefused("id-taken");
    }

    [Fact]
    public void It_is_put_back_by_whoever_removed_it_and_by_a_supervisor_and_nobody_else()
    {
        Margin(Removed).When(Restore(Jonas)).Then(new AnnotationEvent.RedactionRestored(Id, Jonas, Noon));
        Margin(Removed).When(Restore(Ines, isSupervisor: true)).Then(Restored);
        Margin(Removed).When(Restore(Leila)).ThenRefused("not-yours");
        Margin(Removed, Restored).When(Restore(Jonas)).ThenNothing();
        Margin().When(Restore(Jonas)).ThenRefused("unknown-redaction");
    }

    [Fact]
    public void It_is_confirmed_by_another_supervisor()
    {
        Margin(Removed).When(Confirm(Ines)).Then(Confirmed);
        Margin(Removed, Confirmed).When(Confirm(Ines)).ThenNothing();
        Margin(Removed).When(Confirm(Jonas)).ThenRefused("second-person-needed");
    }

    [Fact]
    public void Or_by_the_only_one_after_a_day()
    {
        Margin(Removed).When(Confirm(Jonas, isOnly: true, Noon.AddDays(1).AddTicks(-1))).ThenRefused("waiting-time");
        Margin(Removed).When(Confirm(Jonas, isOnly: true, Noon.AddDays(1))).Then(new AnnotationEvent.RedactionConfirmed(Id, Jonas, Noon.AddDays(1)));
    }

    [Fact]
    public void What_is_confirmed_is_not_put_back_and_what_was_put_back_is_not_confirmed()
    {
        Margin(Removed, Confirmed).When(Restore(Ines, isSupervisor: true)).ThenRefused("redaction-confirmed");
        Margin(Removed, Confirmed, Destroyed).When(Restore(Ines, isSupervisor: true)).ThenRefused("redaction-confirmed");
        Margin(Removed, Restored).When(Confirm(Ines)).ThenRefused("redaction-restored");
    }

    [Fact]
    public void It_is_said_to_be_destroyed_once_and_only_when_confirmed()
    {
        var complete = new AnnotationCommand.CompleteRedactions([Id], Ines, Noon);
        Margin(Removed).When(complete).ThenNothing();
        var decided = AnnotationDecider.Decide(new[] { Removed, Confirmed }.Aggregate(AnnotationsState.Initial, AnnotationDecider.Evolve), complete);
        Assert.Equal([Id], Assert.IsType<AnnotationEvent.PassagesDestroyed>(Assert.Single(decided.Events)).Redactions);
        Margin(Removed, Confirmed, Destroyed).When(complete).ThenNothing();
    }

    [Fact]
    public void After_the_case_has_another_key_nothing_is_written_under_the_one_before()
    {
        var (anew, other) = (new AnnotationEvent.SealedAnew(Guid.Empty, Ines), new AnnotationEvent.SealedAnew(Sealed.Key, Ines));
        var added = new AnnotationEvent.Added(At(0, 5), Leila);
        var reply = new AnnotationCommand.Reply(At(0, 5).Id, new(new Guid(9, 0, 0, new byte[8])), Sealed.Text(2), Ines);

        Margin(anew).When(new AnnotationCommand.Annotate(At(0, 5), Leila)).ThenRefused("seal-again");
        Margin(added, anew).When(new AnnotationCommand.Replace(At(0, 5).Id, At(0, 5, 2), Leila)).ThenRefused("seal-again");
        Margin(added, anew).When(reply).ThenRefused("seal-again");
        Margin(other).When(new AnnotationCommand.Annotate(At(0, 5), Leila)).Then(added);
        Margin(other).When(new AnnotationCommand.SealAnew(Sealed.Key, Ines)).ThenNothing();
    }

    [Fact]
    public void What_may_quote_a_removed_passage_is_taken_from_the_text_again()
    {
        Margin(Removed).When(new AnnotationCommand.Annotate(At(45, 60), Leila)).ThenRefused("seal-again");
        Margin(Removed).When(new AnnotationCommand.Annotate(At(70, 80), Leila)).ThenRefused("seal-again");
        Margin(Removed).When(new AnnotationCommand.Annotate(At(82, 90), Leila)).Then(new AnnotationEvent.Added(At(82, 90), Leila));
        Margin(Removed).When(new AnnotationCommand.Annotate(At(45, 60), Leila, Changes: 1)).Then(new AnnotationEvent.Added(At(45, 60), Leila));
        Margin(Removed, Restored).When(new AnnotationCommand.Annotate(At(45, 60), Leila)).Then(new AnnotationEvent.Added(At(45, 60), Leila));
    }

    [Fact]
    public void As_many_characters_stand_in_its_place_and_lines_stay_lines()
    {
        var redacted = Shown(new(PassageIn.Text, 3, 9), new(PassageIn.Note, 0, 3, At(5, 12).Id));
        var words = redacted.Words(At(5, 12), new("cd\nef g", "0123", " hij", "Kim said so"));

        Assert.Equal("██\n█ef g", new Redacted([new(Id, RedactionKind.Name, [new(PassageIn.Text, 5, 9)], Jonas, Noon)], 1).Text("cd\nxef g", 5));
        Assert.Equal(("██\n█f g", "01██", " hij", "███ said so"), (words.Quote, words.Prefix, words.Suffix, words.Note));
        Assert.Equal("Kim said so", redacted.Words(At(5, 12, 2), new("", "", "", "Kim said so")).Note);
    }

    // What another event seals under a case's key has to be put in CaseSealedTexts, and then here.
    [Fact]
    public void Everything_that_is_sealed_under_a_case_s_key_is_sealed_anew()
    {
        Type[] known = [typeof(CaseEvent.Opened), typeof(AnnotationEvent.Added), typeof(AnnotationEvent.Replaced), typeof(AnnotationEvent.ReplyAdded), typeof(ReviewEvent.Answered), typeof(ReviewEvent.Declined)];

        Assert.Equal(known.ToHashSet(), Composition.EventTypes().All.Select(each => each.Type).Where(Seals).ToHashSet());
    }

    private static bool Seals(Type type) => type.GetProperties().Select(each => each.PropertyType).Any(each => each == typeof(SealedText)
        || (each.Namespace?.StartsWith("Supervision", StringComparison.Ordinal) == true && each is { IsEnum: false, IsValueType: false } && each != type && Seals(each)));

    private static Redacted Shown(params Passage[] passages) => new([new(Id, RedactionKind.Name, passages, Jonas, Noon)], 1);

    private static AnnotationCommand.RestoreRedaction Restore(PersonId by, bool isSupervisor = false) => new(Id, by, isSupervisor, Noon);

    private static AnnotationCommand.ConfirmRedaction Confirm(PersonId by, bool isOnly = false, DateTimeOffset? at = null) => new(Id, by, isOnly, at ?? Noon);

    private static SealedAnnotation At(int start, int end, byte number = 1) =>
        new(new(new Guid(number, 0, 0, new byte[8])), start, end, [new("dmrs-defences", "1.0.0", "denial")], Sealed.Text(number));

    private static DeciderSpec<AnnotationsState, AnnotationCommand, AnnotationEvent> Margin(params AnnotationEvent[] before) =>
        new DeciderSpec<AnnotationsState, AnnotationCommand, AnnotationEvent>(AnnotationsState.Initial, AnnotationDecider.Decide, AnnotationDecider.Evolve).Given(before);
}

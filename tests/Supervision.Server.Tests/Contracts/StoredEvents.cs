using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Supervision.EventStore.Events;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Contributions;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Holds;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Features.Invitations;
using Supervision.Server.Features.People;
using Supervision.Server.Features.Redactions;
using Supervision.Server.Features.Reviews;
using Supervision.Server.Hosting;
using Supervision.Server.Identity;
using Supervision.Server.Tests.Sealing;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Contracts;

/// <summary>Events are read for ever: their names and shapes are pinned by the files in Golden, which only ever gain members.</summary>
public sealed partial class StoredEvents
{
    private static readonly EventTypes Types = Composition.EventTypes();
    private static readonly AnnotationId First = new(Guid.Parse("00000000-0000-0000-0000-0000000000d1"));
    private static readonly AnnotationId Second = new(Guid.Parse("00000000-0000-0000-0000-0000000000d2"));
    private static readonly ReplyId Reply = new(Guid.Parse("00000000-0000-0000-0000-0000000000e1"));
    private static readonly RedactionId Removed = new(Guid.Parse("00000000-0000-0000-0000-0000000000f7"));
    private static readonly ReviewId Reviewed = new(Guid.Parse("00000000-0000-0000-0000-0000000000f9"));
    private static readonly AccreditationId Accreditation = new(Guid.Parse("00000000-0000-0000-0000-0000000000f2"));

    // One of each kind, in an order in which they can happen.
    private static readonly GroupEvent[] Groups =
    [
        new GroupEvent.Formed(Tuesday, "Tuesday group", Noon, Kim),
        new GroupEvent.Renamed("Wednesday group", Ines, Noon),
        new GroupEvent.MemberJoined(Ines, GroupRole.Supervisor, Noon, Kim),
        new GroupEvent.RoleChanged(Ines, GroupRole.Member, Kim, "Somebody else takes over.", Noon),
        new GroupEvent.ObserverProposed(Jonas, Ines, Noon),
        new GroupEvent.ObserverConsented(Jonas, Leila, Noon),
        new GroupEvent.ObserverDeclined(Jonas, Leila, Noon),
        new GroupEvent.ContractWritten(
            1,
            new(
                "To learn.", "Weekly.", 90, "None.", "What is said here stays here.", "Cases, for a year.", RoundsAttributed: false, RoundKeeping.LetGo,
                "As each standard says.", "We begin on time.", "To the training lead."),
            Ines, Noon),
        new GroupEvent.ContractSigned(1, Leila, Noon),
        new GroupEvent.MemberLeft(Ines, Noon),
        new GroupEvent.MemberRemoved(Leila, Ines, "Has moved away.", Noon),
        new GroupEvent.Closed(Ines, "All have qualified.", Noon),
    ];

    private static readonly CaseEvent[] Cases =
    [
        new CaseEvent.Opened(Heron, Tuesday, Sealed.Text(1), Sealed.Text(2), 33, Checked, Leila, Noon),
        new CaseEvent.SteppedOut(Jonas, Noon),
        new CaseEvent.Closed(Leila, Noon),
        new CaseEvent.RetentionEnded(Noon, 12, Noon.AddMonths(12)),
        new CaseEvent.Reopened(Ines, Noon),
        new CaseEvent.ErasureRequested(Leila, ErasureReason.ClientAsked, Noon, Noon.AddDays(7)),
        new CaseEvent.ErasureDeclined(Kim, Noon),
        new CaseEvent.ErasureWithdrawn(Leila, Noon),
        new CaseEvent.ErasureApproved(Kim, Noon),
        new CaseEvent.Erased(Noon, new(12, 5, 3, 2), Noon),
    ];

    private static readonly AnnotationEvent[] Annotations =
    [
        new AnnotationEvent.Added(new(First, 6, 11, [new("dmrs-defences", "1.0.0", "undoing")], Sealed.Text(3)), Leila),
        new AnnotationEvent.ReplyAdded(First, Reply, Sealed.Text(4), Ines),
        new AnnotationEvent.ReplyWithdrawn(First, Reply, Ines),
        new AnnotationEvent.Resolved(First, Ines),
        new AnnotationEvent.Reopened(First, Ines),
        new AnnotationEvent.Replaced(First, new(Second, 6, 11, [new("frame", "1.0.0", "time")], Sealed.Text(5)), Leila),
        new AnnotationEvent.Withdrawn(Second, Leila),
        new AnnotationEvent.PassagesRedacted(Removed, RedactionKind.Name, [new(PassageIn.Text, 6, 11), new(PassageIn.Reply, 0, 4, First, Reply)], Jonas, Noon),
        new AnnotationEvent.RedactionRestored(Removed, Ines, Noon),
        new AnnotationEvent.RedactionConfirmed(Removed, Ines, Noon),
        new AnnotationEvent.SealedAnew(Guid.Parse("00000000-0000-0000-0000-0000000000f8"), Ines),
        new AnnotationEvent.PassagesDestroyed([Removed], Ines, Noon),
    ];

    private static readonly InstituteEvent[] Institutes =
    [
        new InstituteEvent.Founded(new(Guid.Parse("00000000-0000-0000-0000-0000000000f1")), "Riverside", Ines, Noon),
        new InstituteEvent.Renamed("Riverbank", Ines, Noon, "As agreed"),
        new InstituteEvent.SettingsChanged("Europe/Dublin", WordForClient.Patient, Retention.Default, Ines, Noon, "As agreed"),
        new InstituteEvent.StandardAdopted("bacp-accredited", Ines, Noon, "As agreed"),
        new InstituteEvent.StandardDropped("bacp-accredited", Ines, Noon, "As agreed"),
        new InstituteEvent.ProviderSet(
            "https://login.example.org", "supervision", IsSecretNew: true, "email", "groups", new Dictionary<string, InstituteRole> { ["students"] = InstituteRole.Trainee },
            ["example.org"], ["email", "profile"], "https://supervision.example/api", Ines, Noon, "As agreed"),
        new InstituteEvent.ProviderRemoved("https://login.example.org", Ines, Noon, "As agreed"),
    ];

    private static readonly PersonEvent[] People =
    [
        new PersonEvent.Joined(Leila, Ines, Noon),
        new PersonEvent.RoleGiven(InstituteRole.TrainingLead, Ines, Noon, "As agreed"),
        new PersonEvent.RoleTaken(InstituteRole.DataProtectionOfficer, Ines, Noon, "As agreed"),
        new PersonEvent.AccreditationRecorded(Accreditation, "BACP", new(2026, 3, 1), new(2026, 9, 1), Ines, Noon),
        new PersonEvent.AccreditationEnded(Accreditation, new(2026, 8, 1), Ines, Noon, "As agreed"),
        new PersonEvent.ConflictDeclared(ConflictKind.PersonalTherapist, Ines, Ines, Noon, "As agreed"),
        new PersonEvent.ConflictWithdrawn(ConflictKind.PersonalTherapist, Ines, Ines, Noon, "As agreed"),
        new PersonEvent.SessionsEnded(Ines, Noon, "As agreed"),
        new PersonEvent.Left(Ines, Noon, "As agreed"),
    ];

    private static readonly InvitationEvent[] Invitations =
    [
        new InvitationEvent.Made(new(Guid.Parse("00000000-0000-0000-0000-0000000000f3")), Tuesday, Noon.AddDays(14), Ines, Noon),
        new InvitationEvent.RoleOffered(InstituteRole.Trainee, Ines, Noon),
        new InvitationEvent.SentAgain(Noon.AddDays(14), Ines, Noon),
        new InvitationEvent.Withdrawn(Ines, Noon, "As agreed"),
        new InvitationEvent.Accepted(Leila, Noon),
    ];

    private static readonly ReviewEvent[] Reviews =
    [
        new ReviewEvent.Answered(Reviewed, Sealed.Text(6), 1, Noon.AddYears(1), Leila, Noon),
        new ReviewEvent.Agreed(Reviewed, Ines, Noon),
        new ReviewEvent.Declined(Reviewed, Sealed.Text(7), Ines, Noon),
        new ReviewEvent.Carried(Thursday, new(Guid.Parse("00000000-0000-0000-0000-0000000000fa")), Leila, Noon),
    ];

    private static readonly HoldEvent[] Holds =
    [
        new HoldEvent.Set(new(Guid.Parse("00000000-0000-0000-0000-0000000000f4")), HoldOn.Case, Heron.Value, "A court has asked.", Kim, Noon),
        new HoldEvent.Lifted(new(Guid.Parse("00000000-0000-0000-0000-0000000000f4")), "The court has answered.", Kim, Noon),
        new HoldEvent.Cleared(Heron, Noon),
    ];

    private static readonly ContributionEvent[] Contributions =
    [
        new ContributionEvent.ErasureRequested(Leila, Noon, Noon.AddDays(7)),
        new ContributionEvent.ErasureWithdrawn(Leila, Noon),
        new ContributionEvent.ErasureDeclined(Kim, Noon),
        new ContributionEvent.ErasureApproved(Kim, new(2, 5, 3), Noon),
        new ContributionEvent.Erased(Noon),
    ];

    private static readonly object[] Samples = [.. Groups, .. Holds, .. Contributions, .. Cases, .. Annotations, .. Reviews, .. Institutes, .. People, .. Invitations];

    public static TheoryData<string> Names => [.. Types.All.Select(type => type.Name).Order()];

    [Fact]
    public void Every_kind_of_event_has_a_stored_name_and_a_sample()
    {
        var kinds = typeof(Composition).Assembly.GetTypes()
            .Where(type => type is { IsSealed: true, DeclaringType: { IsAbstract: true } family } && family.Name.EndsWith("Event", StringComparison.Ordinal) && type.BaseType == family)
            .ToHashSet();

        Assert.Equal(kinds, Types.All.Select(type => type.Type).ToHashSet());
        Assert.Equal(kinds, Samples.Select(sample => sample.GetType()).ToHashSet());
        Assert.All(Types.All, type => Assert.Matches(SnakeCase(), type.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_stored_once_is_read_and_written_the_same(string name)
    {
        var sample = Samples.Single(each => Types.NameOf(each.GetType()) == name);
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contracts/Golden", $"{name}.json"));
        var read = Types.Decode(name, Encoding.UTF8.GetBytes(golden));

        Assert.Equal(Plain(golden), Plain(Encoding.UTF8.GetString(Types.Encode(sample))));
        Assert.Equal(Plain(golden), Plain(Encoding.UTF8.GetString(Types.Encode(read))));
    }

    [Theory]
    [InlineData("group_formed", "by")]
    [InlineData("group_member_joined", "by")]
    public void What_was_stored_before_it_gained_a_member_is_read(string name, string gained)
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contracts/Golden", $"{name}.json")))!.AsObject();
        golden.Remove(gained);
        var read = Types.Decode(name, Encoding.UTF8.GetBytes(golden.ToJsonString()));

        Assert.Equal(Plain(golden.ToJsonString()), Plain(Encoding.UTF8.GetString(Types.Encode(read))));
    }

    [Fact]
    public void No_golden_file_is_without_its_event() =>
        Assert.Equal(Types.All.Select(type => type.Name).Order(), Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Contracts/Golden")).Select(Path.GetFileNameWithoutExtension).Order());

    [Fact]
    public void Every_kind_of_event_changes_a_state()
    {
        Assert.NotNull(Groups.Aggregate(GroupState.Initial, GroupDecider.Evolve));
        Assert.NotNull(Cases.Aggregate(CaseState.Initial, CaseDecider.Evolve));
        Assert.NotNull(Contributions.Aggregate(ContributionState.Initial, ContributionDecider.Evolve));
        Assert.NotNull(Holds.Aggregate(HoldsState.Initial, HoldDecider.Evolve));
        Assert.NotNull(Institutes.Aggregate(InstituteState.Initial, InstituteDecider.Evolve));
        Assert.NotNull(People.Aggregate(PersonState.Initial, PersonDecider.Evolve));
        Assert.NotNull(Invitations.Aggregate(InvitationState.Initial, InvitationDecider.Evolve));
        Assert.NotNull(Annotations.Aggregate(AnnotationsState.Initial, AnnotationDecider.Evolve));
        Assert.NotNull(Reviews.Aggregate(ReviewState.Initial, ReviewDecider.Evolve));
    }

    private static string Plain(string json) => JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    [GeneratedRegex("^[a-z]+(_[a-z]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SnakeCase();
}

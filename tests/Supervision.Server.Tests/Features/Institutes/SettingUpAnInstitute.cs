using Supervision.Server.Features.Institutes;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Institutes;

public sealed class SettingUpAnInstitute
{
    private static readonly InstituteId Riverside = new(Guid.Parse("00000000-0000-0000-0000-0000000000f1"));
    private static readonly InstituteEvent Founded = new InstituteEvent.Founded(Riverside, "Riverside", By: null, Noon);

    private static readonly InstituteCommand.Change Unchanged = new(
        "Riverside", "Europe/London", WordForClient.Client, Retention.Default, [], Ines, Noon, "As agreed");

    [Fact]
    public void An_institute_is_founded() => Institute().When(new InstituteCommand.Found(Riverside, "Riverside", By: null, Noon)).Then(Founded);

    [Fact]
    public void Founding_it_again_changes_nothing_whatever_its_name_is_by_now() =>
        Institute().Given(Founded).When(new InstituteCommand.Found(Riverside, "Riverbank", By: null, Noon)).ThenNothing();

    [Theory]
    [InlineData(0)]
    [InlineData(121)]
    public void A_name_has_1_to_120_characters(int length)
    {
        var name = new string('a', length);

        Institute().When(new InstituteCommand.Found(Riverside, name, By: null, Noon)).ThenRefused("name-too-long");
        Institute().Given(Founded).When(Unchanged with { Name = name }).ThenRefused("name-too-long");
    }

    [Fact]
    public void What_is_the_same_already_changes_nothing() => Institute().Given(Founded).When(Unchanged).ThenNothing();

    [Fact]
    public void It_is_renamed_by_someone_for_a_reason() =>
        Institute().Given(Founded).When(Unchanged with { Name = "Riverbank" }).Then(new InstituteEvent.Renamed("Riverbank", Ines, Noon, "As agreed"));

    [Fact]
    public void Its_settings_change_together()
    {
        var retention = Retention.Default with { CaseDiscussion = 24 };

        Institute().Given(Founded)
            .When(Unchanged with { TimeZone = "Europe/Dublin", WordForClient = WordForClient.Patient, Retention = retention })
            .Then(new InstituteEvent.SettingsChanged("Europe/Dublin", WordForClient.Patient, retention, Ines, Noon, "As agreed"));
    }

    [Fact]
    public void Standards_are_adopted_and_dropped_one_by_one()
    {
        var adopted = new InstituteEvent.StandardAdopted("bacp-accredited", Ines, Noon, "As agreed");

        Institute().Given(Founded).When(Unchanged with { Standards = ["bacp-accredited", "bacp-accredited"] }).Then(adopted);
        Institute().Given(Founded, adopted).When(Unchanged with { Standards = ["bacp-accredited"] }).ThenNothing();
        Institute().Given(Founded, adopted).When(Unchanged with { Standards = ["ukcp-hipc"] }).Then(
            new InstituteEvent.StandardAdopted("ukcp-hipc", Ines, Noon, "As agreed"),
            new InstituteEvent.StandardDropped("bacp-accredited", Ines, Noon, "As agreed"));
    }

    [Fact]
    public void It_adopts_at_most_thirty() =>
        Institute().Given(Founded).When(Unchanged with { Standards = [.. Enumerable.Range(0, 31).Select(n => $"standard-{n}")] })
            .ThenRefused("too-many-standards");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1_201, 0)]
    [InlineData(12, -1)]
    public void Nothing_is_kept_for_no_time_or_for_ever(int caseDiscussion, int associationRounds) =>
        Institute().Given(Founded)
            .When(Unchanged with { Retention = Retention.Default with { CaseDiscussion = caseDiscussion, AssociationRounds = associationRounds } })
            .ThenRefused("retention-out-of-range");

    [Fact]
    public void A_reason_is_short() =>
        Institute().Given(Founded).When(Unchanged with { Name = "Riverbank", Reason = new string('a', 501) }).ThenRefused("reason-too-long");

    [Fact]
    public void What_was_not_founded_cannot_be_changed() => Institute().When(Unchanged).ThenRefused("unknown-institute");

    [Fact]
    public void The_view_shows_the_settings_as_they_are()
    {
        InstituteEvent[] happened = [Founded, new InstituteEvent.Renamed("Riverbank", Ines, Noon, Reason: null), new InstituteEvent.StandardAdopted("ukcp-hipc", Ines, Noon, Reason: null)];
        var view = InstituteSettings.Of(happened.Aggregate(InstituteState.Initial, InstituteDecider.Evolve))!;

        Assert.Equal(("Riverbank", "Europe/London", WordForClient.Client, new Retention(12, 3, 84, 84, 0, 24)), (view.Name, view.TimeZone, view.WordForClient, view.Retention));
        Assert.Equal(["ukcp-hipc"], view.Standards);
        Assert.Null(InstituteSettings.Of(InstituteState.Initial));
    }

    private static DeciderSpec<InstituteState, InstituteCommand, InstituteEvent> Institute() =>
        new(InstituteState.Initial, InstituteDecider.Decide, InstituteDecider.Evolve);
}

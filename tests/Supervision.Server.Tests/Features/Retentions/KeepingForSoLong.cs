using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Supervision.EventStore.Reading;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Features.Readers;
using Supervision.Server.Features.Retentions;
using Supervision.Server.Identity;
using Supervision.Server.Tests.Features.Groups;
using static Supervision.Server.Tests.Features.Retentions.OnTheMargin;

namespace Supervision.Server.Tests.Features.Retentions;

/// <summary>What was said is kept for as long as the institute says, then goes by itself; the clock is moved, on two nodes.</summary>
[Collection(OnAMovableClock.Name)]
public sealed class KeepingForSoLong(ServerOnAMovableClock running) : InAGroup
{
    private OwnInstitute.Someone _administrator = null!;
    private Guid _case;

    private protected override RunningServer Server => running.Server;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _administrator = await Institute.BringAsync("Noor", InstituteRole.Administrator);
        _case = await OpenAsync(Presenter.Http, Group, "Kingfisher");
        await DoneAsync(AnnotateAsync(Member.Http, _case, Guid.CreateVersion7(), "A pier of one's own."));
    }

    public override ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task A_closed_case_is_read_and_not_written_in_until_it_is_opened_again()
    {
        using var others = await CommandAsync(Member.Http, $"/api/cases/{_case}/close");
        await CloseAsync(Presenter);
        using var written = await AnnotateAsync(Member.Http, _case, Guid.CreateVersion7(), "Too late.");
        var closed = await Member.Http.GetJsonAsync($"/api/cases/{_case}");
        var listed = (await Member.Http.GetJsonAsync("/api/cases"))["cases"]!.AsArray().Single()!;
        await DoneAsync(CommandAsync(Supervisor.Http, $"/api/cases/{_case}/reopen"));

        await others.ReadProblemAsync(HttpStatusCode.Conflict, "only-presenter");
        await written.ReadProblemAsync(HttpStatusCode.Conflict, "case-closed");
        Assert.Equal(Text, (string)closed["text"]!);
        Assert.NotNull(closed["closedAt"]);
        Assert.NotNull(listed["closedAt"]);
        await DoneAsync(AnnotateAsync(Member.Http, _case, Guid.CreateVersion7(), "In time."));
        Assert.Null((await Member.Http.GetJsonAsync($"/api/cases/{_case}"))["closedAt"]);
    }

    [Fact]
    public async Task Two_warnings_and_one_erasure_whichever_node_is_first()
    {
        await CloseAsync(Presenter);
        var due = await GoesAtAsync();
        await WorkOnBothAsync(due.AddDays(-31));
        Assert.Equal((0, 0), (await LettersToAsync(Presenter), await LettersToAsync(Officer)));
        await WorkOnBothAsync(due.AddDays(-30).AddMinutes(1));
        Assert.Equal((1, 1), (await LettersToAsync(Presenter), await LettersToAsync(Officer)));
        await WorkOnBothAsync(due.AddDays(-20));
        await WorkOnBothAsync(due.AddDays(-7).AddMinutes(1));
        Assert.Equal((2, 2, 0), (await LettersToAsync(Presenter), await LettersToAsync(Officer), await LettersToAsync(Member)));
        await WorkOnBothAsync(due.AddMinutes(-1));
        await SignInAgainAsync();

        var officers = await Officer.Http.GetJsonAsync("/api/retention");
        var going = Assert.Single(officers["cases"]!.AsArray())!;
        var own = Assert.Single((await Presenter.Http.GetJsonAsync("/api/account/retention"))["cases"]!.AsArray())!;
        Assert.Equal((_case, "retention", 2), ((Guid)going["caseId"]!, (string)going["why"]!, going["warnedAt"]!.AsArray().Count));
        Assert.DoesNotContain("Kingfisher", officers.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("Kingfisher", false), ((string)own["title"]!, (bool)own["isHeld"]!));
        foreach (var letter in (await Letters.ToAsync(Server, Presenter.Email)).Concat(await Letters.ToAsync(Server, Officer.Email)))
        {
            Assert.DoesNotContain("kingfisher", letter, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("pier", letter, StringComparison.OrdinalIgnoreCase);
        }

        // Not before seven days after the warning, which was given a moment after the clock was moved.
        Assert.Equal(1, await WorkOnBothAsync(due.AddHours(1)));
        Assert.Equal(0, await WorkOnBothAsync(due.AddDays(1)));
        await SignInAgainAsync();
        var view = await Member.Http.GetJsonAsync($"/api/cases/{_case}");
        var receipt = (await Presenter.Http.GetJsonAsync($"/api/cases/{_case}/erasure"))["progress"]!;
        Assert.Equal((true, ""), ((bool)view["isErased"]!, (string)view["text"]!));
        Assert.Equal(("erased", "retention"), ((string)receipt["state"]!, (string)receipt["why"]!));
        Assert.Null(receipt["requestedBy"]);
        Assert.NotNull(receipt["keyDestroyedAt"]);
        Assert.Equal(["Opened", "Closed", "RetentionEnded", "Erased"], await HappenedAsync());
        Assert.Equal((2, 2), (await LettersToAsync(Presenter), await LettersToAsync(Officer)));
    }

    [Fact]
    public async Task What_is_held_stays_and_goes_a_while_after_the_hold_is_lifted()
    {
        await CloseAsync(Presenter);
        var due = await GoesAtAsync();
        // On somebody who wrote in it, not on whoever brought it.
        var hold = await HoldAsync("person", Member.Id);
        await WorkOnBothAsync(due.AddDays(2));
        await SignInAgainAsync();

        Assert.Equal(Text, (string)(await Presenter.Http.GetJsonAsync($"/api/cases/{_case}"))["text"]!);
        Assert.Equal(0, await LettersToAsync(Presenter));
        var going = Assert.Single((await Officer.Http.GetJsonAsync("/api/retention"))["cases"]!.AsArray())!;
        Assert.Equal("person", (string)going["hold"]!["on"]!);
        Assert.True((bool)Assert.Single((await Presenter.Http.GetJsonAsync("/api/account/retention"))["cases"]!.AsArray())!["isHeld"]!);
        Assert.DoesNotContain("court", (await Presenter.Http.GetJsonAsync("/api/account/retention")).ToJsonString(), StringComparison.Ordinal);
        await LiftAsync(hold);
        Assert.Equal(0, await WorkOnBothAsync(due.AddDays(3)));
        Assert.Equal(1, await LettersToAsync(Presenter));
        Assert.Equal(1, await WorkOnBothAsync(due.AddDays(11)));
        await SignInAgainAsync();
        Assert.Equal("erased", (string)(await Presenter.Http.GetJsonAsync($"/api/cases/{_case}/erasure"))["progress"]!["state"]!);
    }

    [Fact]
    public async Task A_decided_erasure_waits_for_the_hold_where_all_can_see_it()
    {
        var hold = await HoldAsync("case", _case);
        using var asked = await Presenter.Http.PostJsonAsync($"/api/cases/{_case}/erasure", new { commandId = Guid.CreateVersion7(), why = "client-asked" });
        await asked.ReadAsync(HttpStatusCode.OK);
        await DoneAsync(CommandAsync(Officer.Http, $"/api/erasures/{_case}/approve"));
        await Server.Services.GetRequiredService<ErasureWork>().DoAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Text, (string)(await Member.Http.GetJsonAsync($"/api/cases/{_case}"))["text"]!);
        var key = Assert.Single((await _administrator.Http.GetJsonAsync("/api/keys"))["keys"]!.AsArray())!;
        Assert.Equal((true, "approved"), ((bool)key["isHeld"]!, (string)key["erasure"]!["state"]!));
        Assert.True((bool)(await Presenter.Http.GetJsonAsync($"/api/cases/{_case}/erasure"))["isHeld"]!);
        using var others = await _administrator.Http.PostJsonAsync($"/api/holds/{hold}/lift", new { commandId = Guid.CreateVersion7(), reason = "Not mine." });
        await others.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await LiftAsync(hold);
        await Server.Services.GetRequiredService<ErasureWork>().DoAsync(TestContext.Current.CancellationToken);

        Assert.True((bool)(await Member.Http.GetJsonAsync($"/api/cases/{_case}"))["isErased"]!);
        using var late = await SetHoldAsync("case", _case);
        await late.ReadProblemAsync(HttpStatusCode.Conflict, "case-erased");
    }

    [Fact]
    public async Task Who_has_opened_a_case_goes_in_time_and_not_while_it_is_held()
    {
        var other = await OpenAsync(Presenter.Http, Group, "Wren");
        await Member.Http.GetJsonAsync($"/api/cases/{other}");
        await Member.Http.GetJsonAsync($"/api/cases/{_case}");
        await HoldAsync("case", _case);
        running.Clock.Move(TimeSpan.FromDays(24 * 31));
        await Server.Services.GetRequiredService<OpeningDeletion>().DeleteAsync(TestContext.Current.CancellationToken);
        await SignInAgainAsync();

        Assert.NotEmpty((await Presenter.Http.GetJsonAsync($"/api/cases/{_case}/readers"))["readers"]!.AsArray());
        Assert.Empty((await Presenter.Http.GetJsonAsync($"/api/cases/{other}/readers"))["readers"]!.AsArray());
    }

    [Fact]
    public async Task Names_and_addresses_in_an_invitation_go_thirty_days_after_it_expired()
    {
        using var invited = await _administrator.Http.PostJsonAsync(
            "/api/invitations", new { commandId = Guid.CreateVersion7(), invitationId = Guid.CreateVersion7(), email = $"wren-{Guid.CreateVersion7():n}@institute.example", name = "Wren", roles = new[] { "trainee" } });
        await invited.ReadAsync(HttpStatusCode.OK);
        running.Clock.Move(TimeSpan.FromDays(43));
        await Server.Services.GetRequiredService<RetentionWork>().DoAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await AddressesAsync());
        running.Clock.Move(TimeSpan.FromDays(2));
        await Server.Services.GetRequiredService<RetentionWork>().DoAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, await AddressesAsync());
    }

    private async Task CloseAsync(OwnInstitute.Someone someone) => await DoneAsync(CommandAsync(someone.Http, $"/api/cases/{_case}/close"));

    private async Task<DateTimeOffset> GoesAtAsync() =>
        (DateTimeOffset)Assert.Single((await Officer.Http.GetJsonAsync("/api/retention"))["cases"]!.AsArray())!["goesAt"]!;

    private async Task<int> WorkOnBothAsync(DateTimeOffset at)
    {
        running.Clock.MoveTo(at);
        var erased = await Task.WhenAll(new[] { Server, running.Other }.Select(node =>
            node.Services.GetRequiredService<RetentionWork>().DoAsync(Institute.Tenant, TestContext.Current.CancellationToken)));
        return erased.Sum();
    }

    private async Task<int> LettersToAsync(OwnInstitute.Someone someone) => (await Letters.ToAsync(Server, someone.Email)).Count;

    private async Task<Guid> HoldAsync(string on, Guid of)
    {
        using var set = await SetHoldAsync(on, of);
        await set.ReadAsync(HttpStatusCode.OK);
        return (Guid)(await Officer.Http.GetJsonAsync("/api/holds"))["holds"]![0]!["id"]!;
    }

    private Task<HttpResponseMessage> SetHoldAsync(string on, Guid of) =>
        Officer.Http.PostJsonAsync("/api/holds", new { commandId = Guid.CreateVersion7(), holdId = Guid.CreateVersion7(), on, of, reason = "A court has asked." });

    private async Task LiftAsync(Guid hold)
    {
        using var lifted = await Officer.Http.PostJsonAsync($"/api/holds/{hold}/lift", new { commandId = Guid.CreateVersion7(), reason = "The court has answered." });
        await lifted.ReadAsync(HttpStatusCode.OK);
    }

    // Sessions do not last as long as cases are kept.
    private async Task SignInAgainAsync()
    {
        Presenter = await AgainAsync(Presenter);
        Member = await AgainAsync(Member);
        Officer = await AgainAsync(Officer);
    }

    private async Task<OwnInstitute.Someone> AgainAsync(OwnInstitute.Someone someone)
    {
        someone.Dispose();
        var (http, cookies) = await OwnInstitute.SignInAsync(Server, someone.Email);
        return someone with { Http = http, Cookies = cookies };
    }

    private async Task<IReadOnlyList<string>> HappenedAsync()
    {
        var events = new List<string>();
        await foreach (var stored in Server.Store.ReadStreamAsync(new(Institute.Tenant, _case), StreamPart.Whole, TestContext.Current.CancellationToken))
        {
            events.Add(((CaseEvent)stored.Data).GetType().Name);
        }
        return events;
    }

    private async Task<int> AddressesAsync() =>
        (await Server.Services.GetRequiredService<InvitedPeople>().AllAsync(Institute.Id, TestContext.Current.CancellationToken)).Count;
}

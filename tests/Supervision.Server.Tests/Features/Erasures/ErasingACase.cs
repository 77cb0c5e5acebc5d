using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;
using Supervision.Server.Tests.Features.Groups;
using Supervision.Server.Tests.Live;

namespace Supervision.Server.Tests.Features.Erasures;

/// <summary>Somebody asks, another decides, and nobody reads it again, on whichever node.</summary>
public sealed class ErasingACase(TestServer test) : InAGroup
{
    private const string Words = "The kingfisher dives at the pier.";

    private Guid _case;
    private Guid _annotation;

    private protected override RunningServer Server => test.Shared;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (_case, _annotation) = await WriteAsync(Group);
    }

    [Fact]
    public async Task What_would_go_is_shown_in_counts_and_never_in_words()
    {
        var view = await Presenter.Http.GetJsonAsync($"/api/cases/{_case}/erasure");

        Assert.False((bool)view["isErased"]!);
        Assert.Equal((2, 1, 1), ((int)view["scope"]!["events"]!, (int)view["scope"]!["annotations"]!, (int)view["scope"]!["replies"]!));
        Assert.Equal(["Jonas", "Leila"], view["contributions"]!.AsArray().Select(each => (string)each!["name"]!).Order());
        Assert.Equal(7, (int)view["waitingDays"]!);
        Assert.DoesNotContain("kingfisher", view.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whoever_neither_brought_it_nor_supervises_does_not_ask()
    {
        using var asked = await AskAsync(Member);
        using var seen = await Member.Http.GetAsync($"/api/cases/{_case}/erasure", TestContext.Current.CancellationToken);

        await asked.ReadProblemAsync(HttpStatusCode.Conflict, "only-presenter");
        await seen.ReadProblemAsync(HttpStatusCode.Conflict, "only-presenter");
    }

    [Fact]
    public async Task The_officer_decides_without_a_word_of_the_case()
    {
        await AskedAsync();
        var keys = await Officer.Http.GetJsonAsync("/api/keys");
        var key = Assert.Single(keys["keys"]!.AsArray())!;

        Assert.Equal((_case, "Tuesday", "Leila"), ((Guid)key["caseId"]!, (string)key["groupName"]!, (string)key["openedBy"]!));
        Assert.Equal(("requested", "client-asked"), ((string)key["erasure"]!["state"]!, (string)key["erasure"]!["why"]!));
        Assert.NotNull(key["madeAt"]);
        Assert.Null(key["destroyedAt"]);
        Assert.DoesNotContain("kingfisher", keys.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        using var read = await Officer.Http.GetAsync($"/api/cases/{_case}", TestContext.Current.CancellationToken);
        await read.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Whoever_asked_does_not_decide()
    {
        using var both = await Institute.BringAsync("Noor", InstituteRole.DataProtectionOfficer);
        var group = await Institute.FormGroupAsync("Wednesday", both.Person, Presenter.Person);
        (_case, _) = await WriteAsync(group, both, Presenter);
        using var asked = await AskAsync(both);
        await asked.ReadAsync(HttpStatusCode.OK);
        using var decided = await DecideAsync(both, "approve");

        await decided.ReadProblemAsync(HttpStatusCode.Conflict, "second-person-needed");
    }

    [Fact]
    public async Task It_is_withdrawn_or_declined_and_everything_stays()
    {
        await AskedAsync();
        using var withdrawn = await Presenter.Http.DeleteJsonAsync($"/api/cases/{_case}/erasure", new { commandId = Guid.CreateVersion7() });
        await withdrawn.ReadAsync(HttpStatusCode.OK);
        await AskedAsync();
        using var declined = await DecideAsync(Officer, "decline");
        await declined.ReadAsync(HttpStatusCode.OK);

        Assert.Equal(Words, (string)(await Member.Http.GetJsonAsync($"/api/cases/{_case}"))["text"]!);
        Assert.Equal("declined", (string)(await Presenter.Http.GetJsonAsync($"/api/cases/{_case}/erasure"))["progress"]!["state"]!);
    }

    [Fact]
    public async Task Once_it_is_decided_nobody_reads_it_again_and_screens_on_every_node_are_blanked_within_a_second()
    {
        await using var other = await test.StartAsync($"--ConnectionStrings:Supervision={Server.ConnectionString}");
        using var elsewhere = other.Browser(Member.Cookies);
        await using var here = await Guest.ArriveAsync(Server.Address, Member.CookieOn(Server));
        await using var there = await Guest.ArriveAsync(other.Address, Presenter.CookieOn(Server));
        await here.JoinAsync(_case);
        await there.JoinAsync(_case);
        // What the other node has read lies in its memory.
        Assert.Equal(Words, (string)(await elsewhere.GetJsonAsync($"/api/cases/{_case}"))["text"]!);
        await AskedAsync();

        var began = Stopwatch.GetTimestamp();
        using var approved = await DecideAsync(Officer, "approve");
        await approved.ReadAsync(HttpStatusCode.OK);
        var answered = Stopwatch.GetTimestamp();
        await here.HearAsync("closed", IsErased);
        await there.HearAsync("closed", IsErased);

        Assert.InRange(Stopwatch.GetElapsedTime(answered), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.True(answered > began);
        await ShowsErasedAsync(Member.Http);
        await ShowsErasedAsync(elsewhere);
        using var written = await elsewhere.PostJsonAsync($"/api/cases/{_case}/annotations", Annotate());
        await written.ReadProblemAsync(HttpStatusCode.Conflict, "case-erased");
        await using var late = await Guest.ArriveAsync(other.Address, Member.CookieOn(Server));
        await late.JoinAsync(_case);
        var changes = await late.HearAsync("changes", _ => true);
        Assert.DoesNotContain("pier", changes.GetRawText(), StringComparison.Ordinal);

        var view = await Presenter.Http.GetJsonAsync($"/api/cases/{_case}/erasure");
        Assert.True((bool)view["isErased"]!);
        Assert.Equal(("erased", "Kim"), ((string)view["progress"]!["state"]!, (string)view["progress"]!["decidedBy"]!));
        Assert.Equal(1, (int)view["progress"]!["scope"]!["replies"]!);
        Assert.NotNull(Assert.Single((await Officer.Http.GetJsonAsync("/api/keys"))["keys"]!.AsArray())!["destroyedAt"]);
    }

    [Fact]
    public async Task Without_a_decision_the_waiting_time_decides()
    {
        var cases = Server.Services.GetRequiredService<Decider<CaseState, CaseCommand, CaseEvent>>();
        var (asked, due) = (TimeProvider.System.GetUtcNow().AddDays(-8), TimeProvider.System.GetUtcNow().AddDays(-1));
        await cases.ExecuteAsync(
            new(Institute.Tenant, _case), Guid.CreateVersion7(), new CaseCommand.RequestErasure(Presenter.Person, ErasureReason.ClientAsked, asked, due),
            TestContext.Current.CancellationToken);
        await Server.Services.GetRequiredService<ErasureWork>().DoAsync(TestContext.Current.CancellationToken);

        await ShowsErasedAsync(Member.Http);
        var progress = (await Presenter.Http.GetJsonAsync($"/api/cases/{_case}/erasure"))["progress"]!;
        Assert.Equal("erased", (string)progress["state"]!);
        Assert.Null(progress["decidedBy"]);
    }

    [Fact]
    public async Task What_was_decided_and_broken_off_is_finished()
    {
        await AskedAsync();
        var cases = Server.Services.GetRequiredService<Decider<CaseState, CaseCommand, CaseEvent>>();
        await cases.ExecuteAsync(
            new(Institute.Tenant, _case), Guid.CreateVersion7(), new CaseCommand.ApproveErasure(Officer.Person, Someone.Noon), TestContext.Current.CancellationToken);
        await Server.Services.GetRequiredService<ErasureWork>().DoAsync(TestContext.Current.CancellationToken);

        await ShowsErasedAsync(Member.Http);
    }

    [Fact]
    public async Task Rebuilding_goes_on_after_it()
    {
        await ErasedAsync();
        var (state, version) = await Server.Store.AggregateStreamAsync<CaseState, CaseEvent>(
            new(Institute.Tenant, _case), EventStore.Reading.StreamPart.Whole, CaseState.Initial, CaseDecider.Evolve, TestContext.Current.CancellationToken);

        Assert.Equal(4, version);
        Assert.Equal(ErasureState.Erased, state.Opened!.Erasure!.State);
        var listed = (await Member.Http.GetJsonAsync("/api/cases"))["cases"]!.AsArray().Single()!;
        Assert.Equal((true, ""), ((bool)listed["isErased"]!, (string)listed["title"]!));
    }

    [Fact]
    public async Task What_is_held_under_an_alias_is_found_and_not_opened()
    {
        using var answer = await Officer.Http.PostJsonAsync("/api/holdings", new { alias = " kingFISHER", reason = "The client has asked." });
        var found = await answer.ReadAsync(HttpStatusCode.OK);
        var held = Assert.Single(found["holdings"]!.AsArray())!;

        Assert.Equal((_case, "Leila", Words.Length), ((Guid)held["caseId"]!, (string)held["openedBy"]!, (int)held["characters"]!));
        Assert.Equal((1, 1, 2), ((int)held["scope"]!["annotations"]!, (int)held["scope"]!["replies"]!, held["contributions"]!.AsArray().Count));
        Assert.DoesNotContain("kingfisher", found.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        await ErasedAsync();
        using var after = await Officer.Http.PostJsonAsync("/api/holdings", new { alias = "Kingfisher", reason = "Asked again." });
        Assert.Empty((await after.ReadAsync(HttpStatusCode.OK))["holdings"]!.AsArray());
        using var tooShort = await Officer.Http.PostJsonAsync("/api/holdings", new { alias = "K", reason = "Asked." });
        await tooShort.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task Whoever_looks_for_what_is_held_says_why_and_that_is_seen_without_the_alias()
    {
        using var auditor = await Institute.BringAsync("Ruth", InstituteRole.Auditor);
        using var found = await Officer.Http.PostJsonAsync("/api/holdings", new { alias = "Kingfisher", reason = "The client has asked." });
        using var unsaid = await Officer.Http.PostJsonAsync("/api/holdings", new { alias = "Kingfisher", reason = " " });
        using var telling = await Officer.Http.PostJsonAsync("/api/holdings", new { alias = "Kingfisher", reason = "KINGFISHER has asked." });
        var searches = await auditor.Http.GetJsonAsync("/api/holdings/searches");
        var search = Assert.Single(searches["searches"]!.AsArray())!;

        await found.ReadAsync(HttpStatusCode.OK);
        await unsaid.ReadProblemAsync(HttpStatusCode.Conflict, "reason-missing");
        await telling.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(("Kim", "The client has asked.", 1), ((string)search["by"]!, (string)search["reason"]!, (int)search["found"]!));
        Assert.DoesNotContain("kingfisher", searches.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_case_that_is_not_there_is_not_decided_on()
    {
        _case = Guid.CreateVersion7();
        using var decided = await DecideAsync(Officer, "approve");

        await decided.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    private bool IsErased(System.Text.Json.JsonElement closed) => closed.GetProperty("caseId").GetGuid() == _case && closed.GetProperty("code").GetString() == "erased";

    private async Task ErasedAsync()
    {
        await AskedAsync();
        using var approved = await DecideAsync(Officer, "approve");
        await approved.ReadAsync(HttpStatusCode.OK);
    }

    private async Task ShowsErasedAsync(HttpClient http)
    {
        var view = await http.GetJsonAsync($"/api/cases/{_case}");
        Assert.Equal((true, "", ""), ((bool)view["isErased"]!, (string)view["title"]!, (string)view["text"]!));
        Assert.Empty(view["blocks"]!.AsArray());
        var changes = (await http.GetJsonAsync($"/api/cases/{_case}/annotations"))["changes"]!.AsArray();
        Assert.Equal(2, changes.Count);
        Assert.Equal((true, "", 4), ((bool)changes[0]!["annotation"]!["isErased"]!, (string)changes[0]!["annotation"]!["span"]!["quote"]!, (int)changes[0]!["annotation"]!["span"]!["start"]!));
        Assert.Equal(("replied", true, ""), ((string)changes[1]!["kind"]!, (bool)changes[1]!["isErased"]!, (string)changes[1]!["text"]!));
        Assert.Equal((Guid)changes[1]!["annotationId"]!, _annotation);
    }

    private Task<(Guid Case, Guid Annotation)> WriteAsync(GroupId group) => WriteAsync(group, Presenter, Member);

    private static async Task<(Guid Case, Guid Annotation)> WriteAsync(GroupId group, OwnInstitute.Someone presenter, OwnInstitute.Someone member)
    {
        var (@case, annotation) = (Guid.CreateVersion7(), Annotate());
        using var opened = await presenter.Http.PostJsonAsync(
            "/api/cases", new { commandId = Guid.CreateVersion7(), caseId = @case, groupId = group.Value, title = "Kingfisher", text = Words });
        await opened.ReadAsync(HttpStatusCode.Created);
        using var annotated = await member.Http.PostJsonAsync($"/api/cases/{@case}/annotations", annotation);
        await annotated.ReadAsync(HttpStatusCode.OK);
        using var replied = await presenter.Http.PostJsonAsync(
            $"/api/cases/{@case}/annotations",
            new { kind = "reply", commandId = Guid.CreateVersion7(), annotationId = annotation.Annotation.Id, replyId = Guid.CreateVersion7(), text = "Or watches from the pier." });
        await replied.ReadAsync(HttpStatusCode.OK);
        return (@case, annotation.Annotation.Id);
    }

    private static AnnotateBody Annotate() => new("annotate", Guid.CreateVersion7(), new(
        Guid.CreateVersion7(), new(4, 14, "kingfisher", "", ""), [new("dmrs-defences", "1.0.0", "denial")], "A pier of one's own."));

    private async Task AskedAsync()
    {
        using var asked = await AskAsync(Presenter);
        await asked.ReadAsync(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> AskAsync(OwnInstitute.Someone someone) =>
        someone.Http.PostJsonAsync($"/api/cases/{_case}/erasure", new { commandId = Guid.CreateVersion7(), why = "client-asked" });

    private Task<HttpResponseMessage> DecideAsync(OwnInstitute.Someone someone, string decision) =>
        someone.Http.PostJsonAsync($"/api/erasures/{_case}/{decision}", new { commandId = Guid.CreateVersion7() });

    private sealed record AnnotateBody(string Kind, Guid CommandId, AnnotationBody Annotation);

    private sealed record AnnotationBody(Guid Id, SpanBody Span, IReadOnlyList<CodeBody> Codes, string Note);

    private sealed record SpanBody(int Start, int End, string Quote, string Prefix, string Suffix);

    private sealed record CodeBody(string Codebook, string Version, string Code);
}

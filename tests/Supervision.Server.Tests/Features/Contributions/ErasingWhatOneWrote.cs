using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Contributions;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Sealing;
using Supervision.Server.Tests.Features.Groups;
using Supervision.Server.Tests.Live;

namespace Supervision.Server.Tests.Features.Contributions;

/// <summary>A member asks that what they wrote be erased; it goes from two cases, and what others wrote stays.</summary>
public sealed class ErasingWhatOneWrote(TestServer test) : InAGroup
{
    private const string Words = "The kingfisher dives where the river bends, at the pier.";
    private const string Note = "I am as restless as she is, and I would rather leave.";
    private const string Reply = "Mostly I am bored.";

    private readonly Guid[] _cases = [Guid.CreateVersion7(), Guid.CreateVersion7()];
    private readonly Guid[] _annotations = [Guid.CreateVersion7(), Guid.CreateVersion7()];

    private protected override RunningServer Server => test.Shared;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        for (var at = 0; at < _cases.Length; at++)
        {
            await DoneAsync(Presenter.Http, "/api/cases", new { commandId = Guid.CreateVersion7(), caseId = _cases[at], groupId = Group.Value, title = "Kingfisher", text = Words });
            await AnnotateAsync(Member, at, Note);
            await ReplyAsync(Presenter, at, "You say that you would rather leave. I am as restless as she is, and I too.");
            await ReplyAsync(Member, at, Reply);
        }
    }

    [Fact]
    public async Task What_would_go_is_shown_before_in_counts()
    {
        var view = await Member.Http.GetJsonAsync("/api/account/contributions/erasure");

        Assert.Equal((2, 2, 2), ((int)view["scope"]!["cases"]!, (int)view["scope"]!["notes"]!, (int)view["scope"]!["replies"]!));
        Assert.Equal("Tuesday", (string)Assert.Single(view["groups"]!.AsArray())!);
        Assert.Equal((7, false), ((int)view["waitingDays"]!, (bool)view["isHeld"]!));
        Assert.Null(view["progress"]);
    }

    [Fact]
    public async Task Once_another_has_decided_nobody_reads_it_and_no_key_opens_it()
    {
        await using var other = await test.StartAsync($"--ConnectionStrings:Supervision={Server.ConnectionString}");
        using var elsewhere = other.Browser(Supervisor.Cookies);
        await using var there = await Guest.ArriveAsync(other.Address, Presenter.CookieOn(Server));
        await there.JoinAsync(_cases[0]);
        Assert.Contains(Note, (await elsewhere.GetJsonAsync($"/api/cases/{_cases[0]}/annotations")).ToJsonString(), StringComparison.Ordinal);
        await AskedAsync();
        using var byThemselves = await DecideAsync(Member, "approve");
        await byThemselves.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        var waiting = Assert.Single((await Officer.Http.GetJsonAsync("/api/contribution-erasures"))["erasures"]!.AsArray())!;
        Assert.Equal(("Jonas", "requested", false), ((string)waiting["name"]!, (string)waiting["state"]!, (bool)waiting["isYours"]!));

        using var approved = await DecideAsync(Officer, "approve");
        await approved.ReadAsync(HttpStatusCode.OK);
        var answered = Stopwatch.GetTimestamp();
        await there.HearAsync("changes", message => message.GetRawText().Contains("passages-redacted", StringComparison.Ordinal));
        Assert.InRange(Stopwatch.GetElapsedTime(answered), TimeSpan.Zero, TimeSpan.FromSeconds(1));

        for (var at = 0; at < _cases.Length; at++)
        {
            await IsGoneAsync(Member.Http, at);
            await IsGoneAsync(elsewhere, at);
            var keys = await Server.Services.GetRequiredService<KeyTable>().OfScopeAsync(Institute.Tenant, new(KeyKind.Case, _cases[at]), TestContext.Current.CancellationToken);
            Assert.Equal([true, false], keys.Select(key => key.DestroyedAt is not null));
        }
        var receipt = (await OwnAsync())["progress"]!;
        Assert.Equal(("erased", "Kim", 2, 2, 2), (
            (string)receipt["state"]!, (string)receipt["decidedBy"]!, (int)receipt["scope"]!["cases"]!, (int)receipt["scope"]!["notes"]!, (int)receipt["scope"]!["replies"]!));
        Assert.NotNull(receipt["erasedAt"]);
        Assert.Empty((await Officer.Http.GetJsonAsync("/api/contribution-erasures"))["erasures"]!.AsArray());
        using var again = await AskAsync();
        await again.ReadProblemAsync(HttpStatusCode.Conflict, "nothing-written");

        // Whoever goes on writing is read, and may ask again.
        await ReplyAsync(Member, 0, "Here I am again.");
        Assert.Contains("Here I am again.", (await elsewhere.GetJsonAsync($"/api/cases/{_cases[0]}/annotations")).ToJsonString(), StringComparison.Ordinal);
        await AskedAsync();
        Assert.Equal((1, 0, 1), Counts((await OwnAsync())["scope"]!));
    }

    [Fact]
    public async Task It_is_withdrawn_or_declined_and_nothing_is_gone()
    {
        await AskedAsync();
        using var withdrawn = await Member.Http.DeleteJsonAsync("/api/account/contributions/erasure", new { commandId = Guid.CreateVersion7() });
        await withdrawn.ReadAsync(HttpStatusCode.OK);
        Assert.Equal("withdrawn", (string)(await OwnAsync())["progress"]!["state"]!);
        await AskedAsync();
        using var declined = await DecideAsync(Officer, "decline");
        await declined.ReadAsync(HttpStatusCode.OK);
        using var late = await DecideAsync(Officer, "approve");
        await late.ReadProblemAsync(HttpStatusCode.Conflict, "erasure-not-asked");

        Assert.Equal((2, 2, 2), Counts((await OwnAsync())["scope"]!));
        using var ofNobody = await Officer.Http.PostJsonAsync($"/api/contribution-erasures/{Guid.CreateVersion7()}/approve", new { commandId = Guid.CreateVersion7() });
        await ofNobody.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task What_is_held_is_shown_to_nobody_and_destroyed_once_the_hold_is_lifted()
    {
        var hold = Guid.CreateVersion7();
        await DoneAsync(Officer.Http, "/api/holds", new { commandId = Guid.CreateVersion7(), holdId = hold, on = "person", of = Member.Person.Value, reason = "A court asks." });
        Assert.True((bool)(await OwnAsync())["isHeld"]!);
        await AskedAsync();
        using var approved = await DecideAsync(Officer, "approve");
        await approved.ReadAsync(HttpStatusCode.OK);
        await IsGoneAsync(Presenter.Http, 0);
        Assert.Equal("approved", (string)(await OwnAsync())["progress"]!["state"]!);

        await DoneAsync(Officer.Http, $"/api/holds/{hold}/lift", new { commandId = Guid.CreateVersion7(), reason = "It has answered." });
        await Server.Services.GetRequiredService<ErasureWork>().DoAsync(TestContext.Current.CancellationToken);
        Assert.Equal("erased", (string)(await OwnAsync())["progress"]!["state"]!);
        await IsGoneAsync(Presenter.Http, 0);
    }

    [Fact]
    public async Task Without_a_decision_it_is_carried_out_when_the_waiting_time_is_over()
    {
        var (now, contributions) = (TimeProvider.System.GetUtcNow(), Server.Services.GetRequiredService<Decider<ContributionState, ContributionCommand, ContributionEvent>>());
        await contributions.ExecuteAsync(
            ContributionStream.Of(Institute.Tenant, Member.Person), Guid.CreateVersion7(), new ContributionCommand.Request(Member.Person, now.AddDays(-7), now), TestContext.Current.CancellationToken);
        await Server.Services.GetRequiredService<ErasureWork>().DoAsync(TestContext.Current.CancellationToken);

        var progress = (await OwnAsync())["progress"]!;
        Assert.Equal("erased", (string)progress["state"]!);
        Assert.Null(progress["decidedBy"]);
        await IsGoneAsync(Presenter.Http, 1);
    }

    [Fact]
    public async Task A_members_own_words_are_not_removed_in_a_case_as_if_they_named_someone()
    {
        using var refused = await Presenter.Http.PostJsonAsync(
            $"/api/cases/{_cases[0]}/redactions",
            new { commandId = Guid.CreateVersion7(), redactionId = Guid.CreateVersion7(), identifies = "own-words", passages = new[] { new { @in = "text", start = 0, end = 3 } } });

        await refused.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    private static (int, int, int) Counts(JsonNode scope) => ((int)scope["cases"]!, (int)scope["notes"]!, (int)scope["replies"]!);

    private static async Task DoneAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostJsonAsync(path, body);
        await answer.ReadAsync(answer.StatusCode is HttpStatusCode.Created ? HttpStatusCode.Created : HttpStatusCode.OK);
    }

    // The annotation stands with its codes, and what it quotes of the case's text; the other's reply without the quotation.
    private async Task IsGoneAsync(HttpClient http, int at)
    {
        var changes = (await http.GetJsonAsync($"/api/cases/{_cases[at]}/annotations"))["changes"]!.AsArray();
        var annotation = changes[0]!["annotation"]!;
        Assert.Equal((Words[..14], "denial", Bars(Note)), ((string)annotation["span"]!["quote"]!, (string)annotation["codes"]![0]!["code"]!, (string)annotation["note"]!));
        Assert.Equal($"You say that you would rather leave. {Bars("I am as restless as she is, and I")} too.", (string)changes[1]!["text"]!);
        Assert.Equal(Bars(Reply), (string)changes[2]!["text"]!);
        Assert.Equal(Words, (string)(await http.GetJsonAsync($"/api/cases/{_cases[at]}"))["text"]!);
    }

    private static string Bars(string words) => new('█', words.Length);

    private Task<JsonObject> OwnAsync() => Member.Http.GetJsonAsync("/api/account/contributions/erasure");

    private Task<HttpResponseMessage> AskAsync() => Member.Http.PostJsonAsync("/api/account/contributions/erasure", new { commandId = Guid.CreateVersion7() });

    private async Task AskedAsync()
    {
        using var asked = await AskAsync();
        await asked.ReadAsync(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> DecideAsync(OwnInstitute.Someone someone, string decision) =>
        someone.Http.PostJsonAsync($"/api/contribution-erasures/{Member.Person.Value}/{decision}", new { commandId = Guid.CreateVersion7() });

    private Task AnnotateAsync(OwnInstitute.Someone someone, int at, string note) => DoneAsync(someone.Http, $"/api/cases/{_cases[at]}/annotations", new
    {
        kind = "annotate",
        commandId = Guid.CreateVersion7(),
        annotation = new
        {
            id = _annotations[at],
            span = new { start = 0, end = 14, quote = Words[..14], prefix = "", suffix = "" },
            codes = new[] { new { codebook = "dmrs-defences", version = "1.0.0", code = "denial" } },
            note,
        },
    });

    private Task ReplyAsync(OwnInstitute.Someone someone, int at, string text) => DoneAsync(
        someone.Http, $"/api/cases/{_cases[at]}/annotations",
        new { kind = "reply", commandId = Guid.CreateVersion7(), annotationId = _annotations[at], replyId = Guid.CreateVersion7(), text });
}

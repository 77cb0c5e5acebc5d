using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Redactions;
using Supervision.Server.Sealing;
using Supervision.Server.Tests.Features.Groups;
using Supervision.Server.Tests.Live;

namespace Supervision.Server.Tests.Features.Redactions;

/// <summary>Somebody is named in a text, its title, a note and a reply; and then nobody is shown who, on whichever node.</summary>
public sealed class RemovingAPassageEverywhere(TestServer test) : InAGroup
{
    private const string Named = "Ostenbury";
    private const string Bar = "█████████";
    private const string Words = "The kingfisher dives where Ostenbury stands, at the pier.";

    private readonly Guid _case = Guid.CreateVersion7();
    private readonly Guid _annotation = Guid.CreateVersion7();
    private readonly Guid _reply = Guid.CreateVersion7();
    private readonly Guid _redaction = Guid.CreateVersion7();


    private string Path => $"/api/cases/{_case}";

    private protected override RunningServer Server => test.Shared;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await DoneAsync(Presenter.Http, "/api/cases", new { commandId = Guid.CreateVersion7(), caseId = _case, groupId = Group.Value, title = $"By {Named}", text = Words });
        await AnnotateAsync(Member.Http, _annotation, $"{Named} again", Words[14..36]);
        await DoneAsync(Presenter.Http, $"{Path}/annotations", new { kind = "reply", commandId = Guid.CreateVersion7(), annotationId = _annotation, replyId = _reply, text = $"Or {Named}." });
    }

    [Fact]
    public async Task Nobody_is_shown_it_any_more_on_any_node_within_a_second()
    {
        await using var other = await test.StartAsync($"--ConnectionStrings:Supervision={Server.ConnectionString}");
        using var elsewhere = other.Browser(Supervisor.Cookies);
        await using var here = await Guest.ArriveAsync(Server.Address, Member.CookieOn(Server));
        await using var there = await Guest.ArriveAsync(other.Address, Presenter.CookieOn(Server));
        await here.JoinAsync(_case);
        await there.JoinAsync(_case);
        // What the other node has read lies in its memory.
        Assert.Equal(Words, (string)(await elsewhere.GetJsonAsync(Path))["text"]!);

        await RedactAsync();
        var answered = Stopwatch.GetTimestamp();
        var heard = await here.HearAsync("changes", IsRedacted);
        await there.HearAsync("changes", IsRedacted);
        Assert.InRange(Stopwatch.GetElapsedTime(answered), TimeSpan.Zero, TimeSpan.FromSeconds(1));

        Assert.DoesNotContain(Named, heard.GetRawText(), StringComparison.Ordinal);
        await ShowsBarsAsync(Member.Http);
        await ShowsBarsAsync(elsewhere);
        await using var late = await Guest.ArriveAsync(other.Address, Member.CookieOn(Server));
        await late.JoinAsync(_case);
        Assert.DoesNotContain(Named, (await late.HearAsync("changes", IsRedacted)).GetRawText(), StringComparison.Ordinal);
        using var alias = await Officer.Http.PostJsonAsync("/api/holdings", new { alias = Named, reason = "A client asks." });
        Assert.Empty((await alias.ReadAsync(HttpStatusCode.OK))["holdings"]!.AsArray());

        // Whoever has not seen yet that it is gone quotes it, and is not refused; it is not kept either.
        await AnnotateAsync(elsewhere, Guid.CreateVersion7(), "Where?", Words[14..36]);
        await ShowsBarsAsync(elsewhere);
    }

    [Fact]
    public async Task A_mistake_is_put_back_as_long_as_it_is_not_confirmed()
    {
        await RedactAsync();
        var listed = Assert.Single((await Supervisor.Http.GetJsonAsync($"{Path}/redactions"))["redactions"]!.AsArray())!;
        Assert.Equal(("name", "Jonas", "held", true, true), ((string)listed["identifies"]!, (string)listed["by"]!, (string)listed["state"]!, (bool)listed["mayConfirm"]!, (bool)listed["mayRestore"]!));
        Assert.DoesNotContain(Named, listed.ToJsonString(), StringComparison.Ordinal);
        using var byAnother = await DecideAsync(Presenter, "restore");
        await byAnother.ReadProblemAsync(HttpStatusCode.Conflict, "not-yours");
        using var restored = await DecideAsync(Member, "restore");
        await restored.ReadAsync(HttpStatusCode.OK);

        var view = await Presenter.Http.GetJsonAsync(Path);
        Assert.Equal((Words, $"By {Named}"), ((string)view["text"]!, (string)view["title"]!));
        var changes = (await Presenter.Http.GetJsonAsync($"{Path}/annotations"))["changes"]!.AsArray();
        Assert.Equal(($"{Named} again", $"Or {Named}."), ((string)changes[0]!["annotation"]!["note"]!, (string)changes[1]!["text"]!));
    }

    [Fact]
    public async Task Once_a_supervisor_confirms_it_is_destroyed_and_all_else_goes_on()
    {
        await using var other = await test.StartAsync($"--ConnectionStrings:Supervision={Server.ConnectionString}");
        using var elsewhere = other.Browser(Presenter.Cookies);
        Assert.Equal(Words, (string)(await elsewhere.GetJsonAsync(Path))["text"]!);
        await RedactAsync();
        using var early = await DecideAsync(Presenter, "confirm");
        await early.ReadProblemAsync(HttpStatusCode.Conflict, "only-supervisor");

        // Two nodes write all the while.
        var writing = Enumerable.Range(0, 24).Select(n => ReplyAsync(n % 2 == 0 ? Member.Http : elsewhere, $"Reply {n}")).ToList();
        using var confirmed = await DecideAsync(Supervisor, "confirm");
        await confirmed.ReadAsync(HttpStatusCode.OK);
        await Task.WhenAll(writing);

        var keys = await Server.Services.GetRequiredService<KeyTable>().OfScopeAsync(Institute.Tenant, new(KeyKind.Case, _case), TestContext.Current.CancellationToken);
        Assert.Equal([true, false], keys.Select(key => key.DestroyedAt is not null));
        await ShowsBarsAsync(Member.Http);
        await ShowsBarsAsync(elsewhere);
        var changes = (await elsewhere.GetJsonAsync($"{Path}/annotations"))["changes"]!.AsArray();
        Assert.DoesNotContain(changes, change => change!["isErased"] is not null || change["annotation"]?["isErased"] is not null);
        Assert.Equal(Enumerable.Range(0, 24).Select(n => $"Reply {n}").Order(StringComparer.Ordinal), changes.Select(change => (string?)change!["text"]).Where(text => text?.StartsWith("Reply", StringComparison.Ordinal) == true).Order(StringComparer.Ordinal));
        Assert.Equal("destroyed", (string)Assert.Single((await Member.Http.GetJsonAsync($"{Path}/redactions"))["redactions"]!.AsArray())!["state"]!);
        using var late = await DecideAsync(Member, "restore");
        await late.ReadProblemAsync(HttpStatusCode.Conflict, "redaction-confirmed");

        // And once more, in what was sealed anew.
        await RedactAsync(Guid.CreateVersion7(), new { @in = "text", start = 4, end = 14 });
        var second = (await Supervisor.Http.GetJsonAsync($"{Path}/redactions"))["redactions"]!.AsArray()[1]!;
        using var again = await Supervisor.Http.PostJsonAsync($"{Path}/redactions/{(Guid)second["id"]!}/confirm", new { commandId = Guid.CreateVersion7() });
        await again.ReadAsync(HttpStatusCode.OK);
        Assert.Equal(Words.Replace(Named, Bar, StringComparison.Ordinal).Replace("kingfisher", "██████████", StringComparison.Ordinal), (string)(await elsewhere.GetJsonAsync(Path))["text"]!);
        Assert.Null(Assert.Single((await Officer.Http.GetJsonAsync("/api/keys"))["keys"]!.AsArray())!["destroyedAt"]);
    }

    [Fact]
    public async Task What_was_confirmed_and_broken_off_is_finished_and_none_of_it_lost()
    {
        await RedactAsync();
        var annotations = Server.Services.GetRequiredService<Decider<AnnotationsState, AnnotationCommand, AnnotationEvent>>();
        await annotations.ExecuteAsync(
            AnnotationStream.Of(Institute.Tenant, new(_case)), Guid.CreateVersion7(), new AnnotationCommand.ConfirmRedaction(new(_redaction), Supervisor.Person, IsOnlySupervisor: true, Someone.Noon),
            TestContext.Current.CancellationToken);
        await Server.Services.GetRequiredService<TextKeys>().RenewAsync(Institute.Tenant, new(KeyKind.Case, _case), TestContext.Current.CancellationToken);
        await ReplyAsync(Member.Http, "Under the new key");
        await Server.Services.GetRequiredService<RedactionWork>().DoAsync(TestContext.Current.CancellationToken);

        await ShowsBarsAsync(Member.Http);
        Assert.Contains((await Member.Http.GetJsonAsync($"{Path}/annotations"))["changes"]!.AsArray(), change => (string?)change!["text"] == "Under the new key");
        Assert.Equal("destroyed", (string)Assert.Single((await Member.Http.GetJsonAsync($"{Path}/redactions"))["redactions"]!.AsArray())!["state"]!);
    }

    [Fact]
    public async Task What_is_held_is_shown_to_nobody_and_destroyed_once_the_hold_is_lifted()
    {
        var hold = Guid.CreateVersion7();
        await DoneAsync(Officer.Http, "/api/holds", new { commandId = Guid.CreateVersion7(), holdId = hold, on = "case", of = _case, reason = "A court asks." });
        await RedactAsync();
        using var confirmed = await DecideAsync(Supervisor, "confirm");
        await confirmed.ReadAsync(HttpStatusCode.OK);
        var work = Server.Services.GetRequiredService<RedactionWork>();
        await work.DoAsync(TestContext.Current.CancellationToken);
        Assert.Equal("confirmed", await StateAsync());
        await ShowsBarsAsync(Member.Http);

        await DoneAsync(Officer.Http, $"/api/holds/{hold}/lift", new { commandId = Guid.CreateVersion7(), reason = "It has answered." });
        await work.DoAsync(TestContext.Current.CancellationToken);
        Assert.Equal("destroyed", await StateAsync());
        await ShowsBarsAsync(Member.Http);
    }

    [Fact]
    public async Task A_speakers_label_goes_from_all_their_turns()
    {
        var @case = Guid.CreateVersion7();
        object[] turns =
        [
            new { kind = "turn", start = 0, end = 10, speaker = "Kingfisher" }, new { kind = "turn", start = 11, end = 22, speaker = "Therapist" },
            new { kind = "turn", start = 23, end = 35, speaker = "Kingfisher" },
        ];
        await DoneAsync(
            Presenter.Http, "/api/cases",
            new { commandId = Guid.CreateVersion7(), caseId = @case, groupId = Group.Value, title = "A talk", text = "I am here.\nAnd before?\nAt the pier.", blocks = turns });
        var blocks = (await Member.Http.GetJsonAsync($"/api/cases/{@case}"))["blocks"]!.AsArray();
        Assert.Equal(["Kingfisher", "Therapist", "Kingfisher"], blocks.Select(block => (string?)block!["speaker"]));
        var redaction = new { commandId = Guid.CreateVersion7(), redactionId = _redaction, identifies = "name", passages = new[] { new { @in = "speaker", start = (int)blocks[2]!["start"]!, end = (int)blocks[2]!["end"]! } } };
        using var outside = await Member.Http.PostJsonAsync($"/api/cases/{@case}/redactions", redaction with { passages = [new { @in = "speaker", start = 1, end = 3 }] });
        await outside.ReadProblemAsync(HttpStatusCode.Conflict, "passage-outside");
        await DoneAsync(Member.Http, $"/api/cases/{@case}/redactions", redaction with { commandId = Guid.CreateVersion7() });
        Assert.Equal(["██████████", "Therapist", "██████████"], await SpeakersAsync());
        await DoneAsync(Supervisor.Http, $"/api/cases/{@case}/redactions/{_redaction}/confirm", new { commandId = Guid.CreateVersion7() });

        Assert.Equal(["██████████", "Therapist", "██████████"], await SpeakersAsync());
        Assert.Equal("destroyed", (string)Assert.Single((await Member.Http.GetJsonAsync($"/api/cases/{@case}/redactions"))["redactions"]!.AsArray())!["state"]!);

        async Task<IEnumerable<string?>> SpeakersAsync() =>
            (await Presenter.Http.GetJsonAsync($"/api/cases/{@case}"))["blocks"]!.AsArray().Select(block => (string?)block!["speaker"]);
    }

    [Fact]
    public async Task Passages_lie_in_what_they_are_said_to_stand_in()
    {
        object[] outside =
        [
            new { @in = "text", start = 50, end = 58 }, new { @in = "text", start = 5, end = 5 }, new { @in = "title", start = -1, end = 2 },
            new { @in = "note", start = 0, end = 3 }, new { @in = "note", start = 0, end = 3, annotationId = Guid.CreateVersion7() },
            new { @in = "reply", start = 0, end = 99, annotationId = _annotation, replyId = _reply },
        ];
        foreach (var passage in outside)
        {
            using var refused = await SendAsync(Guid.CreateVersion7(), passage);
            await refused.ReadProblemAsync(HttpStatusCode.Conflict, "passage-outside");
        }
        using var none = await SendAsync(Guid.CreateVersion7());
        await none.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    private async Task<string> StateAsync() =>
        (string)Assert.Single((await Member.Http.GetJsonAsync($"{Path}/redactions"))["redactions"]!.AsArray())!["state"]!;

    private static bool IsRedacted(JsonElement message) =>
        message.GetProperty("changes").EnumerateArray().Any(change => change.GetProperty("kind").GetString() == "passages-redacted");

    private static async Task DoneAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostJsonAsync(path, body);
        await answer.ReadAsync(answer.StatusCode is HttpStatusCode.Created ? HttpStatusCode.Created : HttpStatusCode.OK);
    }

    private async Task ShowsBarsAsync(HttpClient http)
    {
        var (view, said) = (await http.GetJsonAsync(Path), await http.GetJsonAsync($"{Path}/annotations"));
        Assert.Equal(Words.Replace(Named, Bar, StringComparison.Ordinal), (string)view["text"]!);
        Assert.Equal($"By {Bar}", (string)view["title"]!);
        Assert.Equal($"By {Bar}", (string)(await http.GetJsonAsync("/api/cases"))["cases"]!.AsArray().Single()!["title"]!);
        var changes = said["changes"]!.AsArray();
        Assert.Equal((Words[14..36].Replace(Named, Bar, StringComparison.Ordinal), $"{Bar} again"), ((string)changes[0]!["annotation"]!["span"]!["quote"]!, (string)changes[0]!["annotation"]!["note"]!));
        Assert.Equal($"Or {Bar}.", (string)changes[1]!["text"]!);
        Assert.DoesNotContain(Named, said.ToJsonString(), StringComparison.Ordinal);
    }

    private Task AnnotateAsync(HttpClient http, Guid id, string note, string quote) => DoneAsync(http, $"{Path}/annotations", new
    {
        kind = "annotate",
        commandId = Guid.CreateVersion7(),
        annotation = new
        {
            id,
            span = new { start = 14, end = 36, quote, prefix = "", suffix = "" },
            codes = new[] { new { codebook = "dmrs-defences", version = "1.0.0", code = "denial" } },
            note,
        },
    });

    private Task ReplyAsync(HttpClient http, string text) => DoneAsync(
        http, $"{Path}/annotations", new { kind = "reply", commandId = Guid.CreateVersion7(), annotationId = _annotation, replyId = Guid.CreateVersion7(), text });

    private Task RedactAsync() => RedactAsync(
        _redaction,
        new { @in = "text", start = 27, end = 36 }, new { @in = "title", start = 3, end = 12 },
        new { @in = "note", start = 0, end = 9, annotationId = _annotation }, new { @in = "reply", start = 3, end = 12, annotationId = _annotation, replyId = _reply });

    private async Task RedactAsync(Guid id, params object[] passages)
    {
        using var answer = await SendAsync(id, passages);
        await answer.ReadAsync(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> SendAsync(Guid id, params object[] passages) =>
        Member.Http.PostJsonAsync($"{Path}/redactions", new { commandId = Guid.CreateVersion7(), redactionId = id, identifies = "name", passages });

    private Task<HttpResponseMessage> DecideAsync(OwnInstitute.Someone someone, string decision) =>
        someone.Http.PostJsonAsync($"{Path}/redactions/{_redaction}/{decision}", new { commandId = Guid.CreateVersion7() });
}

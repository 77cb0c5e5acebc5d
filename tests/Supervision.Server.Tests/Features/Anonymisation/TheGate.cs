using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Server.Demonstration;
using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Cases;

namespace Supervision.Server.Tests.Features.Anonymisation;

/// <summary>No text reaches the store before each passage that may identify someone has an answer, whatever sends it.</summary>
public sealed class TheGate(TestServer test)
{
    private const string Text = "Jennifer Aldridge is aged 34 and lives in Sheffield. She wept.";
    private const string Because = "Invented for this test.";

    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task A_text_without_answers_opens_no_case_and_says_where_they_are_wanted()
    {
        using var leila = await _server.SignInAsync("leila");
        var caseId = Guid.CreateVersion7();

        using var answer = await OpenAsync(leila, caseId, "A loss", Text, check: null);
        var problem = await answer.ReadProblemAsync(HttpStatusCode.Conflict, "unanswered-findings");

        var person = problem["findings"]!.AsArray()[0]!;
        Assert.Equal((0, 17, "PERSON", "direct", "strong"), ((int)person["start"]!, (int)person["end"]!, (string)person["kind"]!, (string)person["identification"]!, (string)person["tier"]!));
        Assert.Empty(problem["titleFindings"]!.AsArray());
        Assert.DoesNotContain("Aldridge", ((string)problem["detail"]!) + person["why"], StringComparison.Ordinal);
        using var read = await leila.GetAsync($"/api/cases/{caseId}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task A_title_is_looked_at_too()
    {
        using var leila = await _server.SignInAsync("leila");

        using var answer = await OpenAsync(leila, Guid.CreateVersion7(), "Jennifer Aldridge", "She wept.", check: null);

        Assert.Single((await answer.ReadProblemAsync(HttpStatusCode.Conflict, "unanswered-findings"))["titleFindings"]!.AsArray());
    }

    [Fact]
    public async Task What_was_decided_goes_into_the_case_and_what_stood_there_does_not()
    {
        using var leila = await _server.SignInAsync("leila");
        var caseId = Guid.CreateVersion7();
        var request = Answered.Case(Request(caseId, "A loss", Text));
        request["check"]!["changes"] = new JsonArray(new JsonObject { ["kind"] = "DATE", ["decision"] = "generalised", ["count"] = 2 });

        using var answer = await leila.PostAsJsonAsync("/api/cases", request, TestContext.Current.CancellationToken);
        await answer.ReadAsync(HttpStatusCode.Created);
        var cases = _server.Services.GetRequiredService<CaseQueries>();
        var opened = (await cases.ReadTextAsync(DemonstrationInstitute.Id.ToString(), new(caseId), TestContext.Current.CancellationToken))!;

        Assert.Contains(new GateCount("DATE", GateDecision.Generalised, 2), opened.Check.Counts);
        Assert.Contains(opened.Check.Counts, each => each is { Kind: "PERSON", Decision: GateDecision.Kept });
        Assert.Equal(request["check"]!["kept"]!.AsArray().Count, opened.Check.Counts.Where(each => each.Decision is GateDecision.Kept).Sum(each => each.Count));
        Assert.Equal(Supervision.Deidentification.Deidentifier.RuleVersion, opened.Check.RuleVersion);
    }

    [Fact]
    public async Task An_answer_to_one_passage_is_none_to_another()
    {
        using var leila = await _server.SignInAsync("leila");

        using var answer = await OpenAsync(leila, Guid.CreateVersion7(), "A loss", Text, new { kept = new[] { new { start = 0, end = 17, because = Because } }, titleKept = Array.Empty<object>(), changes = Array.Empty<object>() });
        var problem = await answer.ReadProblemAsync(HttpStatusCode.Conflict, "unanswered-findings");

        Assert.NotEmpty(problem["findings"]!.AsArray());
        Assert.DoesNotContain(0, problem["findings"]!.AsArray().Select(each => (int)each!["start"]!));
    }

    [Theory]
    [InlineData(0, 17, "Because Margaret Thornbury says so.", "reason-identifies", HttpStatusCode.Conflict)]
    [InlineData(0, 17, "  ", "invalid", HttpStatusCode.BadRequest)]
    [InlineData(0, 999, Because, "invalid", HttpStatusCode.BadRequest)]
    [InlineData(5, 5, Because, "invalid", HttpStatusCode.BadRequest)]
    public async Task A_reason_is_a_reason_and_stands_in_the_text(int start, int end, string because, string code, HttpStatusCode status)
    {
        using var leila = await _server.SignInAsync("leila");
        var request = Answered.Case(Request(Guid.CreateVersion7(), "A loss", Text));
        var kept = request["check"]!["kept"]!.AsArray();
        (kept[0]!["start"], kept[0]!["end"], kept[0]!["because"]) = (start, end, because);

        using var answer = await leila.PostAsJsonAsync("/api/cases", request, TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(status, code);
    }

    [Fact]
    public async Task Answers_stand_where_the_author_gave_them_though_marks_of_headings_go()
    {
        using var leila = await _server.SignInAsync("leila");

        using var answer = await leila.PostJsonAsync("/api/cases", Request(Guid.CreateVersion7(), "A loss", "# Loss\r\n\r\n# Work\n\nJennifer Aldridge wept.".ReplaceLineEndings("\n")));

        await answer.ReadAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("I know Jennifer Aldridge.", "direct-identifier")]
    [InlineData("Her number is 07700 900123.", "direct-identifier")]
    [InlineData("A denial, I think: she smiles at 34.", null)]
    public async Task A_note_and_a_reply_pass_unless_something_in_them_identifies_by_itself(string words, string? code)
    {
        var (leila, caseId) = await InACaseAsync();
        using var browser = leila;
        var annotation = Guid.CreateVersion7();

        using var bare = await browser.PostJsonAsync($"/api/cases/{caseId}/annotations", Annotate(annotation, note: null));
        await bare.ReadAsync(HttpStatusCode.OK);
        using var noted = await browser.PostJsonAsync($"/api/cases/{caseId}/annotations", Annotate(Guid.CreateVersion7(), words));
        using var replied = await browser.PostJsonAsync($"/api/cases/{caseId}/annotations", Reply(annotation, words, kept: null));
        foreach (var answer in new[] { noted, replied })
        {
            if (code is null)
            {
                await answer.ReadAsync(HttpStatusCode.OK);
            }
            else
            {
                var problem = await answer.ReadProblemAsync(HttpStatusCode.Conflict, code);
                Assert.DoesNotContain("Aldridge", problem.ToJsonString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Whoever_writes_may_say_that_a_passage_identifies_nobody()
    {
        var (leila, caseId) = await InACaseAsync();
        using var browser = leila;
        var annotation = Guid.CreateVersion7();
        using var bare = await browser.PostJsonAsync($"/api/cases/{caseId}/annotations", Annotate(annotation, note: null));
        await bare.ReadAsync(HttpStatusCode.OK);

        using var named = await browser.PostJsonAsync($"/api/cases/{caseId}/annotations", Reply(annotation, "As Jennifer Aldridge would.", [new(3, 20, "Jennifer is in a radio play.")]));
        using var kept = await browser.PostJsonAsync($"/api/cases/{caseId}/annotations", Reply(annotation, "As Jennifer Aldridge would.", [new(3, 20, "Someone in a radio play.")]));

        await named.ReadProblemAsync(HttpStatusCode.Conflict, "reason-identifies");
        await kept.ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_check_says_what_was_found_and_what_could_stand_instead()
    {
        using var leila = await _server.SignInAsync("leila");

        using var answer = await leila.PostJsonAsync("/api/anonymisation/check", new { text = Text });
        var person = (await answer.ReadAsync(HttpStatusCode.OK))["findings"]!.AsArray()[0]!;
        using var tooLong = await leila.PostJsonAsync("/api/anonymisation/check", new { text = new string('a', 200_001) });

        Assert.Equal("pseudonym", (string?)person["suggestions"]![0]!["kind"]);
        Assert.False(string.IsNullOrEmpty((string?)person["why"]));
        await tooLong.ReadProblemAsync(HttpStatusCode.Conflict, "text-too-long");
    }

    [Fact]
    public async Task What_is_on_ones_own_list_is_counted_and_not_asked_about_as_the_check_showed()
    {
        using var leila = await _server.SignInAsync("leila");
        var caseId = Guid.CreateVersion7();
        var own = new { never = new[] { "Jennifer Aldridge", "Sheffield" }, always = new[] { "wept" } };
        var check = new
        {
            kept = new[] { new { start = 18, end = 28, because = Because }, new { start = 57, end = 61, because = Because } },
            titleKept = Array.Empty<object>(),
            changes = Array.Empty<object>(),
        };

        using var looked = await leila.PostJsonAsync("/api/anonymisation/check", new { text = Text, own });
        var found = (await looked.ReadAsync(HttpStatusCode.OK))["findings"]!.AsArray();
        using var unlisted = await leila.PostAsJsonAsync("/api/cases", OpeningWith(Guid.CreateVersion7(), check, own: null), TestContext.Current.CancellationToken);
        using var listed = await leila.PostAsJsonAsync("/api/cases", OpeningWith(caseId, check, own), TestContext.Current.CancellationToken);

        Assert.Equal(["Jennifer Aldridge", "Sheffield"], found.Where(each => (bool)each!["onOwnList"]!).Select(each => Text[(int)each!["start"]!..(int)each["end"]!]));
        Assert.Contains(found, each => (string?)each!["rule"] is "own-list" && !(bool)each["onOwnList"]!);
        await unlisted.ReadProblemAsync(HttpStatusCode.Conflict, "unanswered-findings");
        await listed.ReadAsync(HttpStatusCode.Created);
        var counts = (await OpenedAsync(caseId)).Check.Counts;
        Assert.Equal(2, counts.Where(each => each.Decision is GateDecision.OwnList).Sum(each => each.Count));
        Assert.Contains(new GateCount("PLACE", GateDecision.OwnList, 1), counts);
    }

    [Fact]
    public async Task Whoever_brought_a_case_gets_its_pseudonyms_again_and_nobody_else_can_try_a_name()
    {
        const string Name = "Jennifer Aldridge";
        var disguises = new { key = Convert.ToBase64String(new byte[32]), known = new[] { new { words = Name, kind = "PERSON", instead = "Robin Vale" } } };
        using var leila = await _server.SignInAsync("leila");
        using var jonas = await _server.SignInAsync("jonas");
        var caseId = Guid.CreateVersion7();

        using var drafted = await leila.PostJsonAsync("/api/anonymisation/check", new { text = $"I met {Name}.", disguises });
        using var opened = await leila.PostJsonAsync("/api/cases", new
        {
            commandId = Guid.CreateVersion7(),
            caseId,
            groupId = DemonstrationInstitute.Tuesday.Value,
            title = "A loss",
            text = "She wept and said it never bothered her.",
            disguises,
        });
        await opened.ReadAsync(HttpStatusCode.Created);
        using var hers = await leila.PostJsonAsync("/api/anonymisation/check", new { text = $"As {Name} said, and jennifer.", caseId });
        using var his = await jonas.PostJsonAsync("/api/anonymisation/check", new { text = $"As {Name} said, and jennifer.", caseId });

        Assert.Equal("Robin Vale", FirstSuggestion(await drafted.ReadAsync(HttpStatusCode.OK)));
        var again = await hers.ReadAsync(HttpStatusCode.OK);
        Assert.Equal(("Robin Vale", "known-in-case"), (FirstSuggestion(again), (string?)again["findings"]![0]!["rule"]));
        var others = await his.ReadAsync(HttpStatusCode.OK);
        Assert.DoesNotContain("Robin Vale", others.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("known-in-case", others.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("Robin Vale", (await ContentAsync(caseId)).Memory!.Entities.Select(each => each.Replacement));
        Assert.DoesNotContain("Aldridge", System.Text.Json.JsonSerializer.Serialize(await ContentAsync(caseId), CaseJson.Default.CaseContent), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_case_of_others_is_none_and_a_list_has_an_end()
    {
        using var leila = await _server.SignInAsync("leila");

        using var unknown = await leila.PostJsonAsync("/api/anonymisation/check", new { text = Text, caseId = Guid.CreateVersion7() });
        using var tooLong = await leila.PostJsonAsync("/api/anonymisation/check", new { text = Text, own = new { never = new[] { new string('a', 121) }, always = Array.Empty<string>() } });
        using var keyless = await leila.PostJsonAsync("/api/anonymisation/check", new { text = Text, disguises = new { key = "AAAA", known = Array.Empty<object>() } });
        using var kindless = await leila.PostJsonAsync("/api/anonymisation/check", new { text = Text, disguises = new { key = Convert.ToBase64String(new byte[32]), known = new[] { new { words = "a", kind = "NOTHING", instead = "b" } } } });

        await unknown.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.NotNull((await tooLong.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]!["own"]);
        Assert.NotNull((await keyless.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]!["disguises"]);
        Assert.NotNull((await kindless.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]!["disguises"]);
    }

    [Theory]
    [InlineData("Jennifer Aldridge", "text")]
    [InlineData("", "text")]
    public async Task Nobody_is_named_who_speaks(string speaker, string field)
    {
        using var leila = await _server.SignInAsync("leila");
        var request = Answered.Case(new
        {
            commandId = Guid.CreateVersion7(),
            caseId = Guid.CreateVersion7(),
            groupId = DemonstrationInstitute.Tuesday.Value,
            title = "An evening",
            text = "She wept.",
            blocks = new[] { new { kind = "turn", start = 0, end = 9, speaker } },
        });

        using var answer = await leila.PostAsJsonAsync("/api/cases", request, TestContext.Current.CancellationToken);

        Assert.NotNull((await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]![field]);
    }

    private async Task<CaseEvent.Opened> OpenedAsync(Guid caseId) =>
        (await _server.Services.GetRequiredService<CaseQueries>().ReadTextAsync(DemonstrationInstitute.Id.ToString(), new(caseId), TestContext.Current.CancellationToken))!;

    private async Task<CaseContent> ContentAsync(Guid caseId) =>
        (await _server.Services.GetRequiredService<CaseSealing>().OpenAsync(DemonstrationInstitute.Id.ToString(), await OpenedAsync(caseId), TestContext.Current.CancellationToken))!.Value.Content;

    private static string? FirstSuggestion(JsonNode found) => (string?)found["findings"]![0]!["suggestions"]![0]!["text"];

    private static object OpeningWith(Guid caseId, object check, object? own) =>
        new { commandId = Guid.CreateVersion7(), caseId, groupId = DemonstrationInstitute.Tuesday.Value, title = "A loss", text = Text, check, own };

    private async Task<(HttpClient Browser, Guid Case)> InACaseAsync()
    {
        var (leila, caseId) = (await _server.SignInAsync("leila"), Guid.CreateVersion7());
        using var answer = await leila.PostJsonAsync("/api/cases", Request(caseId, "A loss", "She wept and said it never bothered her."));
        await answer.ReadAsync(HttpStatusCode.Created);
        return (leila, caseId);
    }

    private static object Request(Guid caseId, string title, string text) =>
        new { commandId = Guid.CreateVersion7(), caseId, groupId = DemonstrationInstitute.Tuesday.Value, title, text };

    private static Task<HttpResponseMessage> OpenAsync(HttpClient by, Guid caseId, string title, string text, object? check) => by.PostAsJsonAsync(
        "/api/cases", new { commandId = Guid.CreateVersion7(), caseId, groupId = DemonstrationInstitute.Tuesday.Value, title, text, check }, TestContext.Current.CancellationToken);

    private static object Annotate(Guid id, string? note) => new
    {
        kind = "annotate",
        commandId = Guid.CreateVersion7(),
        annotation = new
        {
            id,
            span = new { start = 0, end = 8, quote = "She wept", prefix = "", suffix = "" },
            codes = new[] { new { codebook = "dmrs-defences", version = "1.0.0", code = "denial" } },
            note,
        },
    };

    private static object Reply(Guid annotationId, string text, KeptPassage[]? kept) =>
        new { kind = "reply", commandId = Guid.CreateVersion7(), annotationId, replyId = Guid.CreateVersion7(), text, kept };
}

using System.Net;
using System.Text.Json.Nodes;
using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;
using Supervision.Server.Sealing;

namespace Supervision.Server.Tests.Features.Reviews;

/// <summary>A case goes into another group once five questions are answered and a second person has agreed; not before, and not after a name was removed.</summary>
public sealed class CarryingACase(TestServer test) : IAsyncLifetime
{
    private const string Words = "The kingfisher dives where the pier ends.";
    private const string Answer = "Hardly anybody, as the pier is gone.";

    private readonly Guid _case = Guid.CreateVersion7();
    private readonly Guid _there = Guid.CreateVersion7();
    private readonly Guid _review = Guid.CreateVersion7();

    private OwnInstitute _institute = null!;
    private OwnInstitute.Someone _supervisor = null!;
    private OwnInstitute.Someone _presenter = null!;
    private OwnInstitute.Someone _other = null!;
    private GroupId _thursday;
    private GroupId _elsewhere;

    private string Path => $"/api/cases/{_case}";

    public async ValueTask InitializeAsync()
    {
        var institute = _institute = await OwnInstitute.FoundAsync(test.Shared);
        _supervisor = await institute.BringAsync("Ines", InstituteRole.Supervisor);
        _presenter = await institute.BringAsync("Leila", InstituteRole.Trainee);
        _other = await institute.BringAsync("Nora", InstituteRole.Supervisor);
        var tuesday = await institute.FormGroupAsync("Tuesday", _supervisor.Person, _presenter.Person);
        _thursday = await institute.FormGroupAsync("Thursday", _other.Person, _presenter.Person);
        _elsewhere = await institute.FormGroupAsync("Friday", _other.Person);
        using var opened = await _presenter.Http.PostJsonAsync(
            "/api/cases", new { commandId = Guid.CreateVersion7(), caseId = _case, groupId = tuesday.Value, title = "Kingfisher", text = Words });
        await opened.ReadAsync(HttpStatusCode.Created);
    }

    public ValueTask DisposeAsync()
    {
        _supervisor.Dispose();
        _presenter.Dispose();
        _other.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_goes_as_it_stands_once_a_second_person_agrees_and_its_group_sees_where()
    {
        using var early = await CarryAsync(_thursday);
        await early.ReadProblemAsync(HttpStatusCode.Conflict, "review-missing");
        await DoneAsync(AnswerAsync(_presenter, Answer));
        using var alone = await _presenter.Http.PostJsonAsync($"{Path}/review/{_review}/agree", new { commandId = Guid.CreateVersion7() });
        await alone.ReadProblemAsync(HttpStatusCode.Conflict, "second-person-needed");
        await DoneAsync(_supervisor.Http.PostJsonAsync($"{Path}/review/{_review}/agree", new { commandId = Guid.CreateVersion7() }));
        using var notMine = await CarryAsync(_elsewhere);
        await notMine.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await DoneAsync(CarryAsync(_thursday));

        var there = await _other.Http.GetJsonAsync($"/api/cases/{_there}");
        Assert.Equal((Words, "Kingfisher", "Thursday"), ((string)there["text"]!, (string)there["title"]!, (string)there["groupName"]!));
        var page = await _supervisor.Http.GetJsonAsync($"{Path}/review");
        Assert.Equal((true, false, false), ((bool)page["isInForce"]!, (bool)page["mayAnswer"]!, (bool)page["mayDecide"]!));
        Assert.Equal(("Thursday", "Leila"), ((string)page["carried"]![0]!["groupName"]!, (string)page["carried"]![0]!["by"]!));
        Assert.Equal(("agreed", "Ines", Answer), ((string)page["last"]!["standing"]!, (string)page["last"]!["decidedBy"]!, (string)page["last"]!["answers"]!["whoMightKnow"]!));
        using var outside = await _other.Http.GetAsync($"{Path}/review", TestContext.Current.CancellationToken);
        await outside.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task What_is_removed_since_asks_for_a_new_review_and_the_answers_outlive_its_destruction()
    {
        await DoneAsync(AnswerAsync(_presenter, Answer));
        await DoneAsync(_supervisor.Http.PostJsonAsync($"{Path}/review/{_review}/agree", new { commandId = Guid.CreateVersion7() }));
        var redaction = Guid.CreateVersion7();
        await DoneAsync(_presenter.Http.PostJsonAsync($"{Path}/redactions", new
        {
            commandId = Guid.CreateVersion7(),
            redactionId = redaction,
            identifies = "place",
            passages = new[] { new { @in = "text", start = 31, end = 35 } },
        }));
        using var late = await CarryAsync(_thursday);
        await late.ReadProblemAsync(HttpStatusCode.Conflict, "review-out-of-date");
        await DoneAsync(_supervisor.Http.PostJsonAsync($"{Path}/redactions/{redaction}/confirm", new { commandId = Guid.CreateVersion7() }));

        var page = await _presenter.Http.GetJsonAsync($"{Path}/review");
        Assert.Equal((false, true), ((bool)page["isInForce"]!, (bool)page["mayAnswer"]!));
        Assert.Equal(Answer, (string)page["last"]!["answers"]!["whyFurther"]!);
    }

    [Fact]
    public async Task Nothing_is_answered_or_declined_while_the_case_is_given_another_key()
    {
        Task<HttpResponseMessage> answering;
        await using (await SealingLock.TakeAsync(test.Shared.Store, _institute.Tenant, new(KeyKind.Case, _case), TestContext.Current.CancellationToken))
        {
            answering = AnswerAsync(_presenter, Answer);
            await NothingChangesAsync("last", page => page["last"] is null);
        }
        await DoneAsync(answering);
        Task<HttpResponseMessage> declining;
        await using (await SealingLock.TakeAsync(test.Shared.Store, _institute.Tenant, new(KeyKind.Case, _case), TestContext.Current.CancellationToken))
        {
            declining = _supervisor.Http.PostJsonAsync($"{Path}/review/{_review}/decline", new { commandId = Guid.CreateVersion7(), reason = "The pier is known." });
            await NothingChangesAsync("standing", page => (string)page["last"]!["standing"]! == "waiting");
        }
        await DoneAsync(declining);
        Assert.Equal("declined", (string)(await _presenter.Http.GetJsonAsync($"{Path}/review"))["last"]!["standing"]!);
    }

    [Fact]
    public async Task Answers_name_nobody_and_whoever_declines_says_why()
    {
        using var naming = await AnswerAsync(_presenter, "Her sister, margaret.holloway@example.org, would know.");
        await naming.ReadProblemAsync(HttpStatusCode.Conflict, "direct-identifier");
        using var empty = await AnswerAsync(_presenter, " ");
        await empty.ReadProblemAsync(HttpStatusCode.Conflict, "answer-missing");
        using var another = await AnswerAsync(_supervisor, Answer);
        await another.ReadProblemAsync(HttpStatusCode.Conflict, "not-the-presenter");
        await DoneAsync(AnswerAsync(_presenter, Answer));
        using var silent = await _supervisor.Http.PostJsonAsync($"{Path}/review/{_review}/decline", new { commandId = Guid.CreateVersion7(), reason = "" });
        await silent.ReadProblemAsync(HttpStatusCode.Conflict, "answer-missing");
        await DoneAsync(_supervisor.Http.PostJsonAsync($"{Path}/review/{_review}/decline", new { commandId = Guid.CreateVersion7(), reason = "The pier is known." }));

        var page = await _presenter.Http.GetJsonAsync($"{Path}/review");
        Assert.Equal(("declined", "The pier is known."), ((string)page["last"]!["standing"]!, (string)page["last"]!["reason"]!));
        using var carried = await CarryAsync(_thursday);
        await carried.ReadProblemAsync(HttpStatusCode.Conflict, "review-missing");
    }

    // Long enough for what does not wait to have been done.
    private async Task NothingChangesAsync(string what, Func<JsonNode, bool> isAsBefore)
    {
        for (var times = 0; times < 20; times++)
        {
            Assert.True(isAsBefore(await _supervisor.Http.GetJsonAsync($"{Path}/review")), $"{what} changed");
        }
    }

    private static async Task DoneAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        await answer.ReadAsync(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> AnswerAsync(OwnInstitute.Someone someone, string answer) => someone.Http.PostJsonAsync($"{Path}/review", new
    {
        commandId = Guid.CreateVersion7(),
        reviewId = _review,
        answers = new { whoMightKnow = answer, whatCouldBeSearched = Answer, wouldTheClient = Answer, wouldARelative = Answer, whyFurther = Answer },
    });

    private Task<HttpResponseMessage> CarryAsync(GroupId group) =>
        _presenter.Http.PostJsonAsync($"{Path}/carry", new { commandId = Guid.CreateVersion7(), caseId = _there, groupId = group.Value });
}

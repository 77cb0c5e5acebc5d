using System.Net;
using System.Text.Json;
using Supervision.Server.Tests.Features.Groups;
using Supervision.Server.Tests.Live;
using static Supervision.Server.Tests.Features.Retentions.OnTheMargin;

namespace Supervision.Server.Tests.Features.Annotations;

/// <summary>Whoever has a case open learns what becomes of it without asking, on whichever node.</summary>
[Collection(OnAMovableClock.Name)]
public sealed class WhatTheRoomIsTold(ServerOnAMovableClock running) : InAGroup
{
    private Guid _case;
    private Guest _here = null!;
    private Guest _there = null!;

    private protected override RunningServer Server => running.Server;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _case = await OpenAsync(Presenter.Http, Group, "Kingfisher");
        _here = await Guest.ArriveAsync(running.Server.Address, Supervisor.CookieOn(running.Server));
        _there = await Guest.ArriveAsync(running.Other.Address, Member.CookieOn(running.Server));
        await _here.JoinAsync(_case);
        await _there.JoinAsync(_case);
    }

    public override async ValueTask DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task That_the_case_is_closed_and_open_again()
    {
        await DoneAsync($"/api/cases/{_case}/close", new { commandId = Guid.CreateVersion7() });
        var closed = await TellsBothAsync("standing");
        await using var late = await Guest.ArriveAsync(running.Other.Address, Member.CookieOn(running.Server));
        var joined = await late.JoinAsync(_case);
        await DoneAsync($"/api/cases/{_case}/reopen", new { commandId = Guid.CreateVersion7() });
        var reopened = await TellsBothAsync("standing");
        var again = await late.JoinAsync(_case);

        Assert.Equal(closed.GetProperty("closedAt").GetDateTimeOffset(), joined.GetProperty("closedAt").GetDateTimeOffset());
        Assert.False(reopened.TryGetProperty("closedAt", out _));
        Assert.False(again.TryGetProperty("closedAt", out _));
    }

    [Fact]
    public async Task That_the_group_is_closed_and_its_cases_with_it()
    {
        await DoneAsync($"/api/groups/{Group}/close", new { commandId = Guid.CreateVersion7(), why = "All have qualified." });
        var closed = await TellsBothAsync("standing");

        Assert.Equal(
            (DateTimeOffset)(await Member.Http.GetJsonAsync($"/api/cases/{_case}"))["closedAt"]!, closed.GetProperty("closedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task That_the_review_of_the_case_has_changed_and_not_a_word_of_it()
    {
        var review = Guid.CreateVersion7();
        const string Answer = "Hardly anybody, as the pier is gone.";
        await DoneAsync(Presenter, $"/api/cases/{_case}/review", new
        {
            commandId = Guid.CreateVersion7(),
            reviewId = review,
            answers = new { whoMightKnow = Answer, whatCouldBeSearched = Answer, wouldTheClient = Answer, wouldARelative = Answer, whyFurther = Answer },
        });
        var asked = await TellsBothAsync("review");
        Assert.Equal($$"""{"caseId":"{{_case}}"}""", asked.GetRawText());
        Assert.True((bool)(await Member.Http.GetJsonAsync($"/api/cases/{_case}/review"))["mayDecide"]!);

        await DoneAsync(Member, $"/api/cases/{_case}/review/{review}/agree", new { commandId = Guid.CreateVersion7() });
        await TellsBothAsync("review");
    }

    private async Task<JsonElement> TellsBothAsync(string method)
    {
        var here = await _here.HearAsync(method, _ => true);
        var there = await _there.HearAsync(method, _ => true);
        Assert.Equal(here.GetRawText(), there.GetRawText());
        Assert.Equal(_case, here.GetProperty("caseId").GetGuid());
        return here;
    }

    private Task DoneAsync(string path, object body) => DoneAsync(Supervisor, path, body);

    private static async Task DoneAsync(OwnInstitute.Someone someone, string path, object body)
    {
        using var answer = await someone.Http.PostJsonAsync(path, body);
        await answer.ReadAsync(HttpStatusCode.OK);
    }
}

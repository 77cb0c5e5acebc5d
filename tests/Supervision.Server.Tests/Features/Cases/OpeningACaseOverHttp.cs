using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Supervision.EventStore.Deciding;
using Supervision.Server.Demonstration;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Tests.Features.Cases;

public sealed class OpeningACaseOverHttp(TestServer test)
{
    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task A_member_opens_a_case_and_finds_it_as_it_is_kept()
    {
        using var client = await _server.SignInAsync("leila");
        var request = New(title: "  Wren \n", text: "# Frame\r\nWeekly, cafe\u0301.");
        using var answer = await client.PostJsonAsync("/api/cases", request);
        var receipt = await answer.ReadAsync(HttpStatusCode.Created);
        var opened = await client.GetJsonAsync(answer.Headers.Location!.ToString());

        Assert.Equal(request.CommandId, (Guid)receipt["commandId"]!);
        Assert.Equal(1, (long)receipt["version"]!);
        Assert.Equal("Wren", (string?)opened["title"]);
        Assert.Equal("Frame\nWeekly, cafe\u0301.", (string?)opened["text"]);
        Assert.Equal(["heading", "paragraph"], opened["blocks"]!.AsArray().Select(block => (string?)block!["kind"]));
        Assert.Equal((string?)opened["you"], (string?)opened["openedBy"]);
    }

    [Fact]
    public async Task The_same_command_again_gives_the_first_receipt_and_writes_nothing()
    {
        using var client = await _server.SignInAsync("leila");
        var request = New();
        using var first = await client.PostJsonAsync("/api/cases", request);
        using var second = await client.PostJsonAsync("/api/cases", request);

        Assert.Equal((await first.ReadAsync(HttpStatusCode.Created)).ToJsonString(), (await second.ReadAsync(HttpStatusCode.Created)).ToJsonString());
    }

    [Fact]
    public async Task A_case_id_is_taken_once()
    {
        using var client = await _server.SignInAsync("leila");
        var request = New();
        using var first = await client.PostJsonAsync("/api/cases", request);
        using var second = await client.PostJsonAsync("/api/cases", request with { CommandId = Guid.CreateVersion7() });
        using var third = await client.PostJsonAsync("/api/cases", request with { CaseId = Guid.CreateVersion7() });

        await second.ReadProblemAsync(HttpStatusCode.Conflict, "id-taken");
        await third.ReadProblemAsync(HttpStatusCode.Conflict, "id-taken");
    }

    [Fact]
    public async Task A_group_one_is_not_in_does_not_exist()
    {
        using var auditor = await _server.SignInAsync("ruth");
        using var known = await auditor.PostJsonAsync("/api/cases", New());
        using var member = await _server.SignInAsync("leila");
        using var unknown = await member.PostJsonAsync("/api/cases", New() with { GroupId = Guid.CreateVersion7() });

        await known.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await unknown.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task An_observer_opens_none()
    {
        var group = await FormGroupAsync(DemonstrationInstitute.Presenter, GroupRole.Observer);
        using var client = await _server.SignInAsync("leila");
        using var answer = await client.PostJsonAsync("/api/cases", New() with { GroupId = group });

        await answer.ReadProblemAsync(HttpStatusCode.Conflict, "observers-only-watch");
    }

    [Fact]
    public async Task Every_field_that_is_wrong_is_named()
    {
        using var client = await _server.SignInAsync("leila");
        using var answer = await client.PostJsonAsync("/api/cases", New(title: " \n", text: "one\n\ntwo\u0007") with { CaseId = Guid.Empty });
        var errors = (await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]!;

        Assert.Equal("A case needs a title.", (string?)errors["title"]![0]);
        Assert.Equal("Line 3: A control character (U+0007) stands in the text.", (string?)errors["text"]![0]);
        Assert.Equal("This must be an id.", (string?)errors["caseId"]![0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"title\":\"T\"}")]
    [InlineData("{\"commandId\":\"not an id\"}")]
    [InlineData("{\"commandId\":\"00000000-0000-0000-0000-000000000001\",\"caseId\":\"00000000-0000-0000-0000-000000000001\",\"groupId\":\"00000000-0000-0000-0000-000000000001\",\"title\":null,\"text\":\"a\"}")]
    public async Task What_is_no_request_is_refused_without_repeating_it(string body)
    {
        using var client = await _server.SignInAsync("leila");
        using var answer = await client.PostAsync(
            "/api/cases", new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        Assert.NotEmpty((await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]!.AsObject());
    }

    [Fact]
    public async Task Limits_are_refusals_with_a_code()
    {
        using var client = await _server.SignInAsync("leila");
        using var title = await client.PostJsonAsync("/api/cases", New(title: new string('a', 121)));
        using var text = await client.PostJsonAsync("/api/cases", New(text: new string('a', 200_001)));
        using var largest = await client.PostJsonAsync("/api/cases", New(text: new string('ä', 200_000)));

        await title.ReadProblemAsync(HttpStatusCode.Conflict, "title-too-long");
        await text.ReadProblemAsync(HttpStatusCode.Conflict, "text-too-long");
        await largest.ReadAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_request_beyond_all_limits_is_not_read()
    {
        using var client = await _server.SignInAsync("leila");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/cases");
        request.Content = new StringContent(new string(' ', 3 * 1024 * 1024), Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task Another_content_type_is_not_understood()
    {
        using var client = await _server.SignInAsync("leila");
        using var answer = await client.PostAsync("/api/cases", new StringContent("title=x"), TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.UnsupportedMediaType, "invalid");
    }

    private static OpenCase New(string title = "Wren", string text = "A text.") =>
        new(Guid.CreateVersion7(), Guid.CreateVersion7(), DemonstrationInstitute.Tuesday.Value, title, text);

    private async Task<Guid> FormGroupAsync(Server.Features.PersonId person, GroupRole role)
    {
        var group = new GroupId(Guid.CreateVersion7());
        var decider = _server.Services.GetRequiredService<Decider<GroupState, GroupCommand, GroupEvent>>();
        var stream = new EventStore.Appending.StreamKey(DemonstrationInstitute.Id.ToString(), group.Value);
        await decider.ExecuteAsync(stream, Guid.CreateVersion7(), new GroupCommand.Form(group, "Thursday group", Someone.Noon), TestContext.Current.CancellationToken);
        await decider.ExecuteAsync(stream, Guid.CreateVersion7(), new GroupCommand.Join(person, role, Someone.Noon), TestContext.Current.CancellationToken);
        return group.Value;
    }

    private sealed record OpenCase(Guid CommandId, Guid CaseId, Guid GroupId, string Title, string Text);
}

using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Supervision.Server.Access;
using Supervision.Server.Demonstration;
using Supervision.Server.Identity.Tokens;
using Supervision.Server.Tests.Live;

namespace Supervision.Server.Tests.Identity.Tokens;

public sealed class WhatAProgramMayDo(TestServer test)
{
    private const string Heron = "It never bothered me, she said.";

    private readonly RunningServer _server = test.Shared;

    [Fact]
    public void Every_row_of_the_table_says_which_scope_it_asks_for_or_none()
    {
        Assert.Equal(TokenScope.Read, AccessTable.Of(Act.ReadCase).Token);
        Assert.Equal(TokenScope.Annotate, AccessTable.Of(Act.Annotate).Token);
        Assert.Equal(TokenScope.Manage, AccessTable.Of(Act.OpenCase).Token);
        Assert.Null(AccessTable.Of(Act.SignIn).Token);
        Assert.Null(AccessTable.Of(Act.MakeAccessToken).Token);
        Assert.All(AccessTable.Rows.Where(row => row.IsFresh), row => Assert.Null(row.Token));
    }

    [Fact]
    public async Task With_read_it_reads_and_nothing_else()
    {
        var caseId = await OpenAsync();
        using var program = await ProgramAsync("read");
        await program.GetJsonAsync($"/api/cases/{caseId}");
        using var annotate = await program.PostAsJsonAsync($"/api/cases/{caseId}/annotations", Annotation(), TestContext.Current.CancellationToken);
        using var open = await program.PostAsJsonAsync("/api/cases", Case(Guid.CreateVersion7()), TestContext.Current.CancellationToken);

        await annotate.ReadProblemAsync(HttpStatusCode.Forbidden, "token-scope");
        await open.ReadProblemAsync(HttpStatusCode.Forbidden, "token-scope");
        Assert.Contains("insufficient_scope", open.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_annotate_it_annotates_without_our_header()
    {
        var caseId = await OpenAsync();
        using var program = await ProgramAsync("annotate");
        using var annotate = await program.PostAsJsonAsync($"/api/cases/{caseId}/annotations", Annotation(), TestContext.Current.CancellationToken);
        using var read = await program.GetAsync($"/api/cases/{caseId}", TestContext.Current.CancellationToken);

        await annotate.ReadAsync(HttpStatusCode.OK);
        await read.ReadProblemAsync(HttpStatusCode.Forbidden, "token-scope");
    }

    [Fact]
    public async Task It_may_say_what_kind_of_command_it_is_at_the_end()
    {
        var caseId = await OpenAsync();
        using var program = await ProgramAsync("annotate");
        var command = System.Text.Json.JsonSerializer.SerializeToNode(Annotation())!.AsObject();
        var kind = command["kind"];
        command.Remove("kind");
        command["kind"] = kind;
        using var annotate = await program.PostAsJsonAsync($"/api/cases/{caseId}/annotations", command, TestContext.Current.CancellationToken);

        Assert.Equal("kind", command.Last().Key);
        await annotate.ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task With_manage_it_opens_a_case()
    {
        using var program = await ProgramAsync("manage");
        using var open = await program.PostAsJsonAsync("/api/cases", Case(Guid.CreateVersion7()), TestContext.Current.CancellationToken);

        await open.ReadAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task It_never_makes_tokens_nor_signs_in_or_out()
    {
        using var program = await ProgramAsync("read", "annotate", "manage");
        using var make = await program.PostAsJsonAsync("/api/account/tokens", AProgram.Request(["manage"]), TestContext.Current.CancellationToken);
        using var revoke = await program.DeleteAsync($"/api/account/tokens/{Guid.CreateVersion7()}", TestContext.Current.CancellationToken);
        using var signIn = await program.PostAsJsonAsync(
            "/api/session", new { email = "leila@demonstration.example", password = "think together" }, TestContext.Current.CancellationToken);
        using var signOut = await program.DeleteAsync("/api/session", TestContext.Current.CancellationToken);

        foreach (var answer in new[] { make, revoke, signIn, signOut })
        {
            await answer.ReadProblemAsync(HttpStatusCode.Forbidden, "token-scope");
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task It_sees_nothing_that_its_owner_does_not()
    {
        var caseId = await OpenAsync();
        using var ruth = await _server.SignInAfreshAsync("ruth");
        using var program = AProgram.Of(_server, (string)(await ruth.MakeTokenAsync("read", "annotate", "manage"))["secret"]!);
        using var answer = await program.GetAsync($"/api/cases/{caseId}", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task It_joins_the_live_room_by_header_and_acts_within_its_scopes()
    {
        var caseId = await OpenAsync();
        var (token, _) = await TokenAsync("read");
        await using var hub = await HubClient.ConnectWithAsync(_server.Address, Authorization(token), (_, _) => { }, TestContext.Current.CancellationToken);
        var joined = await hub.InvokeAsync("Join", TestContext.Current.CancellationToken, caseId, 0);
        var refused = await Assert.ThrowsAsync<HubRefusedException>(() => hub.InvokeAsync("Submit", TestContext.Current.CancellationToken, caseId, Annotation()));

        Assert.Equal(0, joined.GetProperty("version").GetInt64());
        Assert.Contains("token-scope", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_elsewhere_opens_the_live_room_with_the_token_in_the_address()
    {
        var caseId = await OpenAsync();
        var (token, _) = await TokenAsync("read");
        await using var hub = await HubClient.ConnectWithAsync(
            _server.Address, new() { ["Origin"] = "https://elsewhere.example" }, (_, _) => { }, TestContext.Current.CancellationToken, query: $"access_token={token}");

        Assert.Equal(0, (await hub.InvokeAsync("Join", TestContext.Current.CancellationToken, caseId, 0)).GetProperty("version").GetInt64());
    }

    [Theory]
    [InlineData("/api/session")]
    [InlineData("/api/cases")]
    [InlineData("/hubs/live")]
    [InlineData("/hubs/live/negotiate")]
    public async Task Elsewhere_a_token_in_the_address_is_nothing(string path)
    {
        var (token, _) = await TokenAsync("read");
        using var visitor = new HttpClient { BaseAddress = _server.Address };
        using var answer = await visitor.GetAsync($"{path}?access_token={token}", TestContext.Current.CancellationToken);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_live_room_refuses_a_wrong_token()
    {
        await Assert.ThrowsAsync<WebSocketException>(() =>
            HubClient.ConnectWithAsync(_server.Address, Authorization(AccessToken.Create()), (_, _) => { }, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectWithAsync(
            _server.Address, [], (_, _) => { }, TestContext.Current.CancellationToken, query: $"access_token={AccessToken.Create()}"));
    }

    [Fact]
    public async Task Revoking_ends_the_open_connection_and_no_other()
    {
        using var leila = await _server.SignInAfreshAsync("leila");
        var (made, other) = (await leila.MakeTokenAsync("read"), await leila.MakeTokenAsync("read"));
        await using var hub = await HubClient.ConnectWithAsync(
            _server.Address, Authorization((string)made["secret"]!), (_, _) => { }, TestContext.Current.CancellationToken);
        await using var stays = await HubClient.ConnectWithAsync(
            _server.Address, Authorization((string)other["secret"]!), (_, _) => { }, TestContext.Current.CancellationToken);
        using var revoked = await leila.DeleteAsync($"/api/account/tokens/{made["token"]!["id"]}", TestContext.Current.CancellationToken);
        await hub.Closed.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        Assert.False(stays.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_connection_ends_when_its_token_expires()
    {
        var (token, id) = await TokenAsync("read");
        await using var command = _server.Store.Database.CreateCommand(
            $"update identity.access_tokens set expires_at = now() + interval '2 seconds' where id = '{id}'");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var hub = await HubClient.ConnectWithAsync(_server.Address, Authorization(token), (_, _) => { }, TestContext.Current.CancellationToken);

        await hub.Closed.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    private static Dictionary<string, string> Authorization(string token) => new() { ["Authorization"] = $"Bearer {token}" };

    private async Task<(string Token, Guid Id)> TokenAsync(params string[] scopes)
    {
        using var leila = await _server.SignInAfreshAsync("leila");
        var made = await leila.MakeTokenAsync(scopes);
        return ((string)made["secret"]!, (Guid)made["token"]!["id"]!);
    }

    private async Task<HttpClient> ProgramAsync(params string[] scopes) => AProgram.Of(_server, (await TokenAsync(scopes)).Token);

    private async Task<Guid> OpenAsync()
    {
        var caseId = Guid.CreateVersion7();
        using var ines = await _server.SignInAsync("ines");
        using var answer = await ines.PostJsonAsync("/api/cases", Case(caseId));
        await answer.ReadAsync(HttpStatusCode.Created);
        return caseId;
    }

    private static object Case(Guid caseId) =>
        new { commandId = Guid.CreateVersion7(), caseId, groupId = DemonstrationInstitute.Tuesday.Value, title = "Kestrel", text = Heron };

    private static object Annotation() => new
    {
        kind = "annotate",
        commandId = Guid.CreateVersion7(),
        annotation = new
        {
            id = Guid.CreateVersion7(),
            span = new { start = 0, end = 8, quote = "It never", prefix = "", suffix = "" },
            codes = new[] { new { codebook = "dmrs-defences", version = "1.0.0", code = "denial" } },
        },
    };
}

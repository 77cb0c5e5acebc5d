using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Server.Identity.SignedIn;
using Supervision.Server.Tests.Live;

namespace Supervision.Server.Tests.Identity;

public sealed class BeingSignedInInSeveralPlaces(TestServer test)
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);

    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task One_sees_where_in_short_words()
    {
        var account = await NewAccount.MakeAsync(_server, "several@demonstration.example");
        using var desk = await account.SignInAsync(userAgent: Firefox);
        using var phone = await account.SignInAsync();
        var sessions = await ListAsync(phone);

        Assert.Equal(2, sessions.Count);
        var here = sessions.Single(each => (bool)each["isThis"]!);
        var there = sessions.Single(each => !(bool)each["isThis"]!);
        Assert.Equal("Firefox on Linux", (string?)there["device"]);
        Assert.Equal("Unknown program", (string?)here["device"]);
        Assert.Equal("127.0.0.1", (string?)there["address"]);
        Assert.True((DateTimeOffset)there["startedAt"]! <= (DateTimeOffset)there["lastSeenAt"]!);
    }

    [Fact]
    public async Task Ending_one_ends_it_at_once_and_no_other()
    {
        var account = await NewAccount.MakeAsync(_server, "ends-one@demonstration.example");
        using var desk = await account.SignInAsync();
        using var lost = await account.SignInAsync();
        await lost.Http.GetJsonAsync("/api/session");
        var session = (await ListAsync(desk)).Single(each => !(bool)each["isThis"]!)["id"]!;
        using var ended = await desk.Http.DeleteAsync($"/api/account/sessions/{session}", TestContext.Current.CancellationToken);
        using var after = await lost.Http.GetAsync("/api/session", TestContext.Current.CancellationToken);
        using var again = await desk.Http.DeleteAsync($"/api/account/sessions/{session}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        await after.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        await again.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await desk.Http.GetJsonAsync("/api/session");
    }

    [Fact]
    public async Task Ending_the_others_leaves_this_one()
    {
        var account = await NewAccount.MakeAsync(_server, "ends-others@demonstration.example");
        using var desk = await account.SignInAsync();
        using var first = await account.SignInAsync();
        using var second = await account.SignInAsync();
        for (var time = 0; time < 2; time++)
        {
            using var ended = await desk.Http.DeleteAsync("/api/account/sessions", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        }
        foreach (var other in new[] { first, second })
        {
            using var after = await other.Http.GetAsync("/api/session", TestContext.Current.CancellationToken);
            await after.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        }

        Assert.Single(await ListAsync(desk));
    }

    [Fact]
    public async Task Ending_this_one_signs_out()
    {
        var account = await NewAccount.MakeAsync(_server, "ends-this@demonstration.example");
        using var desk = await account.SignInAsync();
        var session = (await ListAsync(desk)).Single()["id"]!;
        using var ended = await desk.Http.DeleteAsync($"/api/account/sessions/{session}", TestContext.Current.CancellationToken);
        using var after = await desk.Http.GetAsync("/api/session", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        await after.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
    }

    [Fact]
    public async Task Anothers_session_does_not_exist()
    {
        var account = await NewAccount.MakeAsync(_server, "untouched@demonstration.example");
        using var desk = await account.SignInAsync();
        var session = (await ListAsync(desk)).Single()["id"]!;
        using var other = await _server.SignInAsync("tomasz");
        using var ended = await other.DeleteAsync($"/api/account/sessions/{session}", TestContext.Current.CancellationToken);
        var listed = (await other.GetJsonAsync("/api/account/sessions"))["sessions"]!.AsArray();

        await ended.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.DoesNotContain(listed, each => (string?)each!["id"] == (string?)session);
        await desk.Http.GetJsonAsync("/api/session");
    }

    [Theory]
    [InlineData("last_seen_at", 11, true)]
    [InlineData("last_seen_at", 13, false)]
    [InlineData("created_at", 6 * 24, true)]
    [InlineData("created_at", 8 * 24, false)]
    public async Task It_lasts_twelve_hours_without_a_request_and_seven_days_in_all(string since, int hours, bool isOpen)
    {
        var account = await NewAccount.MakeAsync(_server, $"aged-{since}-{hours}@demonstration.example");
        using var desk = await account.SignInAsync();
        await using var command = _server.Store.Database.CreateCommand(
            $"update identity.sessions set {since} = {since} - make_interval(hours => {hours}) where account_id = '{account.Id}' returning id");
        var session = (Guid)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        // What the live room asks about its connections.
        var open = await _server.Services.GetRequiredService<OpenSessions>().AmongAsync([session], TestContext.Current.CancellationToken);
        using var answer = await desk.Http.GetAsync("/api/session", TestContext.Current.CancellationToken);

        Assert.Equal(isOpen ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(isOpen, open.Contains(session));
    }

    [Fact]
    public async Task Signing_in_again_in_the_same_browser_replaces_the_session_that_it_had()
    {
        var account = await NewAccount.MakeAsync(_server, "again@demonstration.example");
        using var desk = await account.SignInAsync();
        using var before = desk.Copy();
        using var again = await account.TrySignInAsync(desk.Http);
        await again.ReadAsync(HttpStatusCode.OK);
        using var old = await before.GetAsync("/api/session", TestContext.Current.CancellationToken);

        Assert.Single(await ListAsync(desk));
        await old.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
    }

    [Fact]
    public async Task Open_connections_are_cut_within_a_second()
    {
        var account = await NewAccount.MakeAsync(_server, "connected@demonstration.example");
        using var desk = await account.SignInAsync();
        using var lost = await account.SignInAsync();
        await using var cut = await Guest.ArriveAsync(_server.Address, lost.Cookie);
        await using var kept = await Guest.ArriveAsync(_server.Address, desk.Cookie);
        await cut.IsThereAsync();
        await kept.IsThereAsync();
        using var ended = await desk.Http.DeleteAsync("/api/account/sessions", TestContext.Current.CancellationToken);

        await cut.Hub.Closed.WaitAsync(ASecond, TestContext.Current.CancellationToken);
        Assert.False(kept.Hub.Closed.IsCompleted);
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => Guest.ArriveAsync(_server.Address, lost.Cookie));
    }

    [Fact]
    public async Task Also_on_another_node()
    {
        await using var other = await test.StartAsync($"--ConnectionStrings:Supervision={_server.ConnectionString}");
        var account = await NewAccount.MakeAsync(_server, "two-nodes@demonstration.example");
        using var desk = await account.SignInAsync();
        using var lost = await account.SignInAsync();
        using var there = lost.Copy(other);
        await there.GetJsonAsync("/api/session");
        await using var cut = await Guest.ArriveAsync(other.Address, lost.Cookie);
        await cut.IsThereAsync();
        using var ended = await desk.Http.DeleteAsync("/api/account/sessions", TestContext.Current.CancellationToken);

        await cut.Hub.Closed.WaitAsync(ASecond, TestContext.Current.CancellationToken);
        using var after = await there.GetAsync("/api/session", TestContext.Current.CancellationToken);
        await after.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
    }

    private static async Task<List<JsonNode>> ListAsync(SignedInBrowser browser) =>
        [.. (await browser.Http.GetJsonAsync("/api/account/sessions"))["sessions"]!.AsArray().Select(each => each!)];
}

using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Supervision.EventStore.Deciding;
using Supervision.Server.Demonstration;
using Supervision.Server.Features.Groups;
using Supervision.Server.Tests.Features.Groups;
using Supervision.Server.Tests.Live;

namespace Supervision.Server.Tests.Features.Annotations;

public sealed class TheLiveRoom(TestServer test)
{
    private const string Text = "It never bothered me, she said, and looked at the clock.";

    private static readonly object Denial = new { codebook = "dmrs-defences", version = "1.0.0", code = "denial" };

    private RunningServer Server => test.Shared;

    [Fact]
    public async Task What_one_does_the_others_see()
    {
        var caseId = await OpenAsync();
        await using var leila = await Guest.ArriveAsync(Server, "leila");
        await using var jonas = await Guest.ArriveAsync(Server, "jonas");
        await leila.JoinAsync(caseId);
        await jonas.JoinAsync(caseId);

        var receipt = (await leila.SubmitAsync(caseId, Annotate(Guid.CreateVersion7()))).GetProperty("receipt");
        var seen = await jonas.HearAsync("changes", _ => true);
        var own = await leila.HearAsync("changes", _ => true);

        Assert.Equal(1, receipt.GetProperty("version").GetInt64());
        Assert.Equal(seen.GetRawText(), own.GetRawText());
        Assert.Equal((0, 1), (seen.GetProperty("from").GetInt32(), seen.GetProperty("to").GetInt32()));
        var change = seen.GetProperty("changes")[0];
        Assert.Equal("annotated", change.GetProperty("kind").GetString());
        Assert.Equal(receipt.GetProperty("at").GetString(), change.GetProperty("at").GetString());
        Assert.Equal("It never", change.GetProperty("annotation").GetProperty("span").GetProperty("quote").GetString());
        Assert.Equal(" bothered me, she said, and look", change.GetProperty("annotation").GetProperty("span").GetProperty("suffix").GetString());
    }

    [Fact]
    public async Task Whoever_joins_gets_what_followed_the_last_version_seen_and_then_what_happens()
    {
        var caseId = await OpenAsync();
        await using var leila = await Guest.ArriveAsync(Server, "leila");
        for (var n = 0; n < 3; n++)
        {
            await leila.SubmitAsync(caseId, Annotate(Guid.CreateVersion7()));
        }

        await using var jonas = await Guest.ArriveAsync(Server, "jonas");
        var joined = await jonas.JoinAsync(caseId, since: 1);
        var missed = await jonas.HearAsync("changes", _ => true);
        await leila.SubmitAsync(caseId, Annotate(Guid.CreateVersion7()));
        var live = await jonas.HearAsync("changes", _ => true);

        Assert.Equal(3, joined.GetProperty("version").GetInt64());
        Assert.Equal((1, 3), (missed.GetProperty("from").GetInt32(), missed.GetProperty("to").GetInt32()));
        Assert.Equal((3, 4), (live.GetProperty("from").GetInt32(), live.GetProperty("to").GetInt32()));
    }

    [Fact]
    public async Task A_version_that_never_was_is_answered_with_the_one_that_is()
    {
        var caseId = await OpenAsync();
        await using var leila = await Guest.ArriveAsync(Server, "leila");
        await leila.SubmitAsync(caseId, Annotate(Guid.CreateVersion7()));

        Assert.Equal(1, (await leila.JoinAsync(caseId, since: 99)).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task The_same_command_again_returns_the_first_receipt_and_writes_nothing()
    {
        var caseId = await OpenAsync();
        var (commandId, annotationId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var leila = await Guest.ArriveAsync(Server, "leila");

        var first = await leila.SubmitAsync(caseId, Annotate(commandId, annotationId));
        await leila.SubmitAsync(caseId, new { kind = "withdraw", commandId = Guid.CreateVersion7(), annotationId });
        var again = await leila.SubmitAsync(caseId, Annotate(commandId, annotationId));
        var at_once = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => leila.SubmitAsync(caseId, Annotate(commandId, annotationId))));

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.All(at_once, answer => Assert.Equal(first.GetRawText(), answer.GetRawText()));
        Assert.Equal(2, (await ReadAsync(leila.Cookie, caseId)).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Hub_and_HTTP_are_two_doors_to_one_room()
    {
        var caseId = await OpenAsync();
        await using var jonas = await Guest.ArriveAsync(Server, "jonas");
        await jonas.JoinAsync(caseId);
        var commandId = Guid.CreateVersion7();
        using var leila = await Server.SignInAsync("leila");

        using var answer = await leila.PostJsonAsync($"/api/cases/{caseId}/annotations", Annotate(commandId));
        var receipt = await answer.ReadAsync(HttpStatusCode.OK);
        var seen = await jonas.HearAsync("changes", _ => true);

        Assert.Equal(commandId, (Guid?)receipt["commandId"]);
        Assert.Equal(commandId, seen.GetProperty("changes")[0].GetProperty("commandId").GetGuid());
    }

    [Theory]
    [InlineData(0, 57, "It never", "span-outside-text")]
    [InlineData(-1, 8, "It never", "span-outside-text")]
    [InlineData(8, 8, "", "span-outside-text")]
    [InlineData(0, 8, "It Never", "quote-differs")]
    public async Task A_passage_must_be_in_the_text(int start, int end, string quote, string code)
    {
        var caseId = await OpenAsync();
        await using var leila = await Guest.ArriveAsync(Server, "leila");

        var answer = await leila.SubmitAsync(caseId, Annotate(Guid.CreateVersion7(), start: start, end: end, quote: quote));

        Assert.Equal(code, CodeOf(answer));
    }

    [Fact]
    public async Task Codes_must_be_in_their_codebook_and_not_too_many()
    {
        var caseId = await OpenAsync();
        await using var leila = await Guest.ArriveAsync(Server, "leila");

        Assert.Equal("no-code", CodeOf(await leila.SubmitAsync(caseId, Annotate(Guid.CreateVersion7(), codes: []))));
        Assert.Equal("too-many-codes", CodeOf(await leila.SubmitAsync(caseId, Annotate(Guid.CreateVersion7(), codes: [.. Enumerable.Repeat(Denial, 13)]))));
        Assert.Equal("unknown-code", CodeOf(await leila.SubmitAsync(
            caseId, Annotate(Guid.CreateVersion7(), codes: [new { codebook = "dmrs-defences", version = "1.0.0", code = "no-such" }]))));
        Assert.Equal("unknown-codebook-version", CodeOf(await leila.SubmitAsync(
            caseId, Annotate(Guid.CreateVersion7(), codes: [new { codebook = "dmrs-defences", version = "9.0.0", code = "denial" }]))));
    }

    [Fact]
    public async Task Notes_and_replies_have_a_limit_and_say_so()
    {
        var caseId = await OpenAsync();
        var annotationId = Guid.CreateVersion7();
        await using var leila = await Guest.ArriveAsync(Server, "leila");
        await leila.SubmitAsync(caseId, Annotate(Guid.CreateVersion7(), annotationId));

        object Reply(string text) => new { kind = "reply", commandId = Guid.CreateVersion7(), annotationId, replyId = Guid.CreateVersion7(), text };

        Assert.Equal("note-too-long", CodeOf(await leila.SubmitAsync(caseId, Annotate(Guid.CreateVersion7(), note: new string('a', 10_001)))));
        Assert.Equal("note-too-long", CodeOf(await leila.SubmitAsync(caseId, Reply(new string('a', 10_001)))));
        Assert.Equal("empty-reply", CodeOf(await leila.SubmitAsync(caseId, Reply("  \n"))));
        Assert.Equal("malformed-text", CodeOf(await leila.SubmitAsync(caseId, Reply("a\0b"))));
        Assert.True((await leila.SubmitAsync(caseId, Reply(new string('a', 10_000)))).TryGetProperty("receipt", out _));
    }

    [Fact]
    public async Task A_message_over_the_limit_ends_the_connection_and_not_the_server()
    {
        var caseId = await OpenAsync();
        await using var leila = await Guest.ArriveAsync(Server, "leila");

        await Assert.ThrowsAsync<IOException>(() => leila.SubmitAsync(caseId, Annotate(Guid.CreateVersion7(), note: new string('a', 200_000))));
        await using var again = await Guest.ArriveAsync(Server.Address, leila.Cookie);

        Assert.True((await again.SubmitAsync(caseId, Annotate(Guid.CreateVersion7()))).TryGetProperty("receipt", out _));
    }

    [Fact]
    public async Task A_malformed_call_is_an_error_and_the_connection_lives_on()
    {
        var caseId = await OpenAsync();
        await using var leila = await Guest.ArriveAsync(Server, "leila");

        await Assert.ThrowsAsync<HubRefusedException>(() => leila.SubmitAsync(caseId, new { kind = "shout", commandId = Guid.CreateVersion7() }));
        await Assert.ThrowsAsync<HubRefusedException>(() => leila.SubmitAsync(caseId, new { kind = "withdraw" }));
        await Assert.ThrowsAsync<HubRefusedException>(() => leila.JoinAsync(caseId, since: -1));

        Assert.True((await leila.SubmitAsync(caseId, Annotate(Guid.CreateVersion7()))).TryGetProperty("receipt", out _));
    }

    [Fact]
    public async Task Whoever_is_outside_the_group_finds_no_case()
    {
        var caseId = await OpenAsync();
        await using var ruth = await Guest.ArriveAsync(Server, "ruth");
        await using var leila = await Guest.ArriveAsync(Server, "leila");

        Assert.Equal("not-found", await RefusedAsync(() => ruth.JoinAsync(caseId)));
        Assert.Equal("not-found", await RefusedAsync(() => ruth.SubmitAsync(caseId, Annotate(Guid.CreateVersion7()))));
        Assert.Equal("not-found", await RefusedAsync(() => leila.JoinAsync(Guid.CreateVersion7())));
    }

    [Fact]
    public async Task Without_a_session_nobody_gets_in() =>
        await Assert.ThrowsAsync<WebSocketException>(() => Guest.ArriveAsync(Server.Address, "none=none"));

    [Fact]
    public async Task Another_sites_page_cannot_open_a_connection()
    {
        var cookie = await Guest.SignInAsync(Server.Address, "leila");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        socket.Options.SetRequestHeader("Origin", "https://elsewhere.example");

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(
            new UriBuilder(Server.Address) { Scheme = "ws", Path = "/hubs/live" }.Uri, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Several_tabs_of_one_person_are_one_person()
    {
        var caseId = await OpenAsync();
        await using var jonas = await Guest.ArriveAsync(Server, "jonas");
        await jonas.JoinAsync(caseId);
        await using var first = await Guest.ArriveAsync(Server, "leila");
        await using var second = await Guest.ArriveAsync(Server.Address, first.Cookie);
        var you = (await first.JoinAsync(caseId)).GetProperty("people").EnumerateArray().Single(person => person.GetProperty("initials").GetString() == "LH")
            .GetProperty("id").GetGuid();
        await second.JoinAsync(caseId);

        await first.HereAsync(caseId, new { selection = new { start = 3, end = 8 } });
        var selected = await jonas.HearAsync("presence", message => Selection(message, you) == 8);
        first.Hub.Cut();
        await second.HereAsync(caseId, new { selection = new { start = 3, end = 21 } });
        await jonas.HearAsync("presence", message => Selection(message, you) == 21);
        await second.Hub.InvokeAsync("Leave", TestContext.Current.CancellationToken, caseId);
        var left = await jonas.HearAsync("presence", message => message.GetProperty("left").GetArrayLength() > 0);

        Assert.Single(selected.GetProperty("present").EnumerateArray(), present => present.GetProperty("personId").GetGuid() == you);
        Assert.Equal(you, left.GetProperty("left")[0].GetGuid());
    }

    [Fact]
    public async Task After_a_cut_a_person_is_gone_within_ten_seconds()
    {
        var caseId = await OpenAsync();
        await using var jonas = await Guest.ArriveAsync(Server, "jonas");
        await using var leila = await Guest.ArriveAsync(Server, "leila");
        await jonas.JoinAsync(caseId);
        await leila.JoinAsync(caseId);
        // Whoever comes and goes within a tenth of a second is never shown.
        await jonas.HearAsync("presence", message => message.GetProperty("present").EnumerateArray().Any(each => each.GetProperty("personId").GetGuid() == InGroups.Of("leila").Value));

        var cut = Stopwatch.GetTimestamp();
        leila.Hub.Cut();
        await jonas.HearAsync("presence", message => message.GetProperty("left").GetArrayLength() > 0);

        Assert.True(Stopwatch.GetElapsedTime(cut) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Up_to_when_everything_is_kept_is_told_again_and_again()
    {
        var caseId = await OpenAsync();
        await using var leila = await Guest.ArriveAsync(Server, "leila");
        await leila.JoinAsync(caseId);

        var first = await leila.HearAsync("kept", _ => true);
        var second = await leila.HearAsync("kept", _ => true);

        Assert.Equal(caseId, first.GetProperty("caseId").GetGuid());
        Assert.True(second.GetProperty("at").GetDateTimeOffset() > first.GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Changes_say_as_much_and_are_sent_instead()
    {
        var (calm, busy) = (await OpenAsync(), await OpenAsync());
        await using var jonas = await Guest.ArriveAsync(Server, "jonas");
        await using var leila = await Guest.ArriveAsync(Server, "leila");
        await jonas.JoinAsync(calm);
        await leila.JoinAsync(busy);
        var first = (await KeptAsync(leila)).Single();
        await leila.SubmitAsync(busy, Annotate(Guid.CreateVersion7()));
        await leila.HearAsync("changes", _ => true);
        var next = (await KeptAsync(leila)).Single();
        var inCalm = (await KeptAsync(jonas, until: next)).Count(at => at >= first);

        var before = leila.Heard.Where(method => method is "kept" or "changes").TakeWhile(method => method == "kept").Count();
        Assert.Equal(before + 1, inCalm - 1);
    }

    [Fact]
    public async Task Whoever_has_not_heard_those_changes_is_told()
    {
        var (calm, busy) = (await OpenAsync(), await OpenAsync());
        await using var jonas = await Guest.ArriveAsync(Server, "jonas");
        await using var leila = await Guest.ArriveAsync(Server, "leila");
        await jonas.JoinAsync(calm);
        await leila.JoinAsync(busy);
        await KeptAsync(leila);
        await leila.SubmitAsync(busy, Annotate(Guid.CreateVersion7()));
        await leila.HearAsync("changes", _ => true);
        await using var late = await Guest.ArriveAsync(Server, "leila");
        await late.JoinAsync(busy, since: 1);
        var joined = TimeProvider.System.GetUtcNow();
        var next = (await KeptAsync(late)).Single();

        Assert.DoesNotContain(await KeptAsync(jonas, until: next), at => at > joined && at < next);
    }

    // The times told, up to and with the last; by default one.
    private static async Task<List<DateTimeOffset>> KeptAsync(Guest guest, DateTimeOffset? until = null)
    {
        var told = new List<DateTimeOffset>();
        await guest.HearAsync("kept", message =>
        {
            told.Add(message.GetProperty("at").GetDateTimeOffset());
            return until is null || told[^1] == until;
        });
        return told;
    }

    [Fact]
    public async Task Leaving_the_group_ends_the_access_of_an_open_connection()
    {
        await using var server = await test.StartAsync();
        var caseId = await OpenAsync(server);
        await using var jonas = await Guest.ArriveAsync(server, "jonas");
        await jonas.JoinAsync(caseId);
        await jonas.SubmitAsync(caseId, Annotate(Guid.CreateVersion7()));
        var groups = server.Services.GetRequiredService<Decider<GroupState, GroupCommand, GroupEvent>>();
        var person = DemonstrationInstitute.Everyone.Single(each => each.Email.StartsWith("jonas", StringComparison.Ordinal)).Person;

        await groups.ExecuteAsync(
            new(DemonstrationInstitute.Id.ToString(), DemonstrationInstitute.Tuesday.Value), Guid.CreateVersion7(),
            new GroupCommand.Leave(person, Someone.Noon), TestContext.Current.CancellationToken);
        var closed = await jonas.HearAsync("closed", _ => true);

        Assert.Equal(caseId, closed.GetProperty("caseId").GetGuid());
        Assert.Equal("not-found", await RefusedAsync(() => jonas.SubmitAsync(caseId, Annotate(Guid.CreateVersion7()))));
        Assert.Equal("not-found", await RefusedAsync(() => jonas.JoinAsync(caseId)));
    }

    [Fact]
    public async Task Two_nodes_on_one_database_are_one_room()
    {
        await using var one = await test.StartAsync();
        await using var other = await test.StartAsync($"--ConnectionStrings:Supervision={one.ConnectionString}");
        var caseId = await OpenAsync(one);
        await using var leila = await Guest.ArriveAsync(one, "leila");
        // Signed in at the one node, and known at the other.
        await using var jonas = await Guest.ArriveAsync(other.Address, await Guest.SignInAsync(one.Address, "jonas"));
        await leila.JoinAsync(caseId);
        await jonas.JoinAsync(caseId);

        await leila.HereAsync(caseId, new { reading = new { start = 0, end = 21 } });
        await jonas.HearAsync("presence", message => message.GetProperty("present").EnumerateArray().Any(p => p.TryGetProperty("reading", out _)));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => (n % 2 == 0 ? leila : jonas).SubmitAsync(caseId, Annotate(Guid.CreateVersion7()))));
        await leila.HearAsync("changes", message => message.GetProperty("to").GetInt64() == 40);
        await jonas.HearAsync("changes", message => message.GetProperty("to").GetInt64() == 40);

        Assert.Equal(40, (await ReadAsync(leila.Cookie, caseId, one)).GetProperty("changes").GetArrayLength());
    }

    [Fact]
    public async Task A_node_that_stops_says_so_first()
    {
        var server = await test.StartAsync();
        await using var leila = await Guest.ArriveAsync(server, "leila");

        var stopping = server.DisposeAsync();
        await leila.HearAsync("moving", _ => true);
        await leila.Hub.Closed;
        await stopping;
    }

    private static object Annotate(
        Guid commandId, Guid? id = null, int start = 0, int end = 8, string quote = "It never", object[]? codes = null, string? note = null) => new
        {
            kind = "annotate",
            commandId,
            annotation = new { id = id ?? Guid.CreateVersion7(), span = new { start, end, quote, prefix = "", suffix = "" }, codes = codes ?? [Denial], note },
        };

    private static string? CodeOf(JsonElement answer) => answer.GetProperty("refusal").GetProperty("code").GetString();

    private static int? Selection(JsonElement message, Guid person) => message.GetProperty("present").EnumerateArray()
        .Where(present => present.GetProperty("personId").GetGuid() == person && present.TryGetProperty("selection", out _))
        .Select(present => (int?)present.GetProperty("selection").GetProperty("end").GetInt32()).FirstOrDefault();

    private static async Task<string> RefusedAsync(Func<Task> call)
    {
        var message = (await Assert.ThrowsAsync<HubRefusedException>(call)).Message;
        return message[(message.LastIndexOf(' ') + 1)..];
    }

    private async Task<JsonElement> ReadAsync(string cookie, Guid caseId, RunningServer? server = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = (server ?? Server).Address };
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        return await http.GetFromJsonAsync<JsonElement>($"/api/cases/{caseId}/annotations", TestContext.Current.CancellationToken);
    }

    private async Task<Guid> OpenAsync(RunningServer? server = null)
    {
        var caseId = Guid.CreateVersion7();
        using var ines = await (server ?? Server).SignInAsync("ines");
        using var answer = await ines.PostJsonAsync(
            "/api/cases", new { commandId = Guid.CreateVersion7(), caseId, groupId = DemonstrationInstitute.Tuesday.Value, title = "Kestrel", text = Text });
        await answer.ReadAsync(HttpStatusCode.Created);
        return caseId;
    }
}

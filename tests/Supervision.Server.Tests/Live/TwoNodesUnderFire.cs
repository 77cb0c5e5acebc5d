using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Supervision.EventStore.Deciding;
using Supervision.Server.Demonstration;
using Supervision.Server.Features;
using Supervision.Server.Features.Groups;
using Supervision.Server.Hosting;
using Supervision.Server.Hosting.Postgres;
using Supervision.Server.Identity;
using Supervision.Server.Tests.Features.Groups;

namespace Supervision.Server.Tests.Live;

/// <summary>
/// Twelve participants on two nodes make 600 annotations on a real transcript, while one node is killed and started again
/// and the database is restarted.
/// </summary>
public sealed class TwoNodesUnderFire(ITestOutputHelper output)
{
    private const int Participants = 12;
    private const int Each = 50;
    private const string Password = "think together";

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_there_twice()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(4));
        await using var postgres = await EmbeddedPostgres.StartAsync(new() { Ephemeral = true }, NullLogger.Instance, TimeProvider.System, deadline.Token);
        await using var one = new NodeProcess(postgres.ConnectionString);
        await using var other = new NodeProcess(postgres.ConnectionString);
        await Task.WhenAll(one.StartAsync(deadline.Token), other.StartAsync(deadline.Token));
        var cookies = await SignInAllAsync(postgres.ConnectionString, one.Address, deadline.Token);
        var (caseId, text) = await ImportAsync(one.Address, cookies[0], deadline.Token);

        var members = cookies.Select(cookie => new Member([one.Address, other.Address], cookie, caseId)).ToList();
        var sent = new List<Guid>();
        for (var m = 0; m < members.Count; m++)
        {
            members[m].Start(m % 2);
        }

        // Each blow falls while commands are on their way.
        sent.AddRange(Submit(members, text, 0, 15));
        await AcknowledgedAsync(members, sent.Count, deadline.Token);
        sent.AddRange(Submit(members, text, 15, 30));
        await other.KillAsync();
        await AcknowledgedAsync(members, sent.Count - 60, deadline.Token);
        await other.StartAsync(deadline.Token);
        sent.AddRange(Submit(members, text, 30, Each));
        await postgres.RestartAsync(deadline.Token);
        foreach (var member in members)
        {
            await member.AllKeptAsync(Each, deadline.Token);
        }

        foreach (var member in members)
        {
            await member.ReachAsync(Participants * Each, deadline.Token);
        }

        var fresh = await ReadAsync(one.Address, cookies[3], caseId, deadline.Token);
        Assert.Equal(sent.Order(), fresh.Select(change => change.CommandId).Order());
        foreach (var member in members)
        {
            Assert.Empty(member.Refusals);
            Assert.Equal(fresh.Select(change => change.Json), member.Changes);
            Assert.All(member.Receipts, receipt => Assert.Equal(receipt.Key, fresh[(int)receipt.Value - 1].CommandId));
        }

        output.WriteLine($"{members.Sum(member => member.Connections)} connections were made by {members.Count} participants.");
        Assert.Contains(members, member => member.Connections > 1);
        foreach (var member in members)
        {
            await member.DisposeAsync();
        }
    }

    private static List<Guid> Submit(List<Member> members, string text, int from, int to)
    {
        var sent = new List<Guid>();
        for (var m = 0; m < members.Count; m++)
        {
            for (var n = from; n < to; n++)
            {
                var commandId = Guid.CreateVersion7();
                sent.Add(commandId);
                members[m].Submit(commandId, Annotate(commandId, text, m, n));
            }
        }

        return sent;
    }

    private static async Task AcknowledgedAsync(List<Member> members, int count, CancellationToken cancellationToken)
    {
        while (members.Sum(member => member.Receipts.Count) < count)
        {
            await Task.Delay(5, cancellationToken);
        }
    }

    private static object Annotate(Guid commandId, string text, int member, int number)
    {
        var start = ((member * Each) + number) % (text.Length - 40);
        return new
        {
            kind = "annotate",
            commandId,
            annotation = new
            {
                id = Guid.CreateVersion7(),
                span = new { start, end = start + 12, quote = text.Substring(start, 12), prefix = "", suffix = "" },
                codes = new[] { new { codebook = "dmrs-defences", version = "1.0.0", code = "denial" } },
                note = $"Note {number} of member {member}",
            },
        };
    }

    // Six of the demonstration, and six more whom this test adds.
    private static async Task<List<string>> SignInAllAsync(string connectionString, Uri node, CancellationToken cancellationToken)
    {
        await using var server = await SupervisionServer.JoinAsync([$"--ConnectionStrings:Supervision={connectionString}", "--environment=Development"], cancellationToken);
        var services = server.App.Services;
        var (store, hasher) = (services.GetRequiredService<EventStore.PostgresEventStore>(), services.GetRequiredService<IPasswordHasher<Account>>());
        var groups = services.GetRequiredService<Decider<GroupState, GroupCommand, GroupEvent>>();
        var emails = DemonstrationInstitute.Everyone.Where(person => person.InGroup is not null).Select(person => person.Email).ToList();
        for (var guest = 1; emails.Count < Participants; guest++)
        {
            var account = new Account
            {
                Id = Guid.CreateVersion7(),
                InstituteId = DemonstrationInstitute.Id,
                Name = $"Guest {guest}",
                Initials = $"G{guest}",
            };
            var email = $"guest{guest}@demonstration.example";
            await AccountStore.InsertAsync(store.Database, account, email, hasher.HashPassword(account, Password), cancellationToken);
            await groups.ExecuteAsync(
                new(DemonstrationInstitute.Id.ToString(), DemonstrationInstitute.Tuesday.Value), Guid.CreateVersion7(),
                new GroupCommand.Join(new PersonId(account.Id), GroupRole.Member, TimeProvider.System.GetUtcNow()), cancellationToken);
            emails.Add(email);
        }

        await InGroups.SignAllAsync(services, DemonstrationInstitute.Tuesday.Value);

        var cookies = new List<string>();
        foreach (var email in emails)
        {
            using var http = Browser(node, cookie: null);
            using var answer = await http.PostAsJsonAsync("/api/session", new { email, password = Password }, cancellationToken);
            answer.EnsureSuccessStatusCode();
            cookies.Add(answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        }

        return cookies;
    }

    private async Task<(Guid Case, string Text)> ImportAsync(Uri node, string cookie, CancellationToken cancellationToken)
    {
        var file = SharedData.Find("annomi/AnnoMI-simple.csv");
        output.WriteLine(file is null ? "AnnoMI is not on this machine: the checked-in sample is used instead." : "On transcript 0 of AnnoMI.");
        using var http = Browser(node, cookie);
        using var content = new ByteArrayContent(
            await File.ReadAllBytesAsync(file ?? Path.Combine(AppContext.BaseDirectory, "Features", "Cases", "Samples", "two-transcripts.csv"), cancellationToken));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(DemonstrationInstitute.Tuesday.ToString()), "groupId" },
            { new StringContent("0"), "transcript" },
            { content, "file", "transcripts.csv" },
        };
        using var answer = await http.PostAsync("/api/cases/import", form, cancellationToken);
        var draft = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        var id = Guid.CreateVersion7();
        var request = Answered.Case(new
        {
            commandId = Guid.CreateVersion7(),
            caseId = id,
            groupId = DemonstrationInstitute.Tuesday.Value,
            title = draft.GetProperty("title"),
            text = draft.GetProperty("text"),
            blocks = draft.GetProperty("blocks"),
        });
        using var opened = await http.PostAsJsonAsync("/api/cases", request, cancellationToken);
        Assert.True(opened.IsSuccessStatusCode, $"{opened.StatusCode}");
        var view = await http.GetFromJsonAsync<JsonElement>($"/api/cases/{id}", cancellationToken);
        return (id, view.GetProperty("text").GetString()!);
    }

    private static async Task<List<(Guid CommandId, string Json)>> ReadAsync(Uri node, string cookie, Guid caseId, CancellationToken cancellationToken)
    {
        using var http = Browser(node, cookie);
        var all = await http.GetFromJsonAsync<JsonElement>($"/api/cases/{caseId}/annotations", cancellationToken);
        return [.. all.GetProperty("changes").EnumerateArray().Select(change => (change.GetProperty("commandId").GetGuid(), change.GetRawText()))];
    }

    private static HttpClient Browser(Uri node, string? cookie)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = node };
        http.DefaultRequestHeaders.Add("X-Supervision", "1");
        if (cookie is not null)
        {
            http.DefaultRequestHeaders.Add("Cookie", cookie);
        }

        return http;
    }
}

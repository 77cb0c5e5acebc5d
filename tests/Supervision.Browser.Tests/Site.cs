using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Supervision.Server.Demonstration;
using Supervision.Server.Features;
using Supervision.Server.Hosting.Postgres;
using Supervision.Server.Tests;
using Supervision.Server.Tests.Live;

namespace Supervision.Browser.Tests;

/// <summary>The real server as a process of its own, with a PostgreSQL of its own and the demonstration in it.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly EmbeddedPostgres _postgres;

    private Site(EmbeddedPostgres postgres)
    {
        _postgres = postgres;
        Server = new(postgres.ConnectionString);
    }

    public NodeProcess Server { get; }

    public Uri Address => Server.Address;

    public static async Task<Site> StartAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var postgres = await EmbeddedPostgres.StartAsync(new() { Ephemeral = true }, NullLogger.Instance, TimeProvider.System, deadline.Token);
        var site = new Site(postgres);
        // Gone with the database.
        site.Server.Environment["Supervision__Keys__Folder"] = Path.Combine(postgres.DataFolder, "keys");
        await site.Server.StartAsync(deadline.Token);
        return site;
    }

    /// <summary>Starts a killed server again on the same port.</summary>
    public async Task StartAgainAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await Server.StartAsync(deadline.Token);
    }

    /// <summary>A session over HTTP, for what a journey finds there when it begins and for what it is checked against.</summary>
    public async Task<Member> SignInAsync(string name)
    {
        var member = new Member(Address);
        await member.SignInAsync(DemonstrationInstitute.Everyone.Single(person => person.Name == name).Email);
        return member;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}

/// <summary>Someone at work without a browser.</summary>
internal sealed class Member(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
    {
        BaseAddress = address,
        DefaultRequestHeaders = { { "X-Supervision", "1" } },
    };

    public async Task SignInAsync(string email)
    {
        using var answer = await _http.PostAsJsonAsync("/api/session", new { email, password = DemonstrationInstitute.Password });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Opens a case in the demonstration's group.</summary>
    public Task<OpenedCase> OpenCaseAsync(string title, string text) => OpenCaseAsync(title, text, blocks: null);

    /// <summary>A case of turns, one a line.</summary>
    public Task<OpenedCase> OpenTalkAsync(string title, params (string Speaker, string Words)[] turns)
    {
        var (blocks, at) = (new List<object>(), 0);
        foreach (var (speaker, words) in turns)
        {
            blocks.Add(new { kind = "turn", start = at, end = at + words.Length, speaker });
            at += words.Length + 1;
        }
        return OpenCaseAsync(title, string.Join('\n', turns.Select(turn => turn.Words)), blocks);
    }

    private async Task<OpenedCase> OpenCaseAsync(string title, string text, List<object>? blocks)
    {
        var caseId = Guid.CreateVersion7();
        await PostAsync("/api/cases", Answered.Case(new { commandId = Guid.CreateVersion7(), caseId, groupId = DemonstrationInstitute.Tuesday.Value, title, text, blocks }));
        var view = await _http.GetFromJsonAsync<JsonElement>($"/api/cases/{caseId}");
        return new(caseId, title, view.GetProperty("text").GetString()!);
    }

    /// <summary>Forms a group under its supervisor; for a training lead.</summary>
    public async Task<Guid> FormGroupAsync(string name, PersonId supervisor)
    {
        var groupId = Guid.CreateVersion7();
        await PostAsync("/api/groups", new { commandId = Guid.CreateVersion7(), groupId, name, supervisorId = supervisor.Value });
        return groupId;
    }

    /// <summary>Adds a member and writes the contract; for the supervisor.</summary>
    public async Task RunGroupAsync(Guid groupId, PersonId member)
    {
        await PostAsync($"/api/groups/{groupId}/members", new { commandId = Guid.CreateVersion7(), personId = member.Value, role = "member" });
        await PostAsync($"/api/groups/{groupId}/contract", new { commandId = Guid.CreateVersion7(), terms = DemonstrationContract.Terms });
    }

    public Task SignContractAsync(Guid groupId) =>
        PostAsync($"/api/groups/{groupId}/contract/signature", new { commandId = Guid.CreateVersion7(), version = 1 });

    /// <returns>The annotation's id.</returns>
    public async Task<Guid> AnnotateAsync(OpenedCase opened, string words, string codebook, string code, string? note = null)
    {
        var start = opened.Text.IndexOf(words, StringComparison.Ordinal);
        Assert.True(start >= 0, $"“{words}” is not in the text of {opened.Title}.");
        var id = Guid.CreateVersion7();
        await PostAsync($"/api/cases/{opened.Id}/annotations", new
        {
            kind = "annotate",
            commandId = Guid.CreateVersion7(),
            annotation = new
            {
                id,
                span = new { start, end = start + words.Length, quote = words, prefix = "", suffix = "" },
                codes = new[] { new { codebook, version = "1.0.0", code } },
                note,
            },
        });
        return id;
    }

    public Task ReplyAsync(OpenedCase opened, Guid annotationId, string text) => PostAsync(
        $"/api/cases/{opened.Id}/annotations",
        new { kind = "reply", commandId = Guid.CreateVersion7(), annotationId, replyId = Guid.CreateVersion7(), text });

    /// <summary>What the server keeps of a case's annotations, as “annotated: the words”.</summary>
    public async Task<List<string>> KeptAsync(OpenedCase opened)
    {
        var all = await _http.GetFromJsonAsync<JsonElement>($"/api/cases/{opened.Id}/annotations");
        return [.. all.GetProperty("changes").EnumerateArray().Select(InWords)];
    }

    public void Dispose() => _http.Dispose();

    private static string InWords(JsonElement change)
    {
        var kind = change.GetProperty("kind").GetString();
        var words = change.TryGetProperty("annotation", out var annotation) && annotation.ValueKind == JsonValueKind.Object
            ? annotation.GetProperty("span").GetProperty("quote").GetString()
            : change.TryGetProperty("text", out var text) ? text.GetString() : null;
        return $"{kind}: {words}";
    }

    private async Task PostAsync(string path, object body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}

internal sealed record OpenedCase(Guid Id, string Title, string Text);

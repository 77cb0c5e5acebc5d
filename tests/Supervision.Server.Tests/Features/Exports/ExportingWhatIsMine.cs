using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Supervision.Server.Tests.Features.Groups;
using Supervision.Server.Tests.Hosting.Postgres;
using static Supervision.Server.Tests.Features.Retentions.OnTheMargin;

namespace Supervision.Server.Tests.Features.Exports;

/// <summary>One's own words, once, and nobody else's.</summary>
[Collection(OnAMovableClock.Name)]
public sealed class ExportingWhatIsMine(ServerOnAMovableClock running) : InAGroup
{
    private static readonly string[] Everything = ["account", "contributions", "cases", "readings"];

    private Guid _case;
    private Guid _annotation;

    private protected override RunningServer Server => running.Server;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _case = await OpenAsync(Presenter.Http, Group, "Kingfisher");
        _annotation = Guid.CreateVersion7();
        await DoneAsync(AnnotateAsync(Member.Http, _case, _annotation, "A jetty of one's own."));
        await DoneAsync(ReplyAsync(Presenter.Http, _case, _annotation, "Or watches from afar."));
    }

    [Fact]
    public async Task A_members_has_their_codes_and_notes_and_no_word_of_the_others()
    {
        var files = await ExportAsync(Member.Http);
        var annotation = JsonNode.Parse(files[$"annotations/{_case}.json"])!["items"]!.AsArray().Single()!;

        Assert.Equal(["README.md", "account.json", $"annotations/{_case}.json", $"annotations/{_case}.md", "readings.json"], files.Keys.Order());
        Assert.Equal(($"urn:uuid:{_annotation}", "Annotation"), ((string)annotation["id"]!, (string)annotation["type"]!));
        Assert.Equal(["dmrs-defences/1.0.0/denial", "A jetty of one's own."], annotation["body"]!.AsArray().Select(body => (string)body!["value"]!));
        var selector = Assert.Single(annotation["target"]!["selector"]!.AsArray())!;
        Assert.Equal(("TextPositionSelector", 4, 14), ((string)selector["type"]!, (int)selector["start"]!, (int)selector["end"]!));
        Assert.Contains("A jetty of one's own.", files[$"annotations/{_case}.md"], StringComparison.Ordinal);
        Assert.Contains(Member.Email, files["account.json"], StringComparison.Ordinal);
        Assert.All(files.Values, file =>
        {
            Assert.DoesNotContain("kingfisher", file, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("afar", file, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Whoever_brought_a_case_has_its_text_and_who_read_it()
    {
        await Member.Http.GetJsonAsync($"/api/cases/{_case}");
        var files = await ExportAsync(Presenter.Http);
        var readings = JsonNode.Parse(files["readings.json"])!;

        Assert.StartsWith("# Kingfisher\n", files[$"cases/{_case}.md"], StringComparison.Ordinal);
        Assert.Contains(Text, files[$"cases/{_case}.md"], StringComparison.Ordinal);
        Assert.Contains("Or watches from afar.", files[$"annotations/{_case}.json"], StringComparison.Ordinal);
        Assert.Contains(readings["openedOfYours"]!.AsArray(), opening => (string)opening!["by"]! == "Jonas");
        Assert.All(files.Values, file => Assert.DoesNotContain("jetty", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_fetched_once_and_by_nobody_else()
    {
        var export = await MakeAsync(Presenter.Http);
        using var others = await FetchAsync(Member.Http, export);
        using var first = await FetchAsync(Presenter.Http, export);
        using var second = await FetchAsync(Presenter.Http, export);
        using var again = await AskAsync(Presenter.Http, export);
        using var taken = await AskAsync(Member.Http, export);

        await others.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Matches(@"^supervision-\d{4}-\d{2}-\d{2}\.zip$", first.Content.Headers.ContentDisposition!.FileName!);
        await second.ReadProblemAsync(HttpStatusCode.Conflict, "export-fetched");
        Assert.Equal("fetched", (string)(await again.ReadAsync(HttpStatusCode.OK))["state"]!);
        await taken.ReadProblemAsync(HttpStatusCode.Conflict, "id-taken");
        Assert.Equal(0, await FilesAsync(export));
    }

    [Fact]
    public async Task It_expires_after_a_day()
    {
        var export = await MakeAsync(Presenter.Http);
        Assert.True(await FilesAsync(export) > 0);
        running.Clock.Move(TimeSpan.FromHours(25));
        var (http, _) = await OwnInstitute.SignInAsync(running.Server, Presenter.Email);
        using var late = await FetchAsync(http, export);
        await late.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Empty((await http.GetJsonAsync("/api/account/exports"))["exports"]!.AsArray());

        await MakeAsync(http);
        Assert.Equal(0, await FilesAsync(export));
        http.Dispose();
    }

    [Fact]
    public async Task What_is_erased_before_it_is_fetched_is_not_in_it_and_nor_is_what_was_erased_before()
    {
        var before = await MakeAsync(Presenter.Http);
        using var asked = await Presenter.Http.PostJsonAsync($"/api/cases/{_case}/erasure", new { commandId = Guid.CreateVersion7(), why = "client-asked" });
        await asked.ReadAsync(HttpStatusCode.OK);
        await DoneAsync(CommandAsync(Officer.Http, $"/api/erasures/{_case}/approve"));

        foreach (var files in new[] { await ReadAsync(Presenter.Http, before), await ExportAsync(Presenter.Http) })
        {
            Assert.StartsWith("# Erased\n", files[$"cases/{_case}.md"], StringComparison.Ordinal);
            Assert.Contains("\"erased\": true", files[$"annotations/{_case}.json"], StringComparison.Ordinal);
            Assert.All(files.Values, file =>
            {
                Assert.DoesNotContain("kingfisher", file, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("afar", file, StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public async Task Nothing_chosen_is_nothing_made()
    {
        using var asked = await Presenter.Http.PostJsonAsync("/api/account/exports", new { exportId = Guid.CreateVersion7(), parts = Array.Empty<string>() });

        await asked.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    private static async Task<IReadOnlyDictionary<string, string>> ExportAsync(HttpClient http) => await ReadAsync(http, await MakeAsync(http));

    private static async Task<Guid> MakeAsync(HttpClient http)
    {
        var export = Guid.CreateVersion7();
        using var asked = await AskAsync(http, export);
        await asked.ReadAsync(HttpStatusCode.OK);
        await Eventually.IsTrueAsync(async () => (string)(await http.GetJsonAsync("/api/account/exports"))["exports"]![0]!["state"]! == "ready", "the export is ready");
        return export;
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient http, Guid export) => http.PostJsonAsync("/api/account/exports", new { exportId = export, parts = Everything });

    private static Task<HttpResponseMessage> FetchAsync(HttpClient http, Guid export) => http.PostJsonAsync($"/api/account/exports/{export}/fetch", new { });

    private static async Task<IReadOnlyDictionary<string, string>> ReadAsync(HttpClient http, Guid export)
    {
        using var answer = await FetchAsync(http, export);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var content = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using var archive = new ZipArchive(content, ZipArchiveMode.Read);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken));
            files.Add(entry.FullName, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
        return files;
    }

    private async Task<int> FilesAsync(Guid export)
    {
        await using var connection = await running.Server.Store.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var batch = EventStore.TenantScope.BatchIn(connection, EventStore.TenantScope.Everyone);
        batch.BatchCommands.Add(new("select count(*)::int from exports.files where export_id = $1") { Parameters = { new() { Value = export } } });
        await using var reader = await batch.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await reader.NextResultAsync(TestContext.Current.CancellationToken);
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        return reader.GetInt32(0);
    }
}

using System.Net;
using System.Text;
using Supervision.Server.Demonstration;

namespace Supervision.Server.Tests.Features.Cases;

public sealed class ReadingAFile(TestServer test)
{
    private const string Two = "transcript,speaker,text\n1,therapist,Good morning.\n1,client,Hello.\n4,client,I slept.\n";
    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task A_plain_text_takes_its_title_from_its_first_heading()
    {
        using var client = await _server.SignInAsync("leila");
        using var answer = await SendAsync(client, "draft 3.txt", "# Wagtail\n\nA first paragraph.");
        var read = await answer.ReadAsync(HttpStatusCode.OK);

        Assert.Equal("Wagtail", (string?)read["title"]);
        Assert.Equal("# Wagtail\n\nA first paragraph.", (string?)read["text"]);
    }

    [Fact]
    public async Task Without_a_heading_it_is_called_as_the_file()
    {
        using var client = await _server.SignInAsync("leila");
        using var answer = await SendAsync(client, "../Grey wagtail.txt", "Only a paragraph.");

        Assert.Equal("Grey wagtail", (string?)(await answer.ReadAsync(HttpStatusCode.OK))["title"]);
    }

    [Fact]
    public async Task Of_several_transcripts_one_must_be_chosen()
    {
        using var client = await _server.SignInAsync("leila");
        using var look = await SendAsync(client, "mornings.csv", Two);
        var choice = (await look.ReadAsync(HttpStatusCode.OK))["transcripts"]!.AsArray();
        using var answer = await SendAsync(client, "mornings.csv", Two, transcript: "1");
        var read = await answer.ReadAsync(HttpStatusCode.OK);

        Assert.Equal("""[{"number":1,"title":"mornings","turns":2,"characters":20},{"number":4,"title":"mornings","turns":1,"characters":8}]""", choice.ToJsonString());
        Assert.Equal("Good morning.\nHello.", (string?)read["text"]);
        Assert.Equal("""{"kind":"turn","start":14,"end":20,"speaker":"Client"}""", read["blocks"]![1]!.ToJsonString());
    }

    [Fact]
    public async Task Reading_opens_no_case()
    {
        using var client = await _server.SignInAsync("leila");
        using var answer = await SendAsync(client, "dunnock.txt", "Only read.");
        await answer.ReadAsync(HttpStatusCode.OK);

        Assert.DoesNotContain("dunnock", (await client.GetJsonAsync("/api/cases"))["cases"]!.AsArray().Select(each => (string?)each!["title"]));
    }

    [Fact]
    public async Task Whoever_speaks_is_not_named()
    {
        using var client = await _server.SignInAsync("leila");
        using var answer = await SendAsync(client, "evening.csv", "speaker,text\nJennifer Aldridge,Good evening.\nclient,Hello.\n");
        var blocks = (await answer.ReadAsync(HttpStatusCode.OK))["blocks"]!.AsArray();

        Assert.Equal(["Speaker A", "Client"], blocks.Select(each => (string?)each!["speaker"]));
    }

    [Theory]
    [InlineData("scan.pdf", "%PDF-1.7", null, "file", "must end with .txt or .csv")]
    [InlineData("empty.txt", "", null, "file", "Line 1: The text is empty.")]
    [InlineData("notes.txt", "one\n\0", null, "file", "Line 2: A control character (U+0000)")]
    [InlineData("notes.csv", "speaker,text\nclient,one\nclient", null, "file", "Line 3: The line has another number of columns")]
    [InlineData("mornings.csv", Two, "9", "transcript", "no transcript of this number")]
    public async Task What_cannot_be_read_says_where_it_goes_wrong(string name, string content, string? transcript, string field, string sentence)
    {
        using var client = await _server.SignInAsync("leila");
        using var answer = await SendAsync(client, name, content, transcript);
        var errors = (await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]!;

        Assert.Contains(sentence, (string?)errors[field]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_more_than_five_megabytes_is_too_large()
    {
        using var client = await _server.SignInAsync("leila");
        using var answer = await SendAsync(client, "long.txt", new string('a', 5 * 1024 * 1024 + 1));

        await answer.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task Too_long_a_text_is_refused()
    {
        using var client = await _server.SignInAsync("leila");
        using var answer = await SendAsync(client, "long.txt", new string('a', 200_001));

        await answer.ReadProblemAsync(HttpStatusCode.Conflict, "text-too-long");
    }

    [Fact]
    public async Task Someone_outside_the_group_imports_nothing()
    {
        using var client = await _server.SignInAsync("ruth");
        using var answer = await SendAsync(client, "notes.txt", "A text.");

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_form_without_a_file_is_malformed()
    {
        using var client = await _server.SignInAsync("leila");
        using var form = new MultipartFormDataContent { { new StringContent(DemonstrationInstitute.Tuesday.ToString()), "groupId" } };
        using var answer = await client.PostAsync("/api/cases/import", form, TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string name, string content, string? transcript = null)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(DemonstrationInstitute.Tuesday.ToString()), "groupId" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", name },
        };
        if (transcript is not null)
        {
            form.Add(new StringContent(transcript), "transcript");
        }
        return await client.PostAsync("/api/cases/import", form, TestContext.Current.CancellationToken);
    }
}

using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Supervision.Server.Tests.Commands;

/// <summary>The verbs as an operator runs them: as processes of their own, beside a running server.</summary>
public sealed class TheCommandLine(TestServer test)
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "Features/Cases/Samples/two-transcripts.csv");

    [Fact]
    public async Task Imports_a_transcript_that_the_group_then_finds()
    {
        // The same text in the same group is the same case, whoever brings it: other tests must not have.
        await using var server = await test.StartAsync();
        var (code, output, _) = await RunOnAsync(
            server, "import", Sample, "--group", "Tuesday group", "--transcript", "3", "--title", "Sleep", "--as", "jonas@demonstration.example", "--json");
        var imported = JsonNode.Parse(output)!["cases"]![0]!;
        using var client = await server.SignInAsync("leila");
        var opened = await client.GetJsonAsync($"/api/cases/{imported["id"]}");

        Assert.Equal(0, code);
        Assert.Equal(3, (int)imported["turns"]!);
        Assert.Equal("Sleep", (string?)opened["title"]);
        Assert.Equal("https://example.org/3", (string?)opened["source"]);
        Assert.Equal("Jonas Lind", (string?)opened["people"]!.AsArray().Single(person => (string?)person!["id"] == (string?)opened["openedBy"])!["name"]);
    }

    [Fact]
    public async Task Imports_all_transcripts_and_adds_nothing_the_second_time()
    {
        var first = await RunAsync("import", Sample, "--group", "TUESDAY GROUP", "--all");
        var second = await RunAsync("import", Sample, "--group", "Tuesday group", "--all", "--json");
        var again = JsonNode.Parse(second.Output)!["cases"]!.AsArray();

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Equal(2, again.Count);
        Assert.All(again, each => Assert.True((bool)each!["wasThere"]!));
    }

    [Theory]
    [InlineData("There is no such group.", "import", "@", "--group", "No such group", "--all")]
    [InlineData("The file holds 2 transcripts.", "import", "@", "--group", "Tuesday group")]
    [InlineData("The file holds no transcript of this number.", "import", "@", "--group", "Tuesday group", "--transcript", "9")]
    [InlineData("Nobody with this email address may open cases", "import", "@", "--group", "Tuesday group", "--all", "--as", "ruth@demonstration.example")]
    public async Task Says_in_a_sentence_why_it_could_not(string sentence, params string[] arguments)
    {
        var (code, output, errors) = await RunAsync([.. arguments.Select(argument => argument == "@" ? Sample : argument)]);

        Assert.Equal(1, code);
        Assert.StartsWith(sentence, errors, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("import", "no-such-file.txt", "--group", "x")]
    [InlineData("import", "@", "--group", "x", "--all", "--transcript", "1")]
    [InlineData("no-such-verb")]
    [InlineData("--no-such-option")]
    public async Task Misuse_is_told_apart(params string[] arguments)
    {
        var (code, _, errors) = await RunAsync([.. arguments.Select(argument => argument == "@" ? Sample : argument)]);

        Assert.Equal(2, code);
        Assert.NotEmpty(errors);
    }

    [Fact]
    public async Task Makes_an_account_that_can_sign_in_and_is_in_the_group()
    {
        string[] add = ["accounts", "add", "kim@institute.example", "--name", "Kim Ash Vale", "--institute", "Riverside", "--role", "supervisor", "--group", "Friday group", "--as", "supervisor", "--json"];
        var (code, output, _) = await RunAsync(add);
        var again = await RunAsync(add);
        var password = (string?)JsonNode.Parse(output)!["password"];
        using var client = test.Shared.Visitor();
        using var answer = await client.PostJsonAsync("/api/session", new { email = "kim@institute.example", password });
        var session = await answer.ReadAsync(HttpStatusCode.OK);

        Assert.Equal(0, code);
        Assert.Equal("KV", (string?)session["person"]!["initials"]);
        Assert.Equal("Riverside", (string?)session["institute"]!["name"]);
        Assert.Equal(["supervisor"], session["roles"]!.AsArray().Select(role => (string?)role));
        Assert.Equal("Friday group", (string?)session["groups"]![0]!["name"]);
        Assert.Empty((await client.GetJsonAsync("/api/cases"))["cases"]!.AsArray());
        Assert.Equal(0, again.Code);
        Assert.Null(JsonNode.Parse(again.Output)!["password"]);
    }

    [Fact]
    public async Task Adds_an_account_that_there_is_to_another_institute()
    {
        string[] Add(string institute, string role) => ["accounts", "add", "lee@institute.example", "--name", "Lee Moss", "--institute", institute, "--role", role, "--json"];
        var (_, output, _) = await RunAsync(Add("Hillside", "supervisor"));
        var elsewhere = await RunAsync(Add("Lakeside", "auditor"));
        using var client = test.Shared.Visitor();
        using var answer = await client.PostJsonAsync("/api/session", new { email = "lee@institute.example", password = (string?)JsonNode.Parse(output)!["password"] });
        var session = await answer.ReadAsync(HttpStatusCode.OK);

        Assert.Equal(0, elsewhere.Code);
        Assert.Null(JsonNode.Parse(elsewhere.Output)!["password"]);
        Assert.Equal(["Hillside", "Lakeside"], session["institutes"]!.AsArray().Select(institute => (string?)institute!["name"]));
        Assert.Equal(["supervisor"], session["roles"]!.AsArray().Select(role => (string?)role));
    }

    [Fact]
    public async Task Invites_the_people_of_a_list()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared, $"Institute {Guid.CreateVersion7()}");
        var email = $"{institute.Id:n}@institute.example";
        var list = Path.Combine(Path.GetTempPath(), $"{institute.Id}.csv");
        await File.WriteAllTextAsync(list, $"name,email,roles,group\nKim Ash,{email},administrator,Wednesday group\n", TestContext.Current.CancellationToken);
        var name = institute.Name;
        var (dryCode, dry, _) = await RunAsync("people", "import", list, "--institute", name, "--dry-run");
        var (code, output, _) = await RunAsync("people", "import", list, "--institute", name, "--address", "https://supervision.example.org/", "--json");
        var (nowhere, _, sentence) = await RunAsync("people", "import", list, "--institute", "No such institute", "--dry-run");
        File.Delete(list);

        Assert.Equal((0, 0, 1), (dryCode, code, nowhere));
        Assert.Equal(["Line 2: Kim Ash: would be invited.", "Would form the group Wednesday group.", "Nobody was invited."], dry.Trim().Split('\n'));
        Assert.Equal(1, (int)JsonNode.Parse(output)!["invited"]!);
        Assert.StartsWith("There is no institute of this name.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_with_a_wrong_line_invites_nobody()
    {
        var list = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7()}.csv");
        await File.WriteAllTextAsync(list, "name,email,roles\nKim Ash,kim,administrator\n", TestContext.Current.CancellationToken);
        var (code, output, _) = await RunAsync("people", "import", list, "--institute", "Demonstration Institute", "--address", "https://supervision.example.org");
        File.Delete(list);

        Assert.Equal(1, code);
        Assert.StartsWith("Line 2: Kim Ash: Give the person an email address", output, StringComparison.Ordinal);
        Assert.EndsWith("Nobody was invited.", output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrates_what_is_up_to_date_already()
    {
        var (code, output, _) = await RunAsync("migrate");

        Assert.Equal((0, "The database is up to date."), (code, output.Trim()));
    }

    [Fact]
    public async Task Gives_every_institute_a_new_secret_and_every_text_still_opens()
    {
        await using var server = await test.StartAsync();
        var (code, output, _) = await RunOnAsync(server, "keys", "rotate");
        using var leila = await server.SignInAsync("leila");

        Assert.Equal((0, "1 institute has a new secret."), (code, output.Trim()));
        Assert.Equal(["Heron", "Lucy R."], (await leila.GetJsonAsync("/api/cases"))["cases"]!.AsArray().Select(each => (string?)each!["title"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Describes_the_api_as_the_running_server_does()
    {
        var (code, output, _) = await RunAsync("openapi");
        using var client = test.Shared.Visitor();

        Assert.Equal(0, code);
        Assert.Equal((await client.GetJsonAsync("/openapi/v1.json")).ToJsonString(), JsonNode.Parse(output)!.ToJsonString());
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => RunOnAsync(test.Shared, arguments);

    private static async Task<(int Code, string Output, string Errors)> RunOnAsync(RunningServer server, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "supervision.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ConnectionStrings__Supervision"] = server.ConnectionString;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}

using System.Text.Json.Nodes;
using Supervision.Server.Commands;

namespace Supervision.Server.Tests.Commands;

/// <summary>The verbs that find and disguise identifiers; they need no server.</summary>
public sealed class DeidentifyingTexts : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Scan_writes_a_line_a_finding_in_code_points_when_asked()
    {
        var file = Write("texts.jsonl", """{"doc_id": "a", "text": "😀 Elizabeth Barton came."}""" + "\n\n" + """{"doc_id": "b", "text": "All is calm."}""");
        var (code, output) = await RunAsync("scan", "--jsonl", "--code-points", file);
        var line = JsonNode.Parse(Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)))!;

        Assert.Equal(0, code);
        Assert.Equal(("a", 2, 18, "PERSON", "strong"), ((string?)line["doc_id"], (int)line["start"]!, (int)line["end"]!, (string?)line["type"], (string?)line["tier"]));
        Assert.NotNull(line["rule"]);
        Assert.NotNull(line["score"]);
    }

    [Fact]
    public async Task Scan_reports_several_files_at_once_and_keeps_to_the_authors_lists()
    {
        var (one, two) = (Write("one.txt", "Elizabeth came."), Write("two.txt", "From Wolverhampton, by the blue lamp."));
        var (_, output) = await RunAsync("scan", "--json", one, two, "--never", Write("never.txt", "Wolverhampton"), "--always", Write("always.txt", "blue lamp"));
        var documents = JsonNode.Parse(output)!["documents"]!.AsArray();

        Assert.Equal(2, documents.Count);
        Assert.Equal("own-list", (string?)Assert.Single(documents[1]!["findings"]!.AsArray())!["rule"]);
    }

    [Fact]
    public async Task Mask_puts_the_same_name_for_the_same_key()
    {
        var file = Write("one.txt", "Elizabeth Barton came. Elizabeth left.");
        var (code, first) = await RunAsync("mask", file, "--case-key", "heron");
        var (_, second) = await RunAsync("mask", file, "--case-key", "heron");

        Assert.Equal(0, code);
        Assert.Equal(first, second);
        Assert.DoesNotContain("Elizabeth", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_measures_its_own_findings()
    {
        var gold = Write("gold.jsonl", """{"doc_id": "a", "text": "Elizabeth Barton came.", "annotators": [{"mentions": [[0, 16, "PERSON", "DIRECT", 1]]}]}""");
        var (code, output) = await RunAsync("score", gold, "--json");

        Assert.Equal((0, 1.0), (code, (double)JsonNode.Parse(output)!["directRecall"]!));
    }

    [Theory]
    [InlineData("scan", "{\"doc_id\": \"a\", \"text\": \"x\"}\nnot json", "line 2: not JSON.")]
    [InlineData("scan", "{\"doc_id\": \"a\"}", "line 1: not an object with the strings")]
    [InlineData("mask", "[]", "line 1: not an object with the strings")]
    public async Task A_line_that_is_malformed_is_named_by_its_number(string verb, string lines, string sentence)
    {
        var file = Write("texts.jsonl", lines);
        var problem = await Assert.ThrowsAsync<CommandException>(() => RunAsync(verb, "--jsonl", file));

        Assert.Contains(sentence, problem.Message, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await CommandLine.Root().Parse(["deidentify", .. arguments]).InvokeAsync(new() { Output = output, EnableDefaultExceptionHandler = false });
        return (code, output.ToString());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}

using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Supervision.Deidentification;
using Supervision.Deidentification.Scoring;

namespace Supervision.Server.Commands.Deidentify;

internal sealed record ScannedFinding(int Start, int End, string Type, string Identification, string Tier, double Score, string Rule, string Why, IReadOnlyList<string> Suggestions);

internal sealed record ScannedDocument(string Source, string? DocId, IReadOnlyList<ScannedFinding> Findings);

internal sealed record ScanReport(string RuleVersion, IReadOnlyList<ScannedDocument> Documents);

/// <summary>Says what was found and where. The words themselves are printed for people only.</summary>
internal static class ScanVerb
{
    private static readonly Argument<string[]> Files = TextInput.Files();
    private static readonly Option<bool> CodePointOffsets = new("--code-points") { Description = "Count offsets in Unicode code points rather than UTF-16 units." };
    private static readonly Option<Tier> Least = new("--tier") { Description = "The least sure tier to show.", DefaultValueFactory = _ => Tier.Weak };

    public static Command Create()
    {
        var command = new Command("scan", "Lists what may identify someone, with kind, tier, rule and place.")
        {
            Files, TextInput.Jsonl, CodePointOffsets, Least, TextInput.Never, TextInput.Always, CommandOutput.Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(TextInput.Jsonl) && result.GetValue(CommandOutput.Json))
            {
                result.AddError("Take one of --jsonl and --json.");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var own = TextInput.ListOf(parsed);
        var texts = TextInput.Read(parsed.GetValue(Files)!, parsed.GetValue(TextInput.Jsonl));
        if (parsed.GetValue(TextInput.Jsonl))
        {
            foreach (var text in texts)
            {
                WriteLines(parsed, text, own);
            }
            return CommandLine.Done;
        }
        var documents = texts.Select(text => (Input: text, Findings: Scan(parsed, text, own))).ToList();
        var report = new ScanReport(Deidentifier.RuleVersion, [.. documents.Select(document => new ScannedDocument(document.Input.Source, document.Input.Id, [.. document.Findings.Select(finding => Of(finding, Places(parsed, document.Input.Text)))]))]);
        CommandOutput.Write(parsed, report, _ => documents.SelectMany(document => InWords(parsed, document.Input, document.Findings, documents.Count > 1)));
        return CommandLine.Done;
    }

    private static IReadOnlyList<Finding> Scan(ParseResult parsed, InputText text, PersonalList own) =>
        [.. Deidentifier.Shared.Scan(text.Text, own).Findings.Where(finding => finding.Tier <= parsed.GetValue(Least))];

    private static Func<int, int> Places(ParseResult parsed, string text) => parsed.GetValue(CodePointOffsets) ? new CodePoints(text).Of : unit => unit;

    private static ScannedFinding Of(Finding finding, Func<int, int> place) => new(
        place(finding.Span.Start), place(finding.Span.End), Kinds.NameOf(finding.Kind), Lower(finding.Identification), Lower(finding.Tier),
        finding.Score, finding.Rule, finding.Why, [.. finding.Suggestions.Select(suggestion => suggestion.Text)]);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void WriteLines(ParseResult parsed, InputText text, PersonalList own)
    {
        var place = Places(parsed, text.Text);
        using var buffer = new MemoryStream();
        foreach (var finding in Scan(parsed, text, own))
        {
            using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                json.WriteStartObject();
                json.WriteString("doc_id", text.Id);
                json.WriteNumber("start", place(finding.Span.Start));
                json.WriteNumber("end", place(finding.Span.End));
                json.WriteString("type", Kinds.NameOf(finding.Kind));
                json.WriteString("tier", Lower(finding.Tier));
                json.WriteNumber("score", finding.Score);
                json.WriteString("rule", finding.Rule);
                json.WriteEndObject();
            }
            buffer.WriteByte((byte)'\n');
        }
        parsed.InvocationConfiguration.Output.Write(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static IEnumerable<string> InWords(ParseResult parsed, InputText text, IReadOnlyList<Finding> findings, bool isNamed)
    {
        var place = Places(parsed, text.Text);
        foreach (var finding in findings)
        {
            var words = text.Text[finding.Span.Start..finding.Span.End].ReplaceLineEndings(" ");
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{(isNamed ? text.Source + ":" : "")}{place(finding.Span.Start)}-{place(finding.Span.End)}  {Lower(finding.Tier),-6}  {Kinds.NameOf(finding.Kind)}  {words}  ({finding.Why} {finding.Rule})");
        }
        yield return $"{text.Source}: {findings.Count(finding => finding.Tier is Tier.Strong)} strong, {findings.Count(finding => finding.Tier is Tier.Middle)} middle, {findings.Count(finding => finding.Tier is Tier.Weak)} weak. Detectors miss things.";
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Supervision.Deidentification;
using Supervision.Deidentification.Scoring;

namespace Supervision.Server.Commands.Deidentify;

internal sealed record ScoreResult(
    int Documents, double? DirectRecall, double? QuasiRecall, double? TokenRecall, double? TokenPrecision, int LeakingDocuments, int CleanDocuments, double? CleanDocumentsMasked, IReadOnlyDictionary<string, double?> RecallByKind);

/// <summary>Measures predictions, or this version's own findings, against what people marked.</summary>
internal static class ScoreVerb
{
    private static readonly Argument<string> Gold = new("gold") { Description = "A JSON object a line: {\"doc_id\", \"text\", \"annotators\": [{\"mentions\": [[start, end, type, \"DIRECT\"|\"QUASI\"|\"NO_MASK\", entity]]}]}, in code points." };
    private static readonly Argument<string?> Predictions = new("predictions") { Description = "A JSON object a line: {\"doc_id\", \"start\", \"end\", \"score\"}, in code points; this version's own findings unless given.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<double> MinScore = new("--min-score") { Description = "Leave out what is less sure. 0.35 is the middle tier and up, 0.65 the strong.", DefaultValueFactory = _ => Deidentifier.MiddleScore };

    public static Command Create()
    {
        var command = new Command("score", "Measures recall and precision against texts that people annotated.") { Gold, Predictions, MinScore, CommandOutput.Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var gold = ReadGold(parsed.GetValue(Gold)!).ToList();
        var least = parsed.GetValue(MinScore);
        var predictions = parsed.GetValue(Predictions) is { } file ? ReadPredictions(file, gold, least) : Own(gold, least);
        var score = Scorer.Score(gold, predictions);
        CommandOutput.Write(parsed, Of(score), Lines);
        return CommandLine.Done;
    }

    private static Dictionary<string, IReadOnlyList<PredictedSpan>> Own(List<GoldDocument> gold, double least) => gold.ToDictionary(
        document => document.Id,
        IReadOnlyList<PredictedSpan> (document) =>
        {
            var places = new CodePoints(document.Text);
            return [.. Deidentifier.Shared.Scan(document.Text).Findings.Where(finding => finding.Score >= least).Select(finding => new PredictedSpan(places.Of(finding.Span.Start), places.Of(finding.Span.End)))];
        },
        StringComparer.Ordinal);

    private static IEnumerable<GoldDocument> ReadGold(string file)
    {
        using var reader = TextInput.Open(file);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (line, number) in TextInput.Lines(reader, file))
        {
            yield return Guarded(file, number, line, root =>
            {
                var (id, text) = (root.GetProperty("doc_id").GetString()!, root.GetProperty("text").GetString()!);
                var length = text.EnumerateRunes().Count();
                var annotators = root.GetProperty("annotators").EnumerateArray().Select(annotator => annotator.GetProperty("mentions").EnumerateArray().Select(mention => Mention(mention, length)).ToImmutableArray()).ToImmutableArray();
                return ids.Add(id) ? new GoldDocument(id, text, annotators) : throw new FormatException("the same doc_id stands before.");
            });
        }
    }

    private static GoldMention Mention(JsonElement mention, int length)
    {
        var read = new GoldMention(mention[0].GetInt32(), mention[1].GetInt32(), mention[2].GetString()!, mention[3].GetString()!, mention[4].GetInt32());
        return read.Start >= 0 && read.Start < read.End && read.End <= length ? read : throw new FormatException("a mention lies outside the text.");
    }

    private static Dictionary<string, IReadOnlyList<PredictedSpan>> ReadPredictions(string file, List<GoldDocument> gold, double least)
    {
        var lengths = gold.ToDictionary(document => document.Id, document => document.Text.EnumerateRunes().Count(), StringComparer.Ordinal);
        var spans = new Dictionary<string, List<PredictedSpan>>(StringComparer.Ordinal);
        using var reader = TextInput.Open(file);
        foreach (var (line, number) in TextInput.Lines(reader, file))
        {
            Guarded(file, number, line, root =>
            {
                var id = root.GetProperty("doc_id").GetString()!;
                var span = new PredictedSpan(root.GetProperty("start").GetInt32(), root.GetProperty("end").GetInt32());
                var isSure = !root.TryGetProperty("score", out var score) || score.ValueKind is JsonValueKind.Null || score.GetDouble() >= least;
                if (isSure && lengths.TryGetValue(id, out var length))
                {
                    (spans.TryGetValue(id, out var all) ? all : spans[id] = []).Add(span.Start >= 0 && span.Start < span.End && span.End <= length ? span : throw new FormatException("a span lies outside its text."));
                }
                return true;
            });
        }
        return spans.ToDictionary(pair => pair.Key, IReadOnlyList<PredictedSpan> (pair) => pair.Value, StringComparer.Ordinal);
    }

    private static T Guarded<T>(string file, int number, string line, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return read(json.RootElement);
        }
        catch (JsonException)
        {
            throw TextInput.Malformed(file, number, "not JSON.");
        }
        catch (FormatException problem)
        {
            throw TextInput.Malformed(file, number, problem.Message);
        }
        catch (Exception problem) when (problem is InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw TextInput.Malformed(file, number, "not in the format that --help describes.");
        }
    }

    private static ScoreResult Of(DeidentificationScore score) => new(
        score.Documents, Round(score.DirectRecall), Round(score.QuasiRecall), Round(score.TokenRecall), Round(score.TokenPrecision), score.LeakingDocuments, score.CleanDocuments, Round(score.CleanDocumentsMasked),
        score.RecallByKind.ToDictionary(pair => pair.Key, pair => Round(pair.Value), StringComparer.Ordinal));

    private static double? Round(double value) => double.IsNaN(value) ? null : Math.Round(value, 4);

    private static IEnumerable<string> Lines(ScoreResult score) =>
    [
        $"{score.Documents} documents",
        $"Direct identifiers found   {Shown(score.DirectRecall)}",
        $"Quasi identifiers found    {Shown(score.QuasiRecall)}",
        $"Words to mask found        {Shown(score.TokenRecall)}",
        $"Precision, by words        {Shown(score.TokenPrecision)}",
        $"Documents that leak        {score.LeakingDocuments}",
        $"Clean documents masked     {Shown(score.CleanDocumentsMasked)} of {score.CleanDocuments}",
        .. score.RecallByKind.Select(kind => $"  {kind.Key,-32} {Shown(kind.Value)}"),
    ];

    private static string Shown(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";
}

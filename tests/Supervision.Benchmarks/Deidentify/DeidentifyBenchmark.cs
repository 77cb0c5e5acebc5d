using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Supervision.Benchmarks.Measuring;
using Supervision.Deidentification;
using Supervision.Deidentification.Scoring;

namespace Supervision.Benchmarks.Deidentify;

/// <summary>Finding identifiers, beside compromise and wink-nlp on the same texts in one run; with gold files, how well too.</summary>
internal static class DeidentifyBenchmark
{
    private const int Rounds = 5;
    private static readonly string[] Engines = ["supervision", "compromise", "wink"];

    public static async Task RunAsync(string[] options)
    {
        using var others = await JavaScriptEngines.StartAsync();
        var files = options.Where(option => !option.StartsWith('-')).ToList();
        foreach (var (name, gold) in files is [] ? [("the demonstration's Lucy R.", (IReadOnlyList<GoldDocument>)[new("lucy-r", Demonstration(), [])])] : files.Select(file => (file, ReadGold(file))))
        {
            await CompareAsync(name, gold, others, options.Contains("--quick") ? 2 : Rounds);
        }
        await PiecesAsync();
    }

    private static async Task CompareAsync(string name, IReadOnlyList<GoldDocument> gold, JavaScriptEngines others, int rounds)
    {
        var texts = gold.Select(document => document.Text).ToList();
        var words = texts.Sum(text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
        var (times, found) = (Engines.ToDictionary(engine => engine, _ => new List<double>()), new Dictionary<string, IReadOnlyList<IReadOnlyList<(int, int)>>>());
        await Warmth.UntilQuietAsync(() => RunAsync("supervision", texts, others));
        foreach (var engine in Engines)
        {
            found[engine] = (await RunAsync(engine, texts, others)).Spans;
        }
        for (var round = 0; round < rounds; round++)
        {
            foreach (var engine in Engines)
            {
                times[engine].Add((await RunAsync(engine, texts, others)).Took.TotalMilliseconds * 1000 / words);
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {texts.Count} texts, {words} words\n"));
        var table = new Table("engine", "ms per 1,000 words", "times ours", "flags per 1,000 words", "direct", "quasi", "words found", "precision", "leaking texts");
        foreach (var engine in Engines)
        {
            var score = Scorer.Score(gold, Predictions(gold, found[engine]));
            table.Add(
                engine, Table.Spread(times[engine]), Shown(Middle(times[engine]) / Middle(times["supervision"])), Shown(found[engine].Sum(spans => spans.Count) * 1000.0 / words),
                Shown(score.DirectRecall), Shown(score.QuasiRecall), Shown(score.TokenRecall), Shown(score.TokenPrecision), gold.Any(document => document.Annotators.Length > 0) ? $"{score.LeakingDocuments}" : "-");
        }
        table.Print();
    }

    /// <summary>What the gate does: pieces of 2,000 characters, one after another; and a text of a million.</summary>
    private static async Task PiecesAsync()
    {
        var text = string.Concat(Enumerable.Repeat(Demonstration() + "\n\n", 1_000_000 / Demonstration().Length + 1));
        var latencies = new Latencies();
        await Warmth.UntilQuietAsync(() =>
        {
            Deidentifier.Shared.Scan(text[..2000]);
            return Task.CompletedTask;
        });
        for (var i = 0; i < 3000; i++)
        {
            var piece = text.Substring(i * 317 % 900_000, 2000);
            var began = Stopwatch.GetTimestamp();
            Deidentifier.Shared.Scan(piece);
            latencies.Add(Stopwatch.GetElapsedTime(began));
        }
        var million = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var began = Stopwatch.GetTimestamp();
            Deidentifier.Shared.Scan(text[..1_000_000]);
            million.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        var table = new Table("supervision", "ms");
        table.Add("2,000 characters, the median", Shown(latencies.Percentile(0.5)));
        table.Add("2,000 characters, 99 of 100", Shown(latencies.Percentile(0.99)));
        table.Add("1,000,000 characters", Table.Spread(million, "0"));
        table.Print();
    }

    private static async Task<(TimeSpan Took, IReadOnlyList<IReadOnlyList<(int Start, int End)>> Spans)> RunAsync(string engine, List<string> texts, JavaScriptEngines others)
    {
        if (engine is not "supervision")
        {
            return await others.RunAsync(engine, texts);
        }
        var began = Stopwatch.GetTimestamp();
        var results = texts.Select(text => Deidentifier.Shared.Scan(text)).ToList();
        var took = Stopwatch.GetElapsedTime(began);
        return (took, [.. results.Select(IReadOnlyList<(int, int)> (result) => [.. result.Marked.Select(finding => (finding.Span.Start, finding.Span.End))])]);
    }

    private static Dictionary<string, IReadOnlyList<PredictedSpan>> Predictions(IReadOnlyList<GoldDocument> gold, IReadOnlyList<IReadOnlyList<(int Start, int End)>> found) =>
        gold.Select((document, i) => (document, i)).ToDictionary(
            pair => pair.document.Id,
            IReadOnlyList<PredictedSpan> (pair) =>
            {
                var places = new CodePoints(pair.document.Text);
                return [.. found[pair.i].Where(span => span.End <= pair.document.Text.Length && span.Start < span.End).Select(span => new PredictedSpan(places.Of(span.Start), places.Of(span.End)))];
            },
            StringComparer.Ordinal);

    private static IReadOnlyList<GoldDocument> ReadGold(string file) =>
    [
        .. File.ReadLines(file).Where(line => line.Length > 0).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return new GoldDocument(root.GetProperty("doc_id").GetString()!, root.GetProperty("text").GetString()!,
                [.. root.GetProperty("annotators").EnumerateArray().Select(annotator => annotator.GetProperty("mentions").EnumerateArray()
                    .Select(mention => new GoldMention(mention[0].GetInt32(), mention[1].GetInt32(), mention[2].GetString()!, mention[3].GetString()!, mention[4].GetInt32())).ToImmutableArray())]);
        }),
    ];

    private static string Demonstration()
    {
        using var reader = new StreamReader(typeof(Server.Commands.CommandLine).Assembly.GetManifestResourceStream("Demonstration/lucy-r.txt")!);
        return reader.ReadToEnd();
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Shown(double value) => double.IsNaN(value) ? "-" : value.ToString("0.000", CultureInfo.InvariantCulture);
}

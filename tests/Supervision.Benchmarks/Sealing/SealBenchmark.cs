using System.Diagnostics;
using System.Text.Json;
using Supervision.Benchmarks.Measuring;
using Supervision.EventStore.Appending;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Redactions;
using Supervision.Server.Sealing;

namespace Supervision.Benchmarks.Sealing;

/// <summary>What sealing costs: the annotations of a full case. The floor writes and reads the same words as JSON in clear.</summary>
internal static class SealBenchmark
{
    private const int Annotations = AnnotationDecider.MaxAnnotations;

    public static void Run(bool isQuick)
    {
        var (rounds, stream) = (isQuick ? 5 : 25, new StreamKey("benchmark", Guid.CreateVersion7()));
        var key = new TextKey(Guid.CreateVersion7(), new byte[Box.KeyLength]);
        var words = new AnnotationWords(new('q', 60), new('p', 32), new('s', 32), new('n', 300));
        var all = Enumerable.Range(0, Annotations)
            .Select(_ => new Annotation(new(Guid.CreateVersion7()), new(0, 60, words.Quote, words.Prefix, words.Suffix), [], words.Note)).ToList();
        var (sealing, opening, writing, reading) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            var kept = all.ConvertAll(each => AnnotationSealing.Seal(key, stream, each));
            sealing.Add(PerText(began));

            began = Stopwatch.GetTimestamp();
            using (var opener = new CaseOpener(new TextOpener(key), Redacted.Nothing))
            {
                _ = kept.ConvertAll(each => AnnotationSealing.Open(opener, stream, each));
            }

            opening.Add(PerText(began));

            began = Stopwatch.GetTimestamp();
            var plain = all.ConvertAll(_ => JsonSerializer.SerializeToUtf8Bytes(words, AnnotationJson.Default.AnnotationWords));
            writing.Add(PerText(began));

            began = Stopwatch.GetTimestamp();
            _ = plain.ConvertAll(each => JsonSerializer.Deserialize(each, AnnotationJson.Default.AnnotationWords));
            reading.Add(PerText(began));
        }

        var table = new Table("µs a text", "ours", "floor");
        table.Add("sealed", Table.Spread(sealing), Table.Spread(writing));
        table.Add("opened", Table.Spread(opening), Table.Spread(reading));
        table.Print();
    }

    private static double PerText(long began) => Stopwatch.GetElapsedTime(began).TotalMicroseconds / Annotations;
}

using System.Collections.Immutable;
using System.Text;

namespace Supervision.Deidentification.Scoring;

/// <summary>The measures of the Text Anonymization Benchmark (Pilán and others 2022), written anew.</summary>
public static class Scorer
{
    /// <summary>Scores predictions by document id; a document without predictions has none.</summary>
    public static DeidentificationScore Score(IReadOnlyList<GoldDocument> gold, IReadOnlyDictionary<string, IReadOnlyList<PredictedSpan>> predictions)
    {
        ArgumentNullException.ThrowIfNull(gold);
        ArgumentNullException.ThrowIfNull(predictions);
        var tally = new Tally();
        foreach (var document in gold)
        {
            Count(new ScoredText(document.Text), document, predictions.GetValueOrDefault(document.Id) ?? [], tally);
        }
        return new(
            gold.Count,
            Share(tally.Direct),
            Share(tally.Quasi),
            Share(tally.Tokens),
            tally.Covered == 0 ? double.NaN : tally.Agreed / tally.Covered,
            tally.Leaking,
            tally.Clean.All,
            Share(tally.Clean),
            tally.ByKind.ToImmutableSortedDictionary(pair => pair.Key, pair => Share(pair.Value), StringComparer.Ordinal));
    }

    private static double Share((int Good, int All) count) => count.All == 0 ? double.NaN : (double)count.Good / count.All;

    private static void Count(ScoredText text, GoldDocument document, IReadOnlyList<PredictedSpan> predicted, Tally tally)
    {
        var covered = new bool[text.Length];
        foreach (var span in predicted)
        {
            covered.AsSpan(span.Start, span.End - span.Start).Fill(true);
        }
        var leaks = false;
        foreach (var annotator in document.Annotators)
        {
            foreach (var entity in annotator.Where(IsAsked).GroupBy(mention => mention.Entity))
            {
                var mentions = entity.ToList();
                var isDone = mentions.TrueForAll(mention => text.IsMasked(mention.Start, mention.End, covered));
                var isDirect = mentions.Exists(mention => mention.Status is "DIRECT");
                tally.Add(mentions[0].Kind, isDirect, isDone);
                foreach (var mention in mentions)
                {
                    leaks |= mention.Status is "DIRECT" && !text.IsMasked(mention.Start, mention.End, covered);
                    foreach (var (start, end) in text.WordsIn(mention.Start, mention.End))
                    {
                        tally.Tokens = Plus(tally.Tokens, text.IsMasked(start, end, covered));
                    }
                }
            }
        }
        tally.Leaking += leaks ? 1 : 0;
        Precision(text, document, covered, tally);
    }

    private static void Precision(ScoredText text, GoldDocument document, bool[] covered, Tally tally)
    {
        var marks = document.Annotators.Select(annotator =>
        {
            var marked = new bool[text.Length];
            foreach (var mention in annotator.Where(IsAsked))
            {
                marked.AsSpan(mention.Start, mention.End - mention.Start).Fill(true);
            }
            return marked;
        }).ToList();
        var words = 0;
        foreach (var (start, end) in Runs(covered))
        {
            foreach (var word in text.WordsIn(start, end))
            {
                words++;
                tally.Covered += marks.Count > 0 ? 1 : 0;
                tally.Agreed += marks.Count > 0 ? (double)marks.Count(marked => !marked.AsSpan(word.Start..word.End).Contains(false)) / marks.Count : 0;
            }
        }
        if (!document.Annotators.Any(annotator => annotator.Any(IsAsked)))
        {
            tally.Clean = Plus(tally.Clean, words > 0);
        }
    }

    private static IEnumerable<(int Start, int End)> Runs(bool[] covered)
    {
        for (var start = 0; start < covered.Length;)
        {
            if (!covered[start])
            {
                start++;
                continue;
            }
            var end = start;
            while (end < covered.Length && covered[end])
            {
                end++;
            }
            yield return (start, end);
            start = end;
        }
    }

    private static bool IsAsked(GoldMention mention) => mention.Status is "DIRECT" or "QUASI";

    private static (int Good, int All) Plus((int Good, int All) count, bool isGood) => (count.Good + (isGood ? 1 : 0), count.All + 1);

    private sealed class Tally
    {
        public (int Good, int All) Direct { get; private set; }

        public (int Good, int All) Quasi { get; private set; }

        public (int Good, int All) Tokens { get; set; }

        public (int Good, int All) Clean { get; set; }

        public double Agreed { get; set; }

        public int Covered { get; set; }

        public int Leaking { get; set; }

        public Dictionary<string, (int Good, int All)> ByKind { get; } = new(StringComparer.Ordinal);

        public void Add(string kind, bool isDirect, bool isDone)
        {
            (Direct, Quasi) = isDirect ? (Plus(Direct, isDone), Quasi) : (Direct, Plus(Quasi, isDone));
            ByKind[kind] = Plus(ByKind.GetValueOrDefault(kind), isDone);
        }
    }
}

/// <summary>A text in code points, and which of them a mask has to cover.</summary>
internal sealed class ScoredText(string text)
{
    private const string Ignored = " ,.-;:/&()[]–'\" ’“”\n\t\r";

    private static readonly HashSet<string> Small = [.. """
        a an the this that these those some any no every each all both either neither of in on at by for from to with without within into onto upon over under between
        among through during before after about against as since until till near via per towards toward across along around behind beside besides despite except inside
        outside off out up down like than amid and or but nor not s mr mrs ms nr
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    private readonly Rune[] _runes = [.. text.EnumerateRunes()];

    public int Length => _runes.Length;

    /// <summary>Whether all that matters of a passage is covered: not signs, not titles, not function words.</summary>
    public bool IsMasked(int start, int end, bool[] covered)
    {
        var exempt = new bool[end - start];
        foreach (var (from, to) in WordsIn(start, end))
        {
            var isWhole = (from == 0 || !Rune.IsLetterOrDigit(_runes[from - 1])) && (to == _runes.Length || !Rune.IsLetterOrDigit(_runes[to]));
            if (isWhole && Small.Contains(string.Concat(_runes[from..to].Select(rune => Rune.ToLowerInvariant(rune).ToString()))))
            {
                exempt.AsSpan(from - start, to - from).Fill(true);
            }
        }
        for (var i = start; i < end; i++)
        {
            if (!covered[i] && !exempt[i - start] && !(_runes[i].IsBmp && Ignored.Contains((char)_runes[i].Value, StringComparison.Ordinal)))
            {
                return false;
            }
        }
        return true;
    }

    public IEnumerable<(int Start, int End)> WordsIn(int start, int end)
    {
        for (var i = start; i < end;)
        {
            var from = i;
            while (i < end && (Rune.IsLetterOrDigit(_runes[i]) || _runes[i].Value == '_'))
            {
                i++;
            }
            if (i > from)
            {
                yield return (from, i);
            }
            else
            {
                i++;
            }
        }
    }
}

using System.Collections.Immutable;
using Supervision.Deidentification.Scoring;

namespace Supervision.Deidentification.Tests;

public sealed class Scoring
{
    private const string Text = "Mr Hale 😀 met Ann Lee in Rye.";

    // In code points: Hale 3-7, Ann Lee 14-21, Rye 25-28.
    private static readonly ImmutableArray<GoldDocument> Gold =
    [
        new("a", Text, [[new(0, 7, "PERSON", "DIRECT", 1), new(14, 21, "PERSON", "QUASI", 2), new(25, 28, "LOC", "QUASI", 3)], [new(3, 7, "PERSON", "DIRECT", 1)]]),
        new("b", "All is calm.", [[]]),
    ];

    [Fact]
    public void Counts_entities_words_and_leaks()
    {
        var score = Score(("a", 3, 7), ("a", 14, 17));

        Assert.Equal(1, score.DirectRecall);
        Assert.Equal(0, score.QuasiRecall);
        Assert.Equal(0.75, score.TokenPrecision);
        Assert.Equal(4 / 6.0, score.TokenRecall);
        Assert.Equal(0, score.LeakingDocuments);
        Assert.Equal((1, 0), (score.CleanDocuments, score.CleanDocumentsMasked));
        Assert.Equal(0, score.RecallByKind["LOC"]);
    }

    [Fact]
    public void A_direct_mention_left_open_leaks_and_a_clean_text_masked_counts()
    {
        var score = Score(("a", 4, 7), ("b", 0, 3));

        Assert.Equal(0, score.DirectRecall);
        Assert.Equal(1, score.LeakingDocuments);
        Assert.Equal(1, score.CleanDocumentsMasked);
    }

    [Fact]
    public void Code_points_are_counted_once_for_a_pair()
    {
        var places = new CodePoints(Text);

        Assert.Equal((3, 14, 28), (places.Of(3), places.Of(Text.IndexOf("Ann", StringComparison.Ordinal)), places.Of(Text.Length - 1)));
    }

    private static DeidentificationScore Score(params (string Id, int Start, int End)[] spans) => Scorer.Score(
        Gold,
        spans.GroupBy(span => span.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, IReadOnlyList<PredictedSpan> (group) => [.. group.Select(span => new PredictedSpan(span.Start, span.End))], StringComparer.Ordinal));
}

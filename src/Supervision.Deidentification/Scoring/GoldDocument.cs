using System.Collections.Immutable;

namespace Supervision.Deidentification.Scoring;

/// <summary>A passage that an annotator looked at, in Unicode code points, half-open.</summary>
/// <param name="Start">The first code point.</param>
/// <param name="End">Past the last code point.</param>
/// <param name="Kind">The corpus's own name of the kind.</param>
/// <param name="Status">DIRECT, QUASI or NO_MASK.</param>
/// <param name="Entity">The same number for the same thing, within one annotator.</param>
public sealed record GoldMention(int Start, int End, string Kind, string Status, int Entity);

/// <summary>A text with what each annotator marked in it.</summary>
/// <param name="Id">Names it in predictions.</param>
/// <param name="Text">As annotated.</param>
/// <param name="Annotators">Each annotator's mentions.</param>
public sealed record GoldDocument(string Id, string Text, ImmutableArray<ImmutableArray<GoldMention>> Annotators);

/// <summary>A passage that a system found, in Unicode code points, half-open.</summary>
public readonly record struct PredictedSpan(int Start, int End);

/// <summary>How well predictions cover what annotators would mask. NaN where there was nothing to count.</summary>
/// <param name="Documents">Of the gold file.</param>
/// <param name="DirectRecall">Share of direct identifiers all of whose mentions are covered, over annotators (ER_di).</param>
/// <param name="QuasiRecall">The same for quasi identifiers (ER_qi).</param>
/// <param name="TokenRecall">Share of the words to mask that are covered.</param>
/// <param name="TokenPrecision">Over the covered words, the share of annotators who masked them.</param>
/// <param name="LeakingDocuments">Documents with a direct mention left open.</param>
/// <param name="CleanDocuments">Documents in which no annotator masked anything.</param>
/// <param name="CleanDocumentsMasked">Share of these in which at least one word is covered.</param>
/// <param name="RecallByKind">Share of entities covered, by the corpus's kinds.</param>
public sealed record DeidentificationScore(
    int Documents,
    double DirectRecall,
    double QuasiRecall,
    double TokenRecall,
    double TokenPrecision,
    int LeakingDocuments,
    int CleanDocuments,
    double CleanDocumentsMasked,
    ImmutableSortedDictionary<string, double> RecallByKind);

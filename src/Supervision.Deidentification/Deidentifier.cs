using System.Collections.Immutable;
using Supervision.Deidentification.Disguising;
using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;
using Supervision.Deidentification.Recognising;

namespace Supervision.Deidentification;

/// <summary>
/// Finds what may identify someone in a text. Pure: the same text, lists and memory give the same findings on every machine.
/// Safe for use by many threads at once.
/// </summary>
public sealed class Deidentifier
{
    /// <summary>Of the rules and lists; changes whenever a finding could.</summary>
    public const string RuleVersion = "2026.11.2";

    /// <summary>At least this much is the strong tier.</summary>
    public const double StrongScore = 0.65;

    /// <summary>At least this much is the middle tier.</summary>
    public const double MiddleScore = 0.35;

    private static readonly Lazy<Deidentifier> LoadedOnce = new(() => new());

    private readonly WordList _words;
    private readonly PhraseSet _terms;

    // The two lists beside each other: each is work for a processor, and whoever waits for the first check waits for both.
    private Deidentifier()
    {
        var (words, terms) = (default(WordList), default(PhraseSet));
        Parallel.Invoke(() => words = WordList.Load(), () => terms = Terms.Load());
        (_words, _terms) = (words!, terms!);
    }

    /// <summary>The only one; the first use loads the lists, which takes some tens of milliseconds.</summary>
    public static Deidentifier Shared => LoadedOnce.Value;

    /// <summary>Finds what may identify someone.</summary>
    /// <param name="text">Of any length; the time it takes grows with it in proportion.</param>
    /// <param name="own">The author's own words; none unless given.</param>
    /// <param name="memory">What has been disguised before in this case; nothing unless given.</param>
    public ScanResult Scan(string text, PersonalList? own = null, CaseMemory? memory = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = new ScannedText(text, _words, _terms);
        var found = Recogniser.Run(read);
        Known.Add(read, own ?? PersonalList.Empty, memory, found);
        Propagation.Add(read, found);
        Aliases.Add(read, found);
        Neighbours.Add(read, found);
        var kept = Resolution.Resolve(read, found.All);
        var withdrawn = Known.Withdraw(read, own ?? PersonalList.Empty, kept);
        var entities = new Entities(read, kept);
        var disguise = new Disguise(read, kept, entities, memory ?? CaseMemory.Empty);
        return new(
            RuleVersion,
            [.. kept.Select((one, i) => Of(read, one, entities.Of(i), disguise.For(i)))],
            [.. withdrawn.Select((one, i) => Of(read, one, entities.Count + i, []))]);
    }

    internal TermFlags TermsOf(string folded) => _terms.Find(Folding.Hash(folded));

    internal WordFlags LexicalOf(string folded) => _words.Find(folded);

    private static Finding Of(ScannedText text, in Candidate one, int entity, ImmutableArray<Suggestion> suggestions)
    {
        var tier = one.Score >= StrongScore ? Tier.Strong : one.Score >= MiddleScore ? Tier.Middle : Tier.Weak;
        return new(SpanOf(text, one), one.Kind, Kinds.IdentificationOf(one.Kind), tier, one.Score, one.Rule.Id, one.Rule.Why, entity, suggestions);
    }

    private static TextSpan SpanOf(ScannedText text, in Candidate one)
    {
        ref var last = ref text.Tokens[one.Past - 1];
        return new(text.Tokens[one.First].Start, last.Kind is TokenKind.Word ? last.Core : last.End);
    }
}

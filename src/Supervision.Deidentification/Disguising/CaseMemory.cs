using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Supervision.Deidentification.Disguising;

/// <summary>Something that has been disguised in a case. Holds no original words: only marks of them, made with the case's key.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Opener">The mark of its first word.</param>
/// <param name="Phrase">The mark of the whole.</param>
/// <param name="Parts">Words that stand for it alone, such as a first name or a surname.</param>
/// <param name="Replacement">What stands instead of the whole.</param>
public sealed record KnownEntity(IdentifierKind Kind, string Opener, string Phrase, ImmutableArray<KnownPart> Parts, string Replacement);

/// <summary>A word that stands for a known entity by itself, as a mark, and what stands instead.</summary>
public sealed record KnownPart(string Mark, string Replacement);

/// <summary>
/// What has been disguised in one case, so that the same person keeps the same pseudonym in every text of it. Immutable. Keep it
/// sealed under the case's key: whoever has both the marks and the key can try names against them.
/// </summary>
public sealed class CaseMemory
{
    private const int MarkBytes = 12;
    private const int LongestPhrase = 6;

    private readonly byte[] _key;
    private readonly Dictionary<string, (KnownEntity Entity, KnownPart Part)> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownEntity> _phrases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _openers = new(StringComparer.Ordinal);

    /// <param name="key">Of this case alone, any length; decides pseudonyms, marks and the shift of dates.</param>
    /// <param name="entities">What has been disguised so far.</param>
    public CaseMemory(ReadOnlySpan<byte> key, IEnumerable<KnownEntity> entities)
    {
        _key = key.ToArray();
        Entities = [.. entities];
        foreach (var entity in Entities)
        {
            _openers.Add(entity.Opener);
            _phrases.TryAdd(entity.Phrase, entity);
            foreach (var part in entity.Parts)
            {
                _parts.TryAdd(part.Mark, (entity, part));
            }
        }
    }

    /// <summary>Of no case: nothing remembered, pseudonyms by the words alone.</summary>
    public static CaseMemory Empty { get; } = new([], []);

    /// <summary>In the order in which they were remembered.</summary>
    public ImmutableArray<KnownEntity> Entities { get; }

    /// <summary>By how many days the case's dates are moved: 15 to 180 forwards or backwards, never 0.</summary>
    public int DaysShifted
    {
        get
        {
            var draw = Draw("days");
            var days = 15 + (int)(draw % 166);
            return (draw & 0x10000) == 0 ? days : -days;
        }
    }

    internal bool IsEmpty => Entities.IsEmpty;

    /// <summary>Remembers what the author has put in place of words. The same words again change nothing.</summary>
    /// <param name="words">As they stood in the text; not kept.</param>
    /// <param name="kind">What they are.</param>
    /// <param name="replacement">What stands instead.</param>
    public CaseMemory Remember(string words, IdentifierKind kind, string replacement)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(replacement);
        var folded = FoldedWords.Of(words);
        if (folded.Count is 0 or > LongestPhrase || _phrases.ContainsKey(MarkOf(string.Join(' ', folded))))
        {
            return this;
        }
        var instead = FoldedWords.WordsOf(replacement);
        var parts = ImmutableArray.CreateBuilder<KnownPart>();
        for (var i = 0; i < folded.Count; i++)
        {
            if (FoldedWords.StandsAlone(folded[i], kind))
            {
                parts.Add(new(MarkOf(folded[i]), instead.Count == folded.Count ? instead[i] : kind is IdentifierKind.Person && i == folded.Count - 1 && instead.Count > 1 ? instead[^1] : instead.Count > 0 && kind is IdentifierKind.Person ? instead[0] : replacement));
            }
        }
        return new(_key, Entities.Add(new(kind, MarkOf(folded[0]), MarkOf(string.Join(' ', folded)), parts.ToImmutable(), replacement)));
    }

    internal bool IsOpener(string mark) => _openers.Contains(mark);

    internal (KnownEntity Entity, KnownPart Part)? PartOf(string mark) => _parts.TryGetValue(mark, out var part) ? part : null;

    internal KnownEntity? PhraseOf(string mark) => _phrases.GetValueOrDefault(mark);

    internal string MarkOf(string folded) => Convert.ToHexStringLower(Hash(folded).AsSpan(0, MarkBytes));

    /// <summary>A number that the case's key and the words decide.</summary>
    internal uint Draw(string folded) => BitConverter.ToUInt32(Hash("draw\0" + folded));

    private byte[] Hash(string folded) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(folded));
}

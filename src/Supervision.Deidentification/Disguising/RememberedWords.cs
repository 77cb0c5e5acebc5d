using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Disguising;

/// <summary>Finds a case's known entities in a text, by the marks of its words; each distinct word is marked once.</summary>
internal sealed class RememberedWords(ScannedText text, CaseMemory memory)
{
    private readonly string?[] _marks = new string?[text.Words.Length];

    public int Match(int token, out IdentifierKind kind)
    {
        kind = default;
        if (Phrase(token, ref kind) is var phrase && phrase > token)
        {
            return phrase;
        }
        var past = token;
        while (past < text.Count && text.Tokens[past].Word >= 0 && (past == token || text.Follows(past)) && IsNameHere(past) && memory.PartOf(MarkOf(past)) is { } part && (past == token || part.Entity.Kind == kind))
        {
            kind = part.Entity.Kind;
            past++;
        }
        return past;
    }

    /// <summary>What stands instead of the words from one token to another, if the case knows them.</summary>
    public string? Replacement(int first, int past)
    {
        var kind = default(IdentifierKind);
        if (Phrase(first, ref kind) == past && memory.PhraseOf(memory.MarkOf(Joined(first, past))) is { } entity)
        {
            return entity.Replacement;
        }
        var parts = new List<string>();
        for (var token = first; token < past; token++)
        {
            if (text.Tokens[token].Word < 0)
            {
                continue;
            }
            if (PartOf(token) is not { } part)
            {
                if (past - first > 1 && FoldedWords.StandsAlone(FoldedOf(token), IdentifierKind.Person))
                {
                    // A name with a part that is new: the rest is invented beside what is known.
                    return null;
                }
                continue;
            }
            if (!parts.Contains(part, StringComparer.Ordinal))
            {
                parts.Add(part);
            }
        }
        return parts.Count > 0 ? string.Join(' ', parts) : null;
    }

    /// <summary>What stands instead of a word by itself, if the case knows it.</summary>
    public string? PartOf(int token) => text.Tokens[token].Word >= 0 ? memory.PartOf(MarkOf(token))?.Part.Replacement : null;

    // A name that is also a word counts with its capital only.
    private bool IsNameHere(int token) => text.Tokens[token].Shape is not Shape.Lower || !text.Has(token, WordFlags.Known);

    private string MarkOf(int token) => _marks[text.Tokens[token].Word] ??= memory.MarkOf(FoldedOf(token));

    private string FoldedOf(int token) => FoldedWords.Fold(text.Text.AsSpan(text.Tokens[token].Start, text.LengthOf(token)));

    private string Joined(int first, int past)
    {
        var words = new List<string>();
        for (var token = first; token < past; token++)
        {
            if (text.Tokens[token].Word >= 0)
            {
                words.Add(FoldedOf(token));
            }
        }
        return string.Join(' ', words);
    }

    private int Phrase(int token, ref IdentifierKind kind)
    {
        if (text.Tokens[token].Word < 0 || !IsNameHere(token) || !memory.IsOpener(MarkOf(token)))
        {
            return token;
        }
        for (var (past, words, longest) = (token + 1, 1, token); ; past++)
        {
            if (text.Tokens[past - 1].Word >= 0 && memory.PhraseOf(memory.MarkOf(Joined(token, past))) is { } entity)
            {
                (kind, longest) = (entity.Kind, past);
            }
            if (past >= text.Count || text.Tokens[past].Gap > 2 || words >= PhraseSet.Longest)
            {
                return longest;
            }
            words += text.Tokens[past].Word >= 0 ? 1 : 0;
        }
    }
}

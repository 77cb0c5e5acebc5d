using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Lexicon;

/// <summary>Words and phrases with flags, found by the hashes of their words.</summary>
internal sealed class PhraseSet
{
    public const int Longest = 6;

    private readonly Dictionary<ulong, TermFlags> _words = [];
    private readonly Dictionary<ulong, TermFlags> _phrases = [];

    public bool IsEmpty => _words.Count == 0;

    public void AddAll(IEnumerable<string> terms)
    {
        foreach (var term in terms)
        {
            Add(term, TermFlags.Safe);
        }
    }

    public void Add(ReadOnlySpan<char> term, TermFlags flag)
    {
        Span<ulong> words = stackalloc ulong[Longest];
        var count = Tokenizer.HashesOf(term, words);
        if (count == 1)
        {
            _words[words[0]] = _words.GetValueOrDefault(words[0]) | flag;
        }
        else if (count > 1)
        {
            var phrase = Folding.Start;
            foreach (var word in words[..count])
            {
                phrase = Folding.Join(phrase, word);
            }
            _phrases[phrase] = _phrases.GetValueOrDefault(phrase) | flag;
            _words[words[0]] = _words.GetValueOrDefault(words[0]) | TermFlags.Opens;
        }
    }

    public TermFlags Find(ulong word) => _words.GetValueOrDefault(word);

    public TermFlags FindPhrase(ulong phrase) => _phrases.GetValueOrDefault(phrase);
}

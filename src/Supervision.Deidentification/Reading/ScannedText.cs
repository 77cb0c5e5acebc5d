using System.Runtime.InteropServices;
using Supervision.Deidentification.Lexicon;

namespace Supervision.Deidentification.Reading;

/// <summary>A text as the rules see it: its tokens, its distinct words and what the lists say of them.</summary>
internal sealed class ScannedText
{
    private readonly Dictionary<ulong, int> _indexOf = [];
    private readonly List<Word> _words = [];
    private readonly List<Token> _tokens = [];

    public ScannedText(string text, WordList words, PhraseSet terms)
    {
        Text = text;
        Terms = terms;
        _tokens.EnsureCapacity((text.Length / 5) + 8);
        Tokenizer.Cut(text, _tokens);
        Know(words, terms);
        Sentences.Mark(this);
        CountUses();
    }

    public string Text { get; }

    public PhraseSet Terms { get; }

    public Span<Token> Tokens => CollectionsMarshal.AsSpan(_tokens);

    public Span<Word> Words => CollectionsMarshal.AsSpan(_words);

    public int Count => _tokens.Count;

    public ReadOnlySpan<char> Of(int token) => Text.AsSpan(_tokens[token].Start, _tokens[token].End - _tokens[token].Start);

    public bool IsWord(int token) => token >= 0 && token < Count && _tokens[token].Kind is TokenKind.Word;

    /// <summary>I'm, that'll, don't.</summary>
    public bool IsContraction(int token)
    {
        if (!IsWord(token))
        {
            return false;
        }
        var end = Of(token);
        var mark = end.LastIndexOfAny('\'', '\u2019');
        return mark > 0 && (end[(mark + 1)..] is "m" or "ve" or "re" or "ll" or "d" or "M" or "VE" or "RE" or "LL" or "D" || (end[(mark + 1)..] is "t" or "T" && end[mark - 1] is 'n' or 'N'));
    }

    public bool IsNumber(int token) => token >= 0 && token < Count && _tokens[token].Kind is TokenKind.Number;

    public bool IsSign(int token, char sign) => token >= 0 && token < Count && _tokens[token].Kind is TokenKind.Sign && Text[_tokens[token].Start] == sign;

    public bool IsDash(int token) =>
        token >= 0 && token < Count && _tokens[token].Kind is TokenKind.Sign && Text[_tokens[token].Start] is '-' or '\u2010' or '\u2011' or '\u2013' or '\u2014';

    public TermFlags TermsOf(int token) => token >= 0 && token < Count && _tokens[token].Word >= 0 ? Words[_tokens[token].Word].Terms : TermFlags.None;

    public WordFlags LexicalOf(int token) => token >= 0 && token < Count && _tokens[token].Word >= 0 ? Words[_tokens[token].Word].Lexical : WordFlags.None;

    public bool Has(int token, TermFlags any) => (TermsOf(token) & any) != TermFlags.None;

    public bool Has(int token, WordFlags any) => (LexicalOf(token) & any) != WordFlags.None;

    public bool Is(int token, ulong hash) => token >= 0 && token < Count && _tokens[token].Word >= 0 && Words[_tokens[token].Word].Hash == hash;

    public int LengthOf(int token) => _tokens[token].Core - _tokens[token].Start;

    public int Digits(int token) => IsNumber(token) && LengthOf(token) <= 9 ? int.Parse(Text.AsSpan(_tokens[token].Start, LengthOf(token)), System.Globalization.CultureInfo.InvariantCulture) : -1;

    /// <summary>Whether nothing stands between a token and the one before it.</summary>
    public bool Touches(int token) => token > 0 && token < Count && _tokens[token].Gap == 0;

    /// <summary>Whether a token stands in the same line as the one before it.</summary>
    public bool Follows(int token) => token > 0 && token < Count && _tokens[token].Gap <= 1;

    /// <summary>The end of the longest listed phrase that begins here, with its flags; the token itself when there is none.</summary>
    public int Phrase(PhraseSet set, int token, out TermFlags flags)
    {
        flags = TermFlags.None;
        var longest = token;
        if (token >= Count || _tokens[token].Word < 0 || (set.Find(Words[_tokens[token].Word].Hash) & TermFlags.Opens) == TermFlags.None)
        {
            return longest;
        }
        var phrase = Folding.Join(Folding.Start, Words[_tokens[token].Word].Hash);
        for (var (at, words) = (token + 1, 1); at < Count && words < PhraseSet.Longest; at++)
        {
            if (_tokens[at].Gap > 2)
            {
                break;
            }
            if (_tokens[at].Word < 0)
            {
                if (Text[_tokens[at].Start] is not ('-' or '\'' or '\u2019' or '.' or '/' or '&' or '\u2011' or '\u2010'))
                {
                    break;
                }
                continue;
            }
            phrase = Folding.Join(phrase, Words[_tokens[at].Word].Hash);
            words++;
            if (set.FindPhrase(phrase) is not TermFlags.None and var found)
            {
                flags = found;
                longest = at + 1;
            }
        }
        return longest;
    }

    private void Know(WordList list, PhraseSet terms)
    {
        Span<char> folded = stackalloc char[64];
        var tokens = Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            ref var token = ref tokens[i];
            if (token.Kind is TokenKind.Sign)
            {
                continue;
            }
            var letters = Text.AsSpan(token.Start, token.Core - token.Start);
            var hash = Folding.Hash(letters);
            ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indexOf, hash, out var exists);
            if (!exists)
            {
                index = _words.Count;
                var length = token.Kind is TokenKind.Word ? Fold(letters, folded) : 0;
                _words.Add(new()
                {
                    Hash = hash,
                    Length = letters.Length,
                    Lexical = length > 0 ? list.Find(folded[..length]) : WordFlags.None,
                    Terms = terms.Find(hash),
                });
            }
            token.Word = index;
        }
    }

    private static int Fold(ReadOnlySpan<char> letters, Span<char> folded)
    {
        var length = 0;
        foreach (var letter in letters.Length <= folded.Length ? letters : [])
        {
            if (letter is < '\u0300' or > '\u036F')
            {
                folded[length++] = Folding.Of(letter);
            }
        }
        return length;
    }

    private void CountUses()
    {
        var words = Words;
        foreach (ref readonly var token in Tokens)
        {
            if (token.Word >= 0)
            {
                ref var word = ref words[token.Word];
                word.Total++;
                word.Lower += token.Shape is Shape.Lower ? 1 : 0;
                word.Capital += token.Shape is Shape.Capital or Shape.Upper && !token.Opens && !token.Shouted ? 1 : 0;
            }
        }
    }
}

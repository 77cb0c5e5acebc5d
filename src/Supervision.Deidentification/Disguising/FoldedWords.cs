using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Disguising;

/// <summary>The words of a passage, in lower case and without accents.</summary>
internal static class FoldedWords
{
    public static IReadOnlyList<string> Of(string passage) => [.. Cut(passage).Select(token => Fold(passage.AsSpan(token.Start, token.Core - token.Start)))];

    public static IReadOnlyList<string> WordsOf(string passage) => [.. Cut(passage).Select(token => passage[token.Start..token.Core])];

    public static string Fold(ReadOnlySpan<char> word)
    {
        var letters = new System.Text.StringBuilder(word.Length);
        foreach (var letter in word)
        {
            if (letter is < '\u0300' or > '\u036F')
            {
                letters.Append(Folding.Of(letter));
            }
        }
        return letters.ToString();
    }

    /// <summary>Whether one word of a name stands for the whole: "Hospital" does not, "Anna" does.</summary>
    public static bool StandsAlone(string folded, IdentifierKind kind)
    {
        const TermFlags Never = TermFlags.Function | TermFlags.Title | TermFlags.Connector | TermFlags.Filler | TermFlags.OrgHead | TermFlags.PlaceHead | TermFlags.PlaceLead | TermFlags.Legal | TermFlags.Kin | TermFlags.Number;
        return folded.Length > 1 && (Deidentifier.Shared.TermsOf(folded) & Never) == TermFlags.None
            && (kind is IdentifierKind.Person or IdentifierKind.Handle || (Deidentifier.Shared.LexicalOf(folded) & WordFlags.Known) == WordFlags.None);
    }

    private static IEnumerable<Token> Cut(string passage)
    {
        var tokens = new List<Token>();
        Tokenizer.Cut(passage, tokens);
        return tokens.Where(token => token.Kind is not TokenKind.Sign);
    }
}

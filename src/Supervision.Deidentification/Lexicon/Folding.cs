namespace Supervision.Deidentification.Lexicon;

/// <summary>Lower case without accents, the same in every culture, and the hash that all lists are keyed by.</summary>
internal static class Folding
{
    public const ulong Start = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    // The base letters of U+00C0 to U+024F and of U+1E00 to U+1EFF; a dot where there is none.
    private const string Extended =
        "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiii"
        + "iiii..jjkk.llllll..llnnnnnn.nnoooooooorrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz............................."
        + "....oo.............uu............................aaiioouuuuuuuuuu.aaaaaa..ggkkoooo..j...gg..nnaaaaooaaaaeeeeii"
        + "iioooorrrruuuusstt..hh......aaeeooooooooyy............................";

    private const string Additional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrsssssssssstttt"
        + "ttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy....s.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooo"
        + "oooooooouuuuuuuuuuuuuuyyyyyyyy......";

    public static char Of(char letter) => letter switch
    {
        >= 'A' and <= 'Z' => (char)(letter | 0x20),
        < '\u0080' => letter,
        '\u2019' or '\u02BC' => '\'',
        >= '\u00C0' and <= '\u024F' when Extended[letter - 0xC0] is not '.' and var plain => plain,
        >= '\u1E00' and <= '\u1EFF' when Additional[letter - 0x1E00] is not '.' and var plain => plain,
        _ => char.ToLowerInvariant(letter),
    };

    public static ulong Step(ulong hash, char folded) => (hash ^ folded) * Prime;

    public static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = Start;
        foreach (var letter in word)
        {
            // Combining marks of decomposed text.
            if (letter is < '\u0300' or > '\u036F')
            {
                hash = Step(hash, Of(letter));
            }
        }
        return hash;
    }

    /// <summary>The hash of a phrase from the hashes of its words.</summary>
    public static ulong Join(ulong phrase, ulong word) => (((phrase << 7) | (phrase >> 57)) ^ word) * Prime;
}

using Supervision.Deidentification.Lexicon;

namespace Supervision.Deidentification.Reading;

/// <summary>A distinct word of a text, whatever its case, and how the text uses it.</summary>
internal struct Word
{
    public ulong Hash;
    public int Length;
    public WordFlags Lexical;
    public TermFlags Terms;

    /// <summary>How often in lower case.</summary>
    public int Lower;

    /// <summary>How often with a capital inside a sentence.</summary>
    public int Capital;

    public int Total;
}

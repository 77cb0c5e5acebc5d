namespace Supervision.Deidentification.Lexicon;

/// <summary>What the lists say of a word. The values stand in words.bin.br; Sources/make-lexicon.mjs writes them.</summary>
[Flags]
internal enum WordFlags
{
    None = 0,

    /// <summary>Among the most frequent English words.</summary>
    Frequent = 1,

    /// <summary>A common English word.</summary>
    Common = 2,

    /// <summary>In an unabridged English dictionary, in lower case.</summary>
    Known = 4,

    Feminine = 8,
    Masculine = 16,

    /// <summary>In a large list of first names and surnames of all countries.</summary>
    Name = 32,

    /// <summary>In the dictionary with a capital only.</summary>
    Proper = 64,

    Place = 128,
    BigPlace = 256,
    Occupation = 512,
    Illness = 1024,
    Country = 2048,

    FirstName = Feminine | Masculine,
    AnyPlace = Place | BigPlace | Country,
    Listed = FirstName | Name | Proper | AnyPlace,
}

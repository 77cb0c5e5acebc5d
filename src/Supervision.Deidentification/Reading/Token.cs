namespace Supervision.Deidentification.Reading;

internal enum TokenKind : byte
{
    /// <summary>Letters, with apostrophes inside.</summary>
    Word,

    /// <summary>Digits.</summary>
    Number,

    /// <summary>Letters and digits.</summary>
    Mixed,

    /// <summary>One sign.</summary>
    Sign,
}

internal enum Shape : byte
{
    None,
    Lower,

    /// <summary>The first letter is a capital, and it is not the only kind of letter.</summary>
    Capital,

    /// <summary>Two or more letters, capitals only.</summary>
    Upper,

    /// <summary>One capital letter.</summary>
    Single,
}

/// <param name="Start">In UTF-16 units.</param>
/// <param name="End">Past the last unit; a possessive 's is part of the token.</param>
/// <param name="Core">Past the last unit without a possessive 's.</param>
/// <param name="Word">The index of the distinct word; -1 for signs.</param>
/// <param name="Gap">White space before it: 0 none, 1 within the line, 2 a line break, 3 an empty line.</param>
/// <param name="Opens">It begins a sentence, a line or a quotation.</param>
/// <param name="Shouted">It stands among words in capitals only, so that its capitals say nothing.</param>
internal record struct Token(int Start, int End, int Core, TokenKind Kind, Shape Shape, int Word, byte Gap, bool Opens, bool Shouted);

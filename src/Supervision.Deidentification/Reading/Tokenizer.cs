using System.Text;
using Supervision.Deidentification.Lexicon;

namespace Supervision.Deidentification.Reading;

/// <summary>Cuts a text into tokens, once from left to right.</summary>
internal static class Tokenizer
{
    public static void Cut(string text, List<Token> tokens)
    {
        var gap = (byte)3;
        for (var at = 0; at < text.Length;)
        {
            var end = Skip(text, at, ref gap);
            if (end == at)
            {
                var token = Next(text, at);
                tokens.Add(token with { Gap = gap });
                end = token.End;
                gap = 0;
            }
            at = end;
        }
    }

    /// <summary>The hashes of the words of a short phrase; 0 if they are too many.</summary>
    public static int HashesOf(ReadOnlySpan<char> phrase, Span<ulong> hashes)
    {
        var count = 0;
        for (var at = 0; at < phrase.Length;)
        {
            var token = Next(phrase, at);
            if (token.Kind is not TokenKind.Sign)
            {
                if (count == hashes.Length)
                {
                    return 0;
                }
                hashes[count++] = Folding.Hash(phrase[token.Start..token.Core]);
            }
            at = token.End;
        }
        return count;
    }

    private static int Skip(string text, int at, ref byte gap)
    {
        var breaks = 0;
        var start = at;
        for (; at < text.Length && char.IsWhiteSpace(text[at]); at++)
        {
            breaks += text[at] is '\n' || (text[at] is '\r' && !(at + 1 < text.Length && text[at + 1] is '\n')) ? 1 : 0;
        }
        if (at > start)
        {
            gap = (byte)Math.Max(gap, 1 + Math.Min(2, breaks));
        }
        return at;
    }

    private static Token Next(ReadOnlySpan<char> text, int start)
    {
        var (letters, digits, capitals, firstIsCapital) = (0, 0, 0, false);
        var at = start;
        while (at < text.Length)
        {
            var size = Classify(text, at, out var isLetter, out var isDigit, out var isUpper);
            if (isLetter)
            {
                firstIsCapital |= letters == 0 && digits == 0 && isUpper;
                letters++;
                capitals += isUpper ? 1 : 0;
            }
            else if (isDigit)
            {
                digits++;
            }
            else if (!(at > start && digits == 0 && IsApostrophe(text[at]) && at + 1 < text.Length && char.IsLetter(text[at + 1]))
                && !(at > start && IsJoiner(text, at)))
            {
                break;
            }
            at += size;
        }
        if (at == start)
        {
            var size = char.IsHighSurrogate(text[start]) && start + 1 < text.Length && char.IsLowSurrogate(text[start + 1]) ? 2 : 1;
            return new(start, start + size, start + size, TokenKind.Sign, Shape.None, -1, 0, false, false);
        }
        var core = letters > 2 && at - start > 2 && IsApostrophe(text[at - 2]) && text[at - 1] is 's' or 'S' && IsApostrophe(text[at - 2]) ? at - 2 : at;
        var owned = letters - (core < at ? 1 : 0);
        var shape = (letters, capitals) switch
        {
            (0, _) => Shape.None,
            (_, 0) => Shape.Lower,
            _ when owned == 1 && firstIsCapital => Shape.Single,
            _ when capitals >= owned && owned > 1 => Shape.Upper,
            _ when firstIsCapital || capitals > 0 => Shape.Capital,
            _ => Shape.Lower,
        };
        var kind = digits == 0 ? TokenKind.Word : letters == 0 ? TokenKind.Number : TokenKind.Mixed;
        return new(start, at, core, kind, shape, 0, 0, false, false);
    }

    private static int Classify(ReadOnlySpan<char> text, int at, out bool isLetter, out bool isDigit, out bool isUpper)
    {
        var unit = text[at];
        isDigit = char.IsAsciiDigit(unit);
        isUpper = char.IsUpper(unit);
        isLetter = char.IsLetter(unit);
        if (!char.IsHighSurrogate(unit) || at + 1 >= text.Length || !Rune.TryCreate(unit, text[at + 1], out var rune))
        {
            return 1;
        }
        isLetter = Rune.IsLetter(rune);
        isUpper = Rune.IsUpper(rune);
        return 2;
    }

    private static bool IsApostrophe(char unit) => unit is '\'' or '\u2019' or '\u02BC';

    // Combining marks and soft hyphens belong to the word they stand in.
    private static bool IsJoiner(ReadOnlySpan<char> text, int at) => text[at] is (>= '\u0300' and <= '\u036F') or '\u00AD' or '\u200D';
}

using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization;
using Supervision.EventStore.Deciding;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Cases;

[JsonConverter(typeof(KebabCase<BlockKind>))]
internal enum BlockKind
{
    Heading, Paragraph, Turn,
}

/// <summary>A stretch of a case's text, half-open <c>[Start, End)</c> in UTF-16 units.</summary>
/// <param name="Time">Of a turn: hours, minutes, seconds since the recording began, <c>hh:mm:ss</c>.</param>
internal sealed record Block(BlockKind Kind, int Start, int End, string? Speaker = null, string? Time = null);

/// <summary>
/// A text as a case keeps it: lines end with \n, nothing but \n and \t controls; characters are left as they were written.
/// Blocks are in order and do not overlap; only white space stands between them.
/// </summary>
internal sealed record CaseText(string Text, ImmutableArray<Block> Blocks)
{
    public const int MaxLength = 200_000;

    public static CaseTextReading Read(string raw)
    {
        // Line ends shorten a text to a half at the most.
        if (raw.Length > 2 * MaxLength)
        {
            return new CaseTextReading.TooLong();
        }
        if (CleanText.FaultIn(raw) is { } fault)
        {
            return new CaseTextReading.Malformed(fault.Line, fault.Detail);
        }
        return PlainTextBlocks.Of(CleanText.Normalise(raw)) switch
        {
            { Text.Length: > MaxLength } => new CaseTextReading.TooLong(),
            { Blocks.IsEmpty: true } => new CaseTextReading.Malformed(1, "The text is empty."),
            var text => new CaseTextReading.Read(text),
        };
    }

    /// <summary>A text whose blocks are known, as a transcript's.</summary>
    public static CaseTextReading Read(string raw, IReadOnlyList<Block> blocks)
    {
        if (raw.Length > 2 * MaxLength)
        {
            return new CaseTextReading.TooLong();
        }
        if (CleanText.FaultIn(raw) is { } fault)
        {
            return new CaseTextReading.Malformed(fault.Line, fault.Detail);
        }
        var text = CleanText.Normalise(raw);
        return text.Length > MaxLength ? new CaseTextReading.TooLong()
            : FaultIn(blocks, text) is { } detail ? new CaseTextReading.Malformed(1, detail)
            : new CaseTextReading.Read(new(text, [.. blocks]));
    }

    private static string? FaultIn(IReadOnlyList<Block> blocks, string text)
    {
        var end = 0;
        foreach (var block in blocks)
        {
            if (block is null || block.Start < end || block.End <= block.Start || block.End > text.Length || !text.AsSpan(end, block.Start - end).IsWhiteSpace())
            {
                return "The blocks are not in order, or leave words out.";
            }
            if (block.Speaker is { } speaker && SpeakerLabels.FaultIn(speaker) is { } fault)
            {
                return fault;
            }
            if (block.Time is { } time && !TimeOnly.TryParseExact(time, "HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _))
            {
                return "A turn's time is written hh:mm:ss.";
            }
            end = block.End;
        }
        return end == 0 ? "The text is empty." : text.AsSpan(end).IsWhiteSpace() ? null : "The blocks are not in order, or leave words out.";
    }

    public bool Equals(CaseText? other) => other is not null && Text == other.Text && Blocks.SequenceEqual(other.Blocks);

    // The text itself must not end up in a log or a test's output.
    public override string ToString() => $"{nameof(CaseText)} of {Text.Length} characters in {Blocks.Length} blocks";

    public override int GetHashCode() => HashCode.Combine(Text, Blocks.Length);
}

internal abstract record CaseTextReading
{
    internal sealed record Read(CaseText Text) : CaseTextReading;

    /// <param name="Line">Counted from 1 in the text as it was sent.</param>
    internal sealed record Malformed(int Line, string Detail) : CaseTextReading;

    internal sealed record TooLong : CaseTextReading
    {
        public static readonly Refusal Refusal = new(
            "text-too-long", $"A case text holds at most {CaseText.MaxLength:N0} characters. Split it into several cases.");
    }
}

/// <summary>What any text must satisfy before it is kept, and how it is made uniform.</summary>
internal static class CleanText
{
    /// <summary>The first character that no text may hold, or null. Says what and where, never the text around it.</summary>
    public static (int Line, string Detail)? FaultIn(string raw)
    {
        var line = 1;
        for (var i = 0; i < raw.Length; i++)
        {
            var unit = raw[i];
            if (IsLineEnd(raw, i))
            {
                line++;
            }
            else if (char.IsSurrogate(unit))
            {
                if (!char.IsHighSurrogate(unit) || i + 1 == raw.Length || !char.IsLowSurrogate(raw[i + 1]))
                {
                    return (line, "Half a character (an unpaired surrogate) stands in the text.");
                }
                i++;
            }
            else if (char.IsControl(unit) && unit is not ('\t' or '\r' or '\n' or '\u0085'))
            {
                return (line, $"A control character (U+{(int)unit:X4}) stands in the text.");
            }
        }
        return null;
    }

    public static string Normalise(string raw)
    {
        var text = raw.StartsWith('\uFEFF') ? raw[1..] : raw;
        if (text.AsSpan().IndexOfAny("\r\u0085\u2028\u2029") >= 0)
        {
            text = new StringBuilder(text).Replace("\r\n", "\n").Replace('\r', '\n')
                .Replace('\u0085', '\n').Replace('\u2028', '\n').Replace('\u2029', '\n').ToString();
        }
        return text;
    }

    private static bool IsLineEnd(string raw, int i) =>
        raw[i] is '\n' or '\u0085' or '\u2028' or '\u2029' || (raw[i] == '\r' && (i + 1 == raw.Length || raw[i + 1] != '\n'));
}

using System.Collections.Immutable;
using System.Text;

namespace Supervision.Server.Features.Cases;

/// <summary>One conversation of a file that may hold several.</summary>
/// <param name="Number">The file's own; unique within it.</param>
/// <param name="Source">Where a published recording is to be found; null for others.</param>
internal sealed record Transcript(int Number, string Title, string? Source, ImmutableArray<Turn> Turns)
{
    public int Length => Turns.Sum(turn => turn.Text.Length + 1) - 1;

    /// <summary>The turns' texts, one after the other, each on a line of its own.</summary>
    public CaseTextReading Read()
    {
        if (Length > CaseText.MaxLength)
        {
            return new CaseTextReading.TooLong();
        }
        var text = new StringBuilder(Length);
        var blocks = ImmutableArray.CreateBuilder<Block>(Turns.Length);
        foreach (var turn in Turns)
        {
            text.Append(text.Length > 0 ? "\n" : "");
            blocks.Add(new(BlockKind.Turn, text.Length, text.Length + turn.Text.Length, turn.Speaker, turn.Time));
            text.Append(turn.Text);
        }
        return new CaseTextReading.Read(new(text.ToString(), blocks.MoveToImmutable()));
    }
}

/// <param name="Time">Since the recording began, <c>hh:mm:ss</c>; null when the file says nothing.</param>
internal sealed record Turn(string Speaker, string? Time, string Text);

internal abstract record TranscriptReading
{
    internal sealed record Read(ImmutableArray<Transcript> Transcripts) : TranscriptReading;

    /// <param name="Line">Counted from 1 in the file; of the first line of the record at fault.</param>
    internal sealed record Malformed(int Line, string Detail) : TranscriptReading;
}

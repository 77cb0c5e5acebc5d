using System.Collections.Immutable;
using System.Text;

namespace Supervision.Server.Features.Cases;

/// <summary>A file that someone brings in: a plain text, or transcripts in CSV. Read whole, in memory.</summary>
internal static class CaseFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="transcript">Which of several; null for the only one, or to be told which there are.</param>
    public static CaseFileReading Read(string name, ReadOnlySpan<byte> content, int? transcript) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".CSV" => ReadTranscripts(name, content, transcript),
        ".TXT" or ".MD" => ReadText(name, content),
        _ => new CaseFileReading.Malformed("The file's name must end with .txt or .csv."),
    };

    public static CaseFileReading Of(Transcript transcript) =>
        transcript.Read() is CaseTextReading.Read read
            ? new CaseFileReading.Read(new CaseDraft(CaseTitle.Shorten(CaseTitle.Read(transcript.Title).Title ?? "Transcript"), read.Text, transcript.Source))
            : new CaseFileReading.TooLong();

    private static CaseFileReading ReadTranscripts(string name, ReadOnlySpan<byte> content, int? wanted) =>
        TranscriptCsv.Read(content, Path.GetFileNameWithoutExtension(name)) switch
        {
            TranscriptReading.Malformed malformed => new CaseFileReading.Malformed($"Line {malformed.Line}: {malformed.Detail}"),
            TranscriptReading.Read { Transcripts: [var only] } when wanted is null => Of(only),
            TranscriptReading.Read { Transcripts: var all } when wanted is null => new CaseFileReading.Several(all),
            TranscriptReading.Read { Transcripts: var all } => all.FirstOrDefault(transcript => transcript.Number == wanted) is { } found
                ? Of(found)
                : new CaseFileReading.NoSuchTranscript(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static CaseFileReading ReadText(string name, ReadOnlySpan<byte> content)
    {
        try
        {
            var written = Utf8.GetString(content);
            return CaseText.Read(written) switch
            {
                CaseTextReading.Read read => new CaseFileReading.Read(new CaseDraft(CaseTitle.Of(read.Text, name), read.Text, Source: null, CleanText.Normalise(written))),
                CaseTextReading.Malformed malformed => new CaseFileReading.Malformed($"Line {malformed.Line}: {malformed.Detail}"),
                _ => new CaseFileReading.TooLong(),
            };
        }
        catch (DecoderFallbackException)
        {
            return new CaseFileReading.Malformed("The file is not UTF-8.");
        }
    }
}

internal abstract record CaseFileReading
{
    internal sealed record Read(CaseDraft Draft) : CaseFileReading;

    /// <summary>The file holds several transcripts and none was asked for.</summary>
    internal sealed record Several(ImmutableArray<Transcript> Transcripts) : CaseFileReading;

    internal sealed record NoSuchTranscript : CaseFileReading;

    internal sealed record Malformed(string Detail) : CaseFileReading;

    internal sealed record TooLong : CaseFileReading;
}

/// <summary>What a file holds, before it has passed the anonymisation gate.</summary>
/// <param name="Source">Where a published text comes from; null for a group's own.</param>
/// <param name="Written">A plain text as its author wrote it, with the marks of headings; null for a transcript.</param>
internal sealed record CaseDraft(string Title, CaseText Text, string? Source, string? Written = null)
{
    public override string ToString() => nameof(CaseDraft);
}

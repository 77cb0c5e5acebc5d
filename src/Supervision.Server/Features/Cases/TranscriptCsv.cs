using System.Text;
using CsvHelper;

namespace Supervision.Server.Features.Cases;

/// <summary>
/// Reads transcripts from CSV: the layout of the AnnoMI data set, or any file with the columns <c>speaker</c> and <c>text</c>
/// (and, if wanted, <c>time</c> and <c>transcript</c>). Strict: a fault anywhere refuses the whole file and names the line.
/// </summary>
internal static class TranscriptCsv
{
    private const string UnknownColumns =
        "The first line must name the columns: speaker and text (with time and transcript, if wanted), "
        + "or those of AnnoMI: transcript_id, utterance_id, interlocutor, timestamp, utterance_text.";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly CsvReaderOptions Strict = new()
    {
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        IncludeValuesInExceptions = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
    };

    /// <param name="title">Of transcripts for which the file has no title of its own.</param>
    public static TranscriptReading Read(ReadOnlySpan<byte> file, string title)
    {
        try
        {
            var text = Utf8.GetString(file);
            return Read(text.StartsWith('\uFEFF') ? text[1..] : text, title);
        }
        catch (DecoderFallbackException)
        {
            return new TranscriptReading.Malformed(1, "The file is not UTF-8.");
        }
        catch (CsvFormatException e)
        {
            return new TranscriptReading.Malformed(
                (int)e.LineNumber, "The line has another number of columns than the first, or a quotation mark out of place.");
        }
    }

    private static TranscriptReading Read(string text, string title)
    {
        using var csv = CsvReader.FromText(text, Strict);
        csv.ReadHeader();
        if (TranscriptColumns.Of([.. csv.Headers]) is not { } columns)
        {
            return new TranscriptReading.Malformed(1, UnknownColumns);
        }
        var drafts = new TranscriptDrafts(title);
        while (csv.Read())
        {
            if (drafts.Add(columns.RowOf(csv.Current.ToArray())) is { } fault)
            {
                return new TranscriptReading.Malformed((int)csv.LineNumber, fault);
            }
        }
        return drafts.IsEmpty
            ? new TranscriptReading.Malformed(1, "The file holds no utterance.")
            : new TranscriptReading.Read(drafts.Finish());
    }
}

internal sealed record TranscriptRow(
    string Speaker, string Text, string? Time, string? Transcript, string? Utterance, string? Title, string? Source);

/// <summary>Where the columns of a transcript stand in a file.</summary>
internal sealed record TranscriptColumns(int Speaker, int Text, int? Time, int? Transcript, int? Utterance, int? Title, int? Source)
{
    public static TranscriptColumns? Of(string[] header)
    {
        var places = header.Select((name, place) => (Name: name.Trim(), Place: place))
            .DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(column => column.Name, column => (int?)column.Place, StringComparer.OrdinalIgnoreCase);
        int? Place(string name) => places.GetValueOrDefault(name);
        return (Place("transcript_id"), Place("utterance_id"), Place("interlocutor"), Place("timestamp"), Place("utterance_text")) switch
        {
            ({ } transcript, { } utterance, { } speaker, { } time, { } text) =>
                new(speaker, text, time, transcript, utterance, Place("video_title"), Place("video_url")),
            _ when Place("speaker") is { } speaker && Place("text") is { } text =>
                new(speaker, text, Place("time"), Place("transcript"), Utterance: null, Title: null, Source: null),
            _ => null,
        };
    }

    public TranscriptRow RowOf(string[] cells)
    {
        string? Cell(int? place) => place is { } index ? cells[index] : null;
        return new(cells[Speaker], cells[Text], Cell(Time), Cell(Transcript), Cell(Utterance), Cell(Title), Cell(Source));
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace Supervision.Server.Features.Cases;

/// <summary>Gathers the rows of a file into transcripts; turns are put in the order of their numbers.</summary>
internal sealed class TranscriptDrafts(string title)
{
    private const int MaxSpeakerLength = 60;
    private readonly SortedDictionary<int, Draft> _drafts = [];

    public bool IsEmpty => _drafts.Count == 0;

    /// <returns>What is wrong with the row, without any of its text; null when it was taken.</returns>
    public string? Add(TranscriptRow row)
    {
        if (new[] { row.Text, row.Speaker, row.Title, row.Source }.FirstOrDefault(cell => CleanText.FaultIn(cell ?? "") is not null) is { } cell)
        {
            return CleanText.FaultIn(cell)!.Value.Detail;
        }
        if (!TryNumber(row.Transcript, ifNone: 0, out var number))
        {
            return "The transcript's number must be a whole number.";
        }
        var draft = _drafts.GetValueOrDefault(number) ?? new(Tidy(row.Title) ?? title, Tidy(row.Source), []);
        if (!TryNumber(row.Utterance, draft.Turns.Count, out var place))
        {
            return "The utterance's number must be a whole number.";
        }
        if (SpeakerOf(row.Speaker) is not { Length: <= MaxSpeakerLength } speaker)
        {
            return $"The speaker must be named, with at most {MaxSpeakerLength} characters.";
        }
        if (!TryTime(row.Time, out var time))
        {
            return "The time must read hh:mm:ss.";
        }
        if (Tidy(row.Text) is not { } text)
        {
            return "The utterance is empty.";
        }
        _drafts[number] = draft;
        return draft.Turns.TryAdd(place, new(speaker, time, text)) ? null : "The utterance's number stands twice in its transcript.";
    }

    public ImmutableArray<Transcript> Finish() =>
        [.. _drafts.Select(pair => new Transcript(pair.Key, pair.Value.Title, pair.Value.Source, [.. pair.Value.Turns.Values]))];

    private static string? Tidy(string? cell) => CleanText.Normalise(cell ?? "").Trim() is { Length: > 0 } text ? text : null;

    private static string? SpeakerOf(string cell) => Tidy(cell)?.ToUpperInvariant() switch
    {
        "THERAPIST" => "Therapist",
        "CLIENT" => "Client",
        _ => Tidy(cell)?.Replace('\n', ' '),
    };

    private static bool TryNumber(string? cell, int ifNone, out int number)
    {
        number = ifNone;
        return cell is null || int.TryParse(cell.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    // Whole numbers rather than TimeSpan's pattern: AnnoMI holds 00:09:025 once, and tools write 9:25.
    private static bool TryTime(string? cell, out string? time)
    {
        time = null;
        if (string.IsNullOrWhiteSpace(cell))
        {
            return true;
        }
        var parts = cell.Trim().Split(':');
        var numbers = new int[3];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts.Length is < 2 or > 3
                || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i + 3 - parts.Length]))
            {
                return false;
            }
        }
        time = $"{numbers[0]:00}:{numbers[1]:00}:{numbers[2]:00}";
        return numbers is [< 100, < 60, < 60];
    }

    private sealed record Draft(string Title, string? Source, SortedDictionary<int, Turn> Turns);
}

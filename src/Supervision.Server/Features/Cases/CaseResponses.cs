using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Features.Cases;

// Transport shapes; positions are UTF-16 units, half-open.
/// <param name="Check">The author's answers to what <c>/api/anonymisation/check</c> finds in title and text, with \n for line ends; none unless given.</param>
/// <param name="Blocks">As they came with a draft from a file; unless given, they are read from the text.</param>
/// <param name="Own">The author's own list, as it was sent with the check; in memory only.</param>
/// <param name="Disguises">What the author has disguised, as it was sent with the check. Kept as marks, sealed with the text, never the words.</param>
internal sealed record OpenCaseRequest(
    Guid CommandId, Guid CaseId, Guid GroupId, string Title, string Text, AuthorCheck? Check = null, IReadOnlyList<Block>? Blocks = null,
    OwnWords? Own = null, CaseDisguises? Disguises = null)
{
    public override string ToString() => $"{nameof(OpenCaseRequest)} {CaseId}";
}

internal sealed record CaseList(IReadOnlyList<CaseSummary> Cases);

/// <param name="Title">Empty once the case has been erased.</param>
/// <param name="OpenedBy">A name.</param>
/// <param name="IsErased">Whether title, text and everything said about it have been made unreadable for good.</param>
/// <param name="ClosedAt">Since when it is only read; null while it is open.</param>
internal sealed record CaseSummary(
    Guid Id,
    string Title,
    Guid GroupId,
    string GroupName,
    string OpenedBy,
    DateTimeOffset OpenedAt,
    int Characters,
    int Annotations,
    DateTimeOffset LastActivityAt,
    bool IsErased,
    DateTimeOffset? ClosedAt = null);

/// <param name="OpenedBy">A person's id.</param>
/// <param name="IsErased">Whether title, text and everything said about it have been made unreadable for good; they are empty then.</param>
/// <param name="You">The id of whoever asked.</param>
/// <param name="ClosedAt">Since when it is only read, because it or its group was closed; null while it is open.</param>
/// <param name="SteppedOut">Those who have left this case, for its supervisor to know; of others, and of nobody, null.</param>
internal sealed record CaseView(
    Guid Id,
    string Title,
    Guid GroupId,
    string GroupName,
    Guid OpenedBy,
    DateTimeOffset OpenedAt,
    string Text,
    IReadOnlyList<Block> Blocks,
    IReadOnlyList<Person> People,
    Guid You,
    string? Source = null,
    IReadOnlyList<SteppedOutPerson>? SteppedOut = null,
    bool IsErased = false,
    DateTimeOffset? ClosedAt = null);

/// <summary>A member as the others see them in one case.</summary>
internal sealed record Person(Guid Id, string Name, string Initials, GroupRole Role);

internal sealed record SteppedOutPerson(string Name, DateTimeOffset At);

internal sealed record StepOutRequest(Guid CommandId);

/// <summary>What a file holds, to be checked and answered by its author before a case is opened with it. Nothing of it is kept.</summary>
/// <param name="Blocks">Of a transcript; empty for a plain text, whose blocks are read when the case is opened.</param>
internal sealed record ReadFile(string Title, string Text, IReadOnlyList<Block> Blocks)
{
    public override string ToString() => nameof(ReadFile);
}

internal sealed record TranscriptChoice(IReadOnlyList<TranscriptSummary> Transcripts);

internal sealed record TranscriptSummary(int Number, string Title, int Turns, int Characters);

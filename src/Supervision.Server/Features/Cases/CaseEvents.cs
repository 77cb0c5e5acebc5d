using System.Text.Json.Serialization;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Features.Cases;

[JsonConverter(typeof(IdentifierJson<CaseId>))]
internal readonly record struct CaseId(Guid Value) : IIdentifier<CaseId>
{
    public static CaseId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What happens to a case; the stored contract. What members do with its text has streams of its own.</summary>
internal abstract record CaseEvent
{
    private CaseEvent()
    {
    }

    /// <param name="Source">Where a published text comes from; null for a group's own.</param>
    internal sealed record Opened(
        CaseId Case, GroupId Group, string Title, string Text, IReadOnlyList<Block> Blocks, string? Source, PersonId By, DateTimeOffset At) : CaseEvent
    {
        // Title and text must not end up in a log or a test's output.
        public override string ToString() => $"{nameof(Opened)} {Case}";
    }

    /// <summary>A member leaves this case for good, and is not asked why: they may know the client. Access ends with it, also for connections that are open.</summary>
    internal sealed record SteppedOut(PersonId Person, DateTimeOffset At) : CaseEvent;
}

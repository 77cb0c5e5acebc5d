using System.Text.Json.Serialization;
using Supervision.Server.Features.Groups;
using Supervision.Server.Sealing;

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

    /// <param name="Title">Sealed with the case's key, as a string.</param>
    /// <param name="Content">Sealed with the case's key: a <see cref="CaseContent"/>.</param>
    /// <param name="Characters">Of the text, in UTF-16 units.</param>
    internal sealed record Opened(
        CaseId Case, GroupId Group, SealedText Title, SealedText Content, int Characters, PersonId By, DateTimeOffset At) : CaseEvent;

    /// <summary>A member leaves this case for good, and is not asked why: they may know the client. Access ends with it, also for connections that are open.</summary>
    internal sealed record SteppedOut(PersonId Person, DateTimeOffset At) : CaseEvent;
}

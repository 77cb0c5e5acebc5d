using System.Text.Json.Serialization;
using Supervision.Server.Features.Anonymisation;
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
    /// <param name="Check">What was decided at the anonymisation gate; the reasons are sealed with the text.</param>
    internal sealed record Opened(
        CaseId Case, GroupId Group, SealedText Title, SealedText Content, int Characters, GateRecord Check, PersonId By, DateTimeOffset At) : CaseEvent;

    /// <summary>A member leaves this case for good, and is not asked why: they may know the client. Access ends with it, also for connections that are open.</summary>
    internal sealed record SteppedOut(PersonId Person, DateTimeOffset At) : CaseEvent;

    /// <summary>The group has done with it: it is read, and nothing is written in it any more. From now on its keeping is counted.</summary>
    internal sealed record Closed(PersonId By, DateTimeOffset At) : CaseEvent;

    internal sealed record Reopened(PersonId By, DateTimeOffset At) : CaseEvent;

    /// <summary>Somebody asks that everything said in this case be made unreadable for good.</summary>
    /// <param name="DueAt">When it is carried out, unless somebody decides before.</param>
    internal sealed record ErasureRequested(PersonId By, ErasureReason Why, DateTimeOffset At, DateTimeOffset DueAt) : CaseEvent;

    /// <summary>It will be carried out, and can no longer be stopped.</summary>
    /// <param name="By">Another person than the one who asked; null when the waiting time has passed.</param>
    internal sealed record ErasureApproved(PersonId? By, DateTimeOffset At) : CaseEvent;

    internal sealed record ErasureDeclined(PersonId By, DateTimeOffset At) : CaseEvent;

    internal sealed record ErasureWithdrawn(PersonId By, DateTimeOffset At) : CaseEvent;

    /// <summary>The time for which the institute keeps what was said has passed. It will be erased, and that can no longer be stopped.</summary>
    /// <param name="Since">When the case, or its group, was closed.</param>
    /// <param name="Months">For how long the institute keeps it after that.</param>
    internal sealed record RetentionEnded(DateTimeOffset Since, int Months, DateTimeOffset At) : CaseEvent;

    /// <summary>The case's key is destroyed: title, text and all that was said are unreadable, in every copy of the database.</summary>
    internal sealed record Erased(DateTimeOffset KeyDestroyedAt, ErasureScope Scope, DateTimeOffset At) : CaseEvent;
}

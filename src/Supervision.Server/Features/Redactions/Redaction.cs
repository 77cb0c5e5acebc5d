using System.Text.Json.Serialization;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Redactions;

[JsonConverter(typeof(IdentifierJson<RedactionId>))]
internal readonly record struct RedactionId(Guid Value) : IIdentifier<RedactionId>
{
    public static RedactionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a passage gives away, or why else it went. A choice and not a sentence, so that the record never holds the words themselves.</summary>
[JsonConverter(typeof(KebabCase<RedactionKind>))]
internal enum RedactionKind
{
    Name, Place, Date, Contact, Organisation, Other,

    /// <summary>Nobody is named: whoever wrote it has had it erased, and whatever repeats it goes too.</summary>
    OwnWords,
}

[JsonConverter(typeof(KebabCase<PassageIn>))]
internal enum PassageIn
{
    Title, Text, Note, Reply,

    /// <summary>The label of the speaker whose turn begins where the passage does, all of it and at every turn of theirs.</summary>
    Speaker,
}

/// <summary>Words of a case: half-open <c>[Start, End)</c> in UTF-16 units of what they stand in; for a speaker, of the case's text.</summary>
/// <param name="AnnotationId">Whose note, or in whose thread the reply.</param>
internal sealed record Passage(PassageIn In, int Start, int End, AnnotationId? AnnotationId = null, ReplyId? ReplyId = null);

[JsonConverter(typeof(KebabCase<RedactionState>))]
internal enum RedactionState
{
    /// <summary>Nobody is shown it, and it can be put back.</summary>
    Held,

    /// <summary>It will be destroyed, and cannot be put back any more.</summary>
    Confirmed,

    /// <summary>No copy of the database opens it any more.</summary>
    Destroyed,

    /// <summary>It was put back.</summary>
    Restored,
}

/// <summary>Passages that were removed in one act because they name someone: who, when and of what kind, never what stood there.</summary>
internal sealed record Redaction(RedactionId Id, RedactionKind Kind, IReadOnlyList<Passage> Passages, PersonId By, DateTimeOffset At)
{
    public RedactionState State { get; init; }

    public PersonId? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset? DestroyedAt { get; init; }
}

/// <summary>All that were ever asked for in one case. Written together with the events; none yet, no document.</summary>
/// <param name="Changes">Counts what happened to them.</param>
internal sealed record CaseRedactions(IReadOnlyList<Redaction> Redactions, int Changes)
{
    public const string Kind = "case_redactions";

    public static readonly CaseRedactions None = new([], 0);
}

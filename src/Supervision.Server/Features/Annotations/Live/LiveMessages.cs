using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Cases;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Annotations.Live;

/// <summary>A stretch of a case's text, half-open, in UTF-16 units.</summary>
internal readonly record struct TextRange(int Start, int End);

/// <summary>Where one person reads and what that person has selected; several tabs of one person are one person.</summary>
internal sealed record Presence(PersonId PersonId, TextRange? Reading, TextRange? Selection);

/// <summary>What a tab says of itself.</summary>
internal sealed record Whereabouts(TextRange? Reading = null, TextRange? Selection = null);

/// <summary>The answer to <c>Join</c>.</summary>
/// <param name="Version">Of the annotations when joined. Less than what the client asked for means: start anew from 0.</param>
/// <param name="ClosedAt">As in a <see cref="StandingMessage"/>; one that was sent meanwhile is newer.</param>
internal sealed record Joined(CaseId CaseId, long Version, IReadOnlyList<Person> People, IReadOnlyList<Presence> Present, DateTimeOffset? ClosedAt);

/// <summary>Either a receipt or a refusal.</summary>
internal sealed record SubmitResult(Receipt? Receipt, Refusal? Refusal);

/// <summary>Versions <c>From + 1</c> to <c>To</c>.</summary>
internal sealed record ChangesMessage(CaseId CaseId, long From, long To, IReadOnlyList<Change> Changes);

internal sealed record PresenceMessage(CaseId CaseId, IReadOnlyList<Presence> Present, IReadOnlyList<PersonId> Left);

/// <summary>All of the case that was committed up to then has been sent. <see cref="ChangesMessage"/> says as much of the time of its last change.</summary>
internal sealed record KeptMessage(CaseId CaseId, DateTimeOffset At);

internal sealed record ClosedMessage(CaseId CaseId, string Code);

/// <summary>Whether the case is written in.</summary>
/// <param name="ClosedAt">Since when it is only read, because it or its group was closed; null while it is open.</param>
internal sealed record StandingMessage(CaseId CaseId, DateTimeOffset? ClosedAt);

internal sealed record ReviewMessage(CaseId CaseId);

internal sealed record MovingMessage;

/// <summary>What the server sends; the method names on the wire are these in lower case.</summary>
internal static class LiveMethods
{
    public const string Changes = "changes";
    public const string Presence = "presence";
    public const string Kept = "kept";
    public const string Closed = "closed";
    public const string Standing = "standing";
    public const string Review = "review";
    public const string Moving = "moving";
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AnnotationRequest))]
[JsonSerializable(typeof(Whereabouts))]
[JsonSerializable(typeof(Joined))]
[JsonSerializable(typeof(SubmitResult))]
[JsonSerializable(typeof(ChangesMessage))]
[JsonSerializable(typeof(PresenceMessage))]
[JsonSerializable(typeof(KeptMessage))]
[JsonSerializable(typeof(ClosedMessage))]
[JsonSerializable(typeof(StandingMessage))]
[JsonSerializable(typeof(ReviewMessage))]
[JsonSerializable(typeof(MovingMessage))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(ChangesSince))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(long))]
internal sealed partial class LiveJson : JsonSerializerContext;

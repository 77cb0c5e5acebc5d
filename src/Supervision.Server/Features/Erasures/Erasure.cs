using System.Text.Json.Serialization;
using Supervision.EventStore.Deciding;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Erasures;

[JsonConverter(typeof(KebabCase<ErasureState>))]
internal enum ErasureState
{
    Requested, Withdrawn, Declined, Approved, Erased,
}

/// <summary>An erasure: asked for by one, decided by another or by time, then carried out.</summary>
/// <param name="RequestedBy">Null where nobody asked.</param>
/// <param name="DueAt">When it is carried out, unless somebody decides before.</param>
internal abstract record Erasure(ErasureState State, PersonId? RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset DueAt)
{
    /// <summary>Null while nobody has decided, and when the waiting time did.</summary>
    public PersonId? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }

    [JsonIgnore]
    public bool IsOpen => State is ErasureState.Requested or ErasureState.Approved;
}

/// <summary>What may follow on what, whatever is to be erased.</summary>
internal static class ErasureSteps
{
    private static readonly Refusal AlreadyAsked = new("erasure-asked", "Its erasure has been asked for already.");
    private static readonly Refusal NotAsked = new("erasure-not-asked", "Nobody is asking for its erasure now. Load the page again.");
    private static readonly Refusal SecondPerson = new("second-person-needed", "Another person than the one who asked has to decide. Without a decision it is carried out when the waiting time is over.");
    private static readonly Refusal NotYours = new("not-yours", "Only the person who asked can withdraw it.");

    public static Decision<T> Request<T>(Erasure? erasure, T requested) => erasure is { IsOpen: true } ? AlreadyAsked : [requested];

    /// <param name="by">Null for the waiting time.</param>
    public static Decision<T> Approve<T>(Erasure? erasure, PersonId? by, DateTimeOffset at, T approved) => erasure switch
    {
        { State: ErasureState.Approved or ErasureState.Erased } => [],
        { State: ErasureState.Requested } when by is null && at < erasure.DueAt => SecondPerson,
        { State: ErasureState.Requested } when by == erasure.RequestedBy => SecondPerson,
        { State: ErasureState.Requested } => [approved],
        _ => NotAsked,
    };

    /// <param name="tooLate">What is said once it is decided.</param>
    public static Decision<T> Decline<T>(Erasure? erasure, Refusal tooLate, T declined) => erasure switch
    {
        { State: ErasureState.Declined } => [],
        { State: ErasureState.Requested } => [declined],
        { State: ErasureState.Approved or ErasureState.Erased } => tooLate,
        _ => NotAsked,
    };

    /// <param name="tooLate">What is said once it is decided.</param>
    public static Decision<T> Withdraw<T>(Erasure? erasure, PersonId by, Refusal tooLate, T withdrawn) => erasure switch
    {
        { State: ErasureState.Withdrawn } => [],
        { State: ErasureState.Requested } when erasure.RequestedBy != by => NotYours,
        { State: ErasureState.Requested } => [withdrawn],
        { State: ErasureState.Approved or ErasureState.Erased } => tooLate,
        _ => NotAsked,
    };

    public static Decision<T> Complete<T>(Erasure? erasure, T erased) => erasure switch
    {
        { State: ErasureState.Erased } => [],
        { State: ErasureState.Approved } => [erased],
        _ => NotAsked,
    };
}

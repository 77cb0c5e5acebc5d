using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.EventStore.Appending;
using Supervision.Server.Features.Erasures;

namespace Supervision.Server.Features.Contributions;

/// <summary>How much it is, in counts.</summary>
/// <param name="Cases">In which it stands.</param>
/// <param name="Notes">On annotations, also those since withdrawn or replaced.</param>
/// <param name="Replies">Also those since withdrawn.</param>
internal sealed record ContributionScope(int Cases, int Notes, int Replies);

/// <summary>The last erasure asked for of what one person wrote beside the texts of cases, and what became of it.</summary>
/// <param name="Person">Who wrote it.</param>
/// <param name="RequestedBy">The same person; it is theirs to ask.</param>
internal sealed record ContributionErasure(PersonId Person, ErasureState State, PersonId? RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset DueAt)
    : Erasure(State, RequestedBy, RequestedAt, DueAt)
{
    public const string Kind = "contribution_erasure";

    /// <summary>As it was when it was decided; null before.</summary>
    public ContributionScope? Scope { get; init; }
}

internal abstract record ContributionCommand
{
    internal sealed record Request(PersonId Person, DateTimeOffset At, DateTimeOffset DueAt) : ContributionCommand;

    internal sealed record Withdraw(PersonId By, DateTimeOffset At) : ContributionCommand;

    internal sealed record Decline(PersonId By, DateTimeOffset At) : ContributionCommand;

    /// <param name="By">Null for the waiting time.</param>
    internal sealed record Approve(PersonId? By, ContributionScope Scope, DateTimeOffset At) : ContributionCommand;

    /// <summary>No key opens any of it any more.</summary>
    internal sealed record Complete(DateTimeOffset At) : ContributionCommand;
}

/// <summary>What happens to the words that a person wrote beside cases; the stored contract. The stream is the person's own for this.</summary>
internal abstract record ContributionEvent
{
    /// <summary>Somebody asks that what they wrote be made unreadable for good.</summary>
    /// <param name="DueAt">When it is carried out, unless somebody decides before.</param>
    internal sealed record ErasureRequested(PersonId Person, DateTimeOffset At, DateTimeOffset DueAt) : ContributionEvent;

    internal sealed record ErasureWithdrawn(PersonId By, DateTimeOffset At) : ContributionEvent;

    internal sealed record ErasureDeclined(PersonId By, DateTimeOffset At) : ContributionEvent;

    /// <summary>It will be carried out, and can no longer be stopped.</summary>
    /// <param name="By">Another person than the one who asked; null when the waiting time has passed.</param>
    internal sealed record ErasureApproved(PersonId? By, ContributionScope Scope, DateTimeOffset At) : ContributionEvent;

    /// <summary>The keys that opened it are destroyed: it is unreadable, in every copy of the database.</summary>
    internal sealed record Erased(DateTimeOffset At) : ContributionEvent;
}

internal static class ContributionStream
{
    public const string Type = "contributions";

    public static StreamKey Of(string tenant, PersonId person) => new(tenant, NamedIds.Of(Type, person.Value));
}

/// <summary>The part that documents of erasures in one state have in common.</summary>
internal sealed record ErasuresIn(ErasureState State);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContributionEvent.ErasureRequested))]
[JsonSerializable(typeof(ContributionEvent.ErasureWithdrawn))]
[JsonSerializable(typeof(ContributionEvent.ErasureDeclined))]
[JsonSerializable(typeof(ContributionEvent.ErasureApproved))]
[JsonSerializable(typeof(ContributionEvent.Erased))]
[JsonSerializable(typeof(ContributionErasure))]
[JsonSerializable(typeof(ErasuresIn))]
internal sealed partial class ContributionJson : JsonSerializerContext;

using Supervision.Server.Features.Cases;

namespace Supervision.Server.Features.Erasures;

internal sealed record RequestErasureRequest(Guid CommandId, ErasureReason Why);

internal sealed record ErasureDecisionRequest(Guid CommandId);

/// <summary>What erasing a case takes away, and how far the last request for it has come.</summary>
/// <param name="Contributions">Whose they are.</param>
/// <param name="WaitingDays">How long a request waits for a decision.</param>
/// <param name="IsHeld">Whether a legal hold keeps it: then what is decided waits for that to be lifted.</param>
internal sealed record ErasureView(
    bool IsErased, int Characters, ErasureScope Scope, IReadOnlyList<ContributionView> Contributions, int WaitingDays, bool IsHeld, ErasureProgress? Progress = null);

internal sealed record ContributionView(string Name, int Annotations, int Replies);

/// <summary>Each step with its date.</summary>
/// <param name="RequestedBy">A name; null where nobody asked, because the time of keeping has passed.</param>
/// <param name="IsYours">Whether it was asked for by whoever looks: then another person decides.</param>
/// <param name="DecidedBy">A name; null while it waits, and when the waiting time decided.</param>
internal sealed record ErasureProgress(
    ErasureState State, string? RequestedBy, ErasureReason Why, DateTimeOffset RequestedAt, DateTimeOffset DueAt, bool IsYours,
    string? DecidedBy = null, DateTimeOffset? DecidedAt = null, DateTimeOffset? KeyDestroyedAt = null, DateTimeOffset? ErasedAt = null, ErasureScope? Scope = null);

internal sealed record KeyList(IReadOnlyList<KeyStatus> Keys);

/// <summary>The key of one case, without anything of the key or of the case's words.</summary>
/// <param name="OpenedBy">A name.</param>
/// <param name="IsHeld">True where a legal hold keeps the case; else null.</param>
/// <param name="Annotations">How many there are, where somebody has to decide on them; else null.</param>
internal sealed record KeyStatus(
    Guid CaseId, string GroupName, string OpenedBy, DateTimeOffset OpenedAt, int? Annotations = null, DateTimeOffset? MadeAt = null, DateTimeOffset? DestroyedAt = null,
    ErasureProgress? Erasure = null, bool? IsHeld = null);

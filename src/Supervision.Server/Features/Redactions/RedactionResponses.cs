namespace Supervision.Server.Features.Redactions;

/// <param name="Identifies">What the passages give away.</param>
/// <param name="Passages">Half-open, in UTF-16 units.</param>
internal sealed record RedactRequest(Guid CommandId, Guid RedactionId, RedactionKind Identifies, IReadOnlyList<Passage> Passages);

internal sealed record RedactionDecisionRequest(Guid CommandId);

internal sealed record RedactionList(IReadOnlyList<RedactionView> Redactions);

/// <summary>Passages that were removed in one act: who, when, of what kind and where, and never what stood there.</summary>
/// <param name="By">A name.</param>
/// <param name="MayConfirm">Whether whoever asks can have them destroyed.</param>
/// <param name="MayConfirmFrom">When they can, if it is too early.</param>
/// <param name="MayRestore">Whether whoever asks can put them back.</param>
internal sealed record RedactionView(
    Guid Id, RedactionKind Identifies, IReadOnlyList<Passage> Passages, string By, DateTimeOffset At, RedactionState State, bool MayConfirm, bool MayRestore,
    DateTimeOffset? MayConfirmFrom = null, string? DecidedBy = null, DateTimeOffset? DecidedAt = null, DateTimeOffset? DestroyedAt = null);

namespace Supervision.EventStore.Deciding;

/// <summary>Why a command is not carried out. An answer to the one who asked, not an exception.</summary>
/// <param name="Code">Stable, kebab-case, for programs.</param>
/// <param name="Detail">A plain sentence that says what to do; no clinical text.</param>
public sealed record Refusal(string Code, string Detail);

namespace Supervision.Server.Sealing;

/// <summary>The living keys of a scope: one, or several while what stays is sealed anew under the last.</summary>
/// <param name="living">The first one first; never none.</param>
/// <param name="generation">Of the last: more than 1 once it was renewed.</param>
internal sealed class ScopeKeys(IReadOnlyList<TextKey> living, int generation = 1)
{
    /// <summary>What is written now is sealed under this one.</summary>
    public TextKey Present => living[^1];

    public bool WereRenewed => generation > 1;

    public bool AreBeingRenewed => living.Count > 1;

    public TextKey? Find(Guid id) => living.FirstOrDefault(key => key.Id == id);
}

namespace Supervision.Server.Identity.Keys;

/// <summary>What the keys in the database are sealed with; settings below <c>Supervision:DataProtection</c>.</summary>
internal sealed record KeySettings
{
    /// <summary>32 bytes in base64; without it new keys are stored as they are.</summary>
    public string? Key { get; init; }

    /// <summary>What was the key before; still opens what it has sealed.</summary>
    public string[] OldKeys { get; init; } = [];

    public override string ToString() => nameof(KeySettings);
}

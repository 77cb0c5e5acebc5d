namespace Supervision.Server.Sealing;

/// <summary>Where the keys of texts come from; settings below <c>Supervision:Keys</c>.</summary>
internal sealed record KeyringSettings
{
    /// <summary>The root key, 32 bytes in base64.</summary>
    public string? Root { get; init; }

    /// <summary>A file that holds the root key instead.</summary>
    public string? RootFile { get; init; }

    /// <summary>What was the root key before; still unwraps what it has wrapped.</summary>
    public string[] OldRoots { get; init; } = [];

    /// <summary>The vault: the folder that all nodes share and no backup of the database holds.</summary>
    public string? Folder { get; init; }

    public override string ToString() => nameof(KeyringSettings);
}

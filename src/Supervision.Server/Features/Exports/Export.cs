using System.Text.Json.Serialization;
using Supervision.Server.Http;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Exports;

/// <summary>What of one's own.</summary>
[JsonConverter(typeof(KebabCase<ExportPart>))]
internal enum ExportPart
{
    /// <summary>Name, address, roles, groups.</summary>
    Account,

    /// <summary>Annotations, notes and replies.</summary>
    Contributions,

    /// <summary>The texts of cases that one has brought.</summary>
    Cases,

    /// <summary>Which cases one has opened, and who has opened those that one brought.</summary>
    Readings,
}

[JsonConverter(typeof(KebabCase<ExportState>))]
internal enum ExportState
{
    Making, Ready, Fetched,
}

/// <summary>An export that was asked for, until it expires.</summary>
internal sealed record Export(
    Guid Id, string Tenant, PersonId Person, IReadOnlyList<ExportPart> Parts, DateTimeOffset AskedAt, DateTimeOffset ExpiresAt, DateTimeOffset? ReadyAt, DateTimeOffset? FetchedAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public ExportState State => FetchedAt is not null ? ExportState.Fetched : ReadyAt is not null ? ExportState.Ready : ExportState.Making;
}

/// <param name="Path">In the archive; made of ids, never of words.</param>
/// <param name="Key">What it is sealed with.</param>
internal sealed record ExportFile(string Path, KeyScope Key, string Content)
{
    public override string ToString() => $"{nameof(ExportFile)} {Path}";
}

/// <param name="N">The place in the export.</param>
internal sealed record SealedFile(int N, string Path, KeyScope Key, SealedText Content);

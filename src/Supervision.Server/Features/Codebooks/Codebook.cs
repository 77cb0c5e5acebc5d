using System.Text.Json.Serialization;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Codebooks;

/// <summary>One entry of one version of one codebook; what an annotation keeps.</summary>
internal readonly record struct CodeRef(string Codebook, string Version, string Code);

/// <summary>One version of a vocabulary. A published version never changes: another wording is another version beside it.</summary>
internal sealed record Codebook(
    string Id, string Title, string Version, CodebookFamily Family, CodebookScale Scale, string Selection, IReadOnlyList<Code> Codes);

[JsonConverter(typeof(KebabCase<CodebookFamily>))]
internal enum CodebookFamily
{
    Defences, Attachment, Transference, Countertransference, Alliance, Frame, Rupture, Process, Other,
}

[JsonConverter(typeof(KebabCase<CodebookScale>))]
internal enum CodebookScale
{
    Nominal, Ordinal,
}

/// <param name="Cue">An invented example; never from a client.</param>
/// <param name="Order">Position among the codes of the same parent.</param>
/// <param name="Level">The step of an ordinal scale; null where the code has none.</param>
/// <param name="Sensitive">Shown to the members of the case only, never in an institute's reports.</param>
/// <param name="Escalate">Choosing it brings up the safeguarding guidance; it reports nobody.</param>
/// <param name="Assignable">False for headings that only group other codes.</param>
internal sealed record Code(
    string Id,
    string Label,
    string Definition,
    int Order,
    string? Cue = null,
    string? Parent = null,
    int? Level = null,
    IReadOnlyList<string>? Aliases = null,
    bool? Sensitive = null,
    bool? Escalate = null,
    bool Assignable = true);

namespace Supervision.Server.Features.Readers;

/// <summary>From when on opening cases alerts the data protection officer; settings below <c>Supervision:BulkOpening</c>.</summary>
internal sealed record BulkOpeningLimits
{
    /// <summary>So many different cases are still unremarkable.</summary>
    public int Cases { get; init; } = 20;

    public int Minutes { get; init; } = 10;
}

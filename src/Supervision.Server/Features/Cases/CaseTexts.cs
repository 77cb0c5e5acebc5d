using Microsoft.Extensions.Caching.Memory;
using Supervision.Server.Features.Redactions;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Cases;

/// <summary>
/// The texts that are being worked on, in memory: once its case is open a text changes only where a passage is removed from it
/// or put back, until it is erased.
/// </summary>
internal sealed class CaseTexts(CaseQueries cases, CaseSealing sealing, TextKeys keys, KnownRedactions redactions) : IDisposable
{
    private const long CharactersKept = 50_000_000;

    private readonly MemoryCache _texts = new(new MemoryCacheOptions { SizeLimit = CharactersKept });

    /// <summary>The text of a case that exists. Looks at no right to see it.</summary>
    /// <returns>Null when the case has been erased.</returns>
    public async ValueTask<string?> OfAsync(string tenant, CaseId @case, CancellationToken cancellationToken) => (await ReadAsync(tenant, @case, cancellationToken)).Text;

    /// <returns>Null when the case has been erased; and how many changes to its redactions are in it.</returns>
    public async ValueTask<(string? Text, int Changes)> ReadAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        // The key is asked for each time, from memory as a rule: without it, what is still known here counts for nothing.
        if (await keys.FindAsync(tenant, CaseSealing.ScopeOf(@case), cancellationToken) is null)
        {
            Forget(tenant, @case);
            return default;
        }

        var changes = (await redactions.OfAsync(tenant, @case, cancellationToken)).Changes;
        if (_texts.TryGetValue((tenant, @case), out (string Text, int Changes) known) && known.Changes == changes)
        {
            return known;
        }

        var opened = await cases.ReadTextAsync(tenant, @case, cancellationToken)
            ?? throw new InvalidOperationException("A case that can be seen has a text.");
        return await sealing.OpenAsync(tenant, opened, cancellationToken) is { Content.Text: var text }
            ? _texts.Set((tenant, @case), (text, changes), new MemoryCacheEntryOptions { Size = text.Length + 1 })
            : default;
    }

    public void Forget(string tenant, CaseId @case) => _texts.Remove((tenant, @case));

    public void Dispose() => _texts.Dispose();
}

using Microsoft.Extensions.Caching.Memory;
using Supervision.Deidentification.Disguising;
using Supervision.Server.Access;
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
    public async ValueTask<string?> OfAsync(string tenant, CaseId @case, CancellationToken cancellationToken) =>
        (await ReadAsync(tenant, @case, cancellationToken))?.Text;

    /// <summary>What was disguised in a case, for whoever brought it. To all others it would confirm a guess at who is meant.</summary>
    /// <returns>Null where nothing is remembered, or not for this viewer.</returns>
    public async ValueTask<CaseMemory?> MemoryForAsync(Viewer viewer, CaseAccess access, CancellationToken cancellationToken) =>
        access.Case.OpenedBy == viewer.Person ? (await ReadAsync(viewer.Tenant, access.Case.Case, cancellationToken))?.Memory : null;

    /// <returns>Null when the case has been erased.</returns>
    public async ValueTask<KnownText?> ReadAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        // The key is asked for each time, from memory as a rule: without it, what is still known here counts for nothing.
        if (await keys.FindAsync(tenant, CaseSealing.ScopeOf(@case), cancellationToken) is null)
        {
            Forget(tenant, @case);
            return null;
        }

        var changes = (await redactions.OfAsync(tenant, @case, cancellationToken)).Changes;
        if (_texts.TryGetValue((tenant, @case), out KnownText? known) && known!.Changes == changes)
        {
            return known;
        }

        var opened = await cases.ReadTextAsync(tenant, @case, cancellationToken)
            ?? throw new InvalidOperationException("A case that can be seen has a text.");
        return await sealing.OpenAsync(tenant, opened, cancellationToken) is { Content: { Text: var text, Memory: var memory } }
            ? _texts.Set((tenant, @case), new KnownText(text, memory?.Open(), changes), new MemoryCacheEntryOptions { Size = text.Length + 1 })
            : null;
    }

    public void Forget(string tenant, CaseId @case) => _texts.Remove((tenant, @case));

    public void Dispose() => _texts.Dispose();
}

/// <summary>A case's text as it may be read.</summary>
/// <param name="Memory">What was disguised in it; only for whoever brought the case.</param>
/// <param name="Changes">How many changes to the case's redactions are in it.</param>
internal sealed record KnownText(string Text, CaseMemory? Memory, int Changes)
{
    public override string ToString() => nameof(KnownText);
}

using Microsoft.Extensions.Caching.Memory;
using Supervision.Deidentification.Disguising;
using Supervision.Server.Access;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Cases;

/// <summary>The texts that are being worked on, in memory: a text never changes once its case is open, until it is erased.</summary>
internal sealed class CaseTexts(CaseQueries cases, CaseSealing sealing, TextKeys keys) : IDisposable
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

    private async ValueTask<KnownText?> ReadAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        // The key is asked for each time, from memory as a rule: without it, what is still known here counts for nothing.
        if (await keys.FindAsync(tenant, CaseSealing.ScopeOf(@case), cancellationToken) is null)
        {
            Forget(tenant, @case);
            return null;
        }

        if (_texts.TryGetValue((tenant, @case), out KnownText? known))
        {
            return known!;
        }

        var opened = await cases.ReadTextAsync(tenant, @case, cancellationToken)
            ?? throw new InvalidOperationException("A case that can be seen has a text.");
        return await sealing.OpenAsync(tenant, opened, cancellationToken) is { Content: { Text: var text, Memory: var memory } }
            ? _texts.Set((tenant, @case), new KnownText(text, memory?.Open()), new MemoryCacheEntryOptions { Size = text.Length + 1 })
            : null;
    }

    public void Forget(string tenant, CaseId @case) => _texts.Remove((tenant, @case));

    public void Dispose() => _texts.Dispose();

    private sealed record KnownText(string Text, CaseMemory? Memory)
    {
        public override string ToString() => nameof(KnownText);
    }
}

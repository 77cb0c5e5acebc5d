using Microsoft.Extensions.Caching.Memory;

namespace Supervision.Server.Features.Cases;

/// <summary>The texts that are being worked on, in memory: a text never changes once its case is open.</summary>
internal sealed class CaseTexts(CaseQueries cases) : IDisposable
{
    private const long CharactersKept = 50_000_000;

    private readonly MemoryCache _texts = new(new MemoryCacheOptions { SizeLimit = CharactersKept });

    /// <summary>The text of a case that exists. Looks at no right to see it.</summary>
    public async ValueTask<string> OfAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        if (_texts.TryGetValue((tenant, @case), out string? known))
        {
            return known!;
        }

        var opened = await cases.ReadTextAsync(tenant, @case, cancellationToken)
            ?? throw new InvalidOperationException("A case that can be seen has a text.");
        return _texts.Set((tenant, @case), opened.Text, new MemoryCacheEntryOptions { Size = opened.Text.Length + 1 });
    }

    public void Dispose() => _texts.Dispose();
}

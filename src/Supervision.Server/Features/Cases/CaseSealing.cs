using Supervision.EventStore.Appending;
using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Redactions;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Cases;

/// <summary>What is sealed of a case's text, as one.</summary>
/// <param name="Source">Where a published text comes from; null for a group's own.</param>
/// <param name="Kept">Why passages that may identify someone were left as they are.</param>
/// <param name="Memory">What was disguised in it, as marks; null for nothing. Only for whoever brought the case.</param>
internal sealed record CaseContent(string Text, IReadOnlyList<Block> Blocks, string? Source, IReadOnlyList<GateReason> Kept, KeptMemory? Memory = null)
{
    public override string ToString() => nameof(CaseContent);
}

/// <summary>Seals and opens titles and texts, with one key a case. What it opens is without the passages that nobody is shown.</summary>
internal sealed class CaseSealing(TextKeys keys, KnownRedactions redactions)
{
    public static KeyScope ScopeOf(CaseId @case) => new(KeyKind.Case, @case.Value);

    /// <returns>Null when the case has been erased.</returns>
    public async Task<(SealedText Title, SealedText Content)?> SealAsync(string tenant, CaseId @case, NewCase text, CancellationToken cancellationToken) =>
        await keys.OfAsync(tenant, ScopeOf(@case), cancellationToken) is { } key ? Seal(key, new(tenant, @case.Value), text) : null;

    public static (SealedText Title, SealedText Content) Seal(TextKey key, StreamKey stream, NewCase text) => (
        key.Seal(TitleOf(stream), text.Title, CaseJson.Default.String),
        key.Seal(ContentOf(stream), new(text.Text.Text, text.Text.Blocks, text.Source, text.Pass.Reasons, text.Memory), CaseJson.Default.CaseContent));

    /// <returns>Null when the case has been erased.</returns>
    public async Task<string?> TitleAsync(string tenant, CaseHeader header, CancellationToken cancellationToken)
    {
        using var opener = await OpenerAsync(tenant, header.Case, cancellationToken);
        return opener.Texts.Open(header.Title, TitleOf(new(tenant, header.Case.Value)), CaseJson.Default.String) is { } title ? opener.Redacted.Title(title) : null;
    }

    /// <returns>Null when the case has been erased.</returns>
    public async Task<(string Title, CaseContent Content)?> OpenAsync(string tenant, CaseEvent.Opened opened, CancellationToken cancellationToken)
    {
        var stream = new StreamKey(tenant, opened.Case.Value);
        using var opener = await OpenerAsync(tenant, opened.Case, cancellationToken);
        return opener.Texts.Open(opened.Title, TitleOf(stream), CaseJson.Default.String) is { } title
            && opener.Texts.Open(opened.Content, ContentOf(stream), CaseJson.Default.CaseContent) is { } content
                ? (opener.Redacted.Title(title), opener.Redacted.Content(content))
                : null;
    }

    public async ValueTask<CaseOpener> OpenerAsync(string tenant, CaseId @case, CancellationToken cancellationToken) =>
        new(await keys.OpenerAsync(tenant, ScopeOf(@case), cancellationToken), await redactions.OfAsync(tenant, @case, cancellationToken));

    /// <summary>An opener that knows the keys of these texts, if they live: another node may have given the case a new one.</summary>
    public async ValueTask<CaseOpener> OpenerAsync(string tenant, CaseId @case, IEnumerable<(SealedText Text, SealedField Field)> texts, CancellationToken cancellationToken)
    {
        var opener = await OpenerAsync(tenant, @case, cancellationToken);
        if (opener.IsErased || texts.All(each => opener.Texts.Finds(each.Text, each.Field)))
        {
            return opener;
        }
        opener.Dispose();
        keys.Forget(tenant, ScopeOf(@case));
        return await OpenerAsync(tenant, @case, cancellationToken);
    }

    public static SealedField TitleOf(StreamKey stream) => new(stream, "title");

    public static SealedField ContentOf(StreamKey stream) => new(stream, "content");
}

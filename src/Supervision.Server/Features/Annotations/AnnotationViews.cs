using System.Diagnostics;
using System.Runtime.CompilerServices;
using Supervision.EventStore;
using Supervision.EventStore.Events;
using Supervision.EventStore.Reading;
using Supervision.Server.Features.Cases;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Annotations;

/// <summary>
/// The one place that says what a viewer is shown of an event, for snapshots and for live events alike. Today all of a
/// case's group see the same, so the change does not depend on the viewer, and one encoding serves a whole room.
/// </summary>
internal static class Visibility
{
    /// <param name="opener">Of the case; where its key is gone, all words are.</param>
    public static Change Shown(StoredEvent stored, CaseOpener opener) => stored.Data switch
    {
        AnnotationEvent.Added e => new Change.Annotated(stored.Version, stored.Id, stored.At, e.By, AnnotationSealing.Open(opener, stored.Stream, e.Annotation)),
        AnnotationEvent.Replaced e => new Change.Replaced(stored.Version, stored.Id, stored.At, e.By, e.Old, AnnotationSealing.Open(opener, stored.Stream, e.Annotation)),
        AnnotationEvent.Withdrawn e => new Change.Withdrawn(stored.Version, stored.Id, stored.At, e.By, e.Annotation),
        AnnotationEvent.ReplyAdded e => Reply(stored, e, AnnotationSealing.Open(opener, stored.Stream, e.Reply, e.Text)),
        AnnotationEvent.ReplyWithdrawn e => new Change.ReplyWithdrawn(stored.Version, stored.Id, stored.At, e.By, e.Annotation, e.Reply),
        AnnotationEvent.Resolved e => new Change.Resolved(stored.Version, stored.Id, stored.At, e.By, e.Annotation),
        AnnotationEvent.Reopened e => new Change.Reopened(stored.Version, stored.Id, stored.At, e.By, e.Annotation),
        AnnotationEvent.PassagesRedacted e => new Change.PassagesRedacted(stored.Version, stored.Id, stored.At, e.By, e.Redaction, e.Kind, e.Passages),
        AnnotationEvent.RedactionRestored e => new Change.RedactionRestored(stored.Version, stored.Id, stored.At, e.By, e.Redaction),
        AnnotationEvent.RedactionConfirmed e => new Change.RedactionConfirmed(stored.Version, stored.Id, stored.At, e.By, e.Redaction),
        AnnotationEvent.SealedAnew e => new Change.SealedAnew(stored.Version, stored.Id, stored.At, e.By),
        AnnotationEvent.PassagesDestroyed e => new Change.PassagesDestroyed(stored.Version, stored.Id, stored.At, e.By, e.Redactions),
        _ => throw new UnreachableException(),
    };

    private static Change.Replied Reply(StoredEvent stored, AnnotationEvent.ReplyAdded e, string? text) =>
        new(stored.Version, stored.Id, stored.At, e.By, e.Annotation, e.Reply, text ?? "", text is null ? true : null);
}

internal sealed class AnnotationQueries(PostgresEventStore store, CaseSealing sealing)
{
    private const int PageSize = 500;

    /// <summary>What followed the version, in pages; looks at no right to see it.</summary>
    public async IAsyncEnumerable<List<Change>> PagesAsync(
        string tenant, CaseId @case, long since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = new List<StoredEvent>();
        await foreach (var stored in store.ReadStreamAsync(AnnotationStream.Of(tenant, @case), StreamPart.After(since), cancellationToken))
        {
            page.Add(stored);
            if (page.Count == PageSize)
            {
                yield return await ShownAsync(tenant, @case, page, cancellationToken);
                page = [];
            }
        }

        if (page.Count > 0)
        {
            yield return await ShownAsync(tenant, @case, page, cancellationToken);
        }
    }

    /// <summary>What a case's viewers are shown of these.</summary>
    public async Task<List<Change>> ShownAsync(string tenant, CaseId @case, List<StoredEvent> page, CancellationToken cancellationToken)
    {
        using var opener = await sealing.OpenerAsync(tenant, @case, page.Select(AnnotationSealing.SealedOf).OfType<(SealedText, SealedField)>(), cancellationToken);
        return page.ConvertAll(stored => Visibility.Shown(stored, opener));
    }

    public async Task<ChangesSince> SinceAsync(string tenant, CaseId @case, long since, CancellationToken cancellationToken)
    {
        var changes = new List<Change>();
        await foreach (var page in PagesAsync(tenant, @case, since, cancellationToken))
        {
            changes.AddRange(page);
        }

        return new(changes.Count > 0 ? changes[^1].Version : since, changes);
    }

    public async Task<long> VersionAsync(string tenant, CaseId @case, CancellationToken cancellationToken) =>
        await store.VersionAsync(AnnotationStream.Of(tenant, @case), cancellationToken);

    /// <summary>The async projection behind the list of cases: how much has been said about each, and when last.</summary>
    public static CaseActivity? Activity(CaseActivity? before, StoredEvent stored) => stored.Data switch
    {
        AnnotationEvent.Added => new((before?.Annotations ?? 0) + 1, stored.At),
        AnnotationEvent.Withdrawn => new((before?.Annotations ?? 1) - 1, stored.At),
        AnnotationEvent.SealedAnew or AnnotationEvent.PassagesDestroyed => before,
        _ => new(before?.Annotations ?? 0, stored.At),
    };
}

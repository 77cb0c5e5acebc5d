using System.Collections.Concurrent;
using Supervision.EventStore;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Following;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;
using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Features.Redactions;

/// <summary>
/// What nobody is shown of the cases that this node works with. Asked anew as soon as the log tells of a change, and each time
/// while the log cannot be followed. Hears of it before the rooms do.
/// </summary>
internal sealed class KnownRedactions(PostgresEventStore store, TimeProvider time) : ILogListener
{
    private const int Capacity = 20_000;

    private readonly ConcurrentDictionary<(string Tenant, CaseId Case), Redacted> _known = [];
    private long _generation;
    private volatile bool _isTrusted;

    public void Connected(bool isConnected)
    {
        Interlocked.Increment(ref _generation);
        _known.Clear();
        _isTrusted = isConnected;
    }

    public async ValueTask HearAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        foreach (var stored in batch.Events.Where(stored => AnnotationModule.RedactionNames.Contains(stored.Type)))
        {
            await store.UntilReadableAsync(stored.Stream, stored.Version, time, cancellationToken);
            Forget(stored.Stream.Tenant, AnnotationStream.CaseOf(stored.Stream));
        }
    }

    public async ValueTask<Redacted> OfAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        if (_isTrusted && _known.TryGetValue((tenant, @case), out var known))
        {
            return known;
        }
        var generation = Volatile.Read(ref _generation);
        var redacted = Redacted.FromView(await AllAsync(AnnotationStream.Of(tenant, @case), cancellationToken));
        if (_isTrusted && generation == Volatile.Read(ref _generation))
        {
            Remember((tenant, @case), redacted, generation);
        }
        return redacted;
    }

    /// <summary>All that were ever asked for, as they stand.</summary>
    public async Task<CaseRedactions> AllAsync(StreamKey annotations, CancellationToken cancellationToken) =>
        (await store.Documents.FindAsync(annotations.Tenant, CaseRedactions.Kind, annotations.Id, AnnotationJson.Default.CaseRedactions, cancellationToken))?.Data
        ?? CaseRedactions.None;

    public void Forget(string tenant, CaseId @case)
    {
        Interlocked.Increment(ref _generation);
        _known.TryRemove((tenant, @case), out _);
    }

    // Not an answer from before something was forgotten.
    private void Remember((string Tenant, CaseId Case) key, Redacted redacted, long generation)
    {
        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }
        _known[key] = redacted;
        if (generation != Volatile.Read(ref _generation))
        {
            _known.TryRemove(key, out _);
        }
    }
}

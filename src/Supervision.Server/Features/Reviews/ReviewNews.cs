using Supervision.EventStore;
using Supervision.EventStore.Following;
using Supervision.Server.Features.Annotations.Live;
using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Features.Reviews;

/// <summary>Whoever has a case open is told that something of its review has changed, and asks for it: what each may see and do is not the same.</summary>
internal sealed class ReviewNews(PostgresEventStore store, Rooms rooms, TimeProvider time) : ILogListener
{
    public async ValueTask HearAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        foreach (var stored in batch.Events.Where(stored => stored.Data is ReviewEvent))
        {
            await store.UntilReadableAsync(stored.Stream, stored.Version, time, cancellationToken);
            var @case = ReviewStream.CaseOf(stored.Stream);
            rooms.Send(new(stored.Stream.Tenant, @case), LiveMethods.Review, new ReviewMessage(@case));
        }
    }
}

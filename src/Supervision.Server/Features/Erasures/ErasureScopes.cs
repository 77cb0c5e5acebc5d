using Supervision.EventStore;
using Supervision.EventStore.Reading;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;

namespace Supervision.Server.Features.Erasures;

/// <summary>One person's part of what would go.</summary>
internal sealed record Contribution(PersonId Person, int Annotations, int Replies);

/// <summary>Counts what an erasure takes away, without opening anything.</summary>
internal sealed class ErasureScopes(PostgresEventStore store)
{
    public async Task<(ErasureScope Scope, IReadOnlyList<Contribution> By)> OfAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        var (events, by) = (0, new Dictionary<PersonId, Contribution>());
        await foreach (var stored in store.ReadStreamAsync(AnnotationStream.Of(tenant, @case), StreamPart.Whole, cancellationToken))
        {
            events++;
            if (stored.Data is AnnotationEvent.Added or AnnotationEvent.Replaced or AnnotationEvent.ReplyAdded)
            {
                var person = ((AnnotationEvent)stored.Data).By;
                var known = by.GetValueOrDefault(person) ?? new(person, 0, 0);
                by[person] = stored.Data is AnnotationEvent.ReplyAdded ? known with { Replies = known.Replies + 1 } : known with { Annotations = known.Annotations + 1 };
            }
        }
        var all = by.Values;
        return (new(events, all.Sum(each => each.Annotations), all.Sum(each => each.Replies), all.Count), [.. all.OrderByDescending(each => each.Annotations + each.Replies)]);
    }
}

using Supervision.EventStore.Following;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Features.Erasures;

/// <summary>Has this node forget the text of a case that was erased, on whichever node. Hears of it before the rooms do.</summary>
internal sealed class ErasedCases(CaseTexts texts, CachedAccess access) : ILogListener
{
    public ValueTask HearAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        foreach (var stored in batch.Events.Where(stored => stored.Type == CaseModule.ErasedName))
        {
            texts.Forget(stored.Stream.Tenant, new(stored.Stream.Id));
            access.Forget();
        }
        return ValueTask.CompletedTask;
    }
}

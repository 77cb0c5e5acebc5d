using Supervision.EventStore;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Hosting;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Redactions;

/// <summary>Finishes what a node broke off: passages that are confirmed, and not yet destroyed. When a node starts and every minute.</summary>
internal sealed partial class RedactionWork(PostgresEventStore store, Resealing resealing, InstituteRegister register, TimeProvider time, ILogger<RedactionWork> logger)
    : Recurring(TimeSpan.FromMinutes(1), time)
{
    private const string Unfinished = """{"redactions": [{"state": "confirmed"}]}""";

    /// <returns>In how many cases something was destroyed.</returns>
    public async Task<int> DoAsync(CancellationToken cancellationToken)
    {
        var destroyed = 0;
        foreach (var tenant in (await register.AllAsync(cancellationToken)).Select(institute => institute.ToString()))
        {
            foreach (var found in await store.Documents.ListAsync(tenant, CaseRedactions.Kind, Unfinished, AnnotationJson.Default.CaseRedactions, cancellationToken))
            {
                destroyed += await resealing.DestroyConfirmedAsync(tenant, AnnotationStream.CaseOf(new(tenant, found.Id)), cancellationToken) ? 1 : 0;
            }
        }
        return destroyed;
    }

    protected override async Task OnceAsync(CancellationToken cancellationToken)
    {
        if (await DoAsync(cancellationToken) is > 0 and var destroyed)
        {
            Log.Destroyed(logger, destroyed);
        }
    }

    protected override void Failed(string fault) => Log.Failed(logger, fault);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Removed passages of {Count} cases were destroyed")]
        public static partial void Destroyed(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Error, "Removed passages could not be destroyed: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

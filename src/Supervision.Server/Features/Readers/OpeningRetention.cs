using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Holds;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Hosting;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Readers;

/// <summary>Deletes what has been kept long enough, once an hour; on several nodes the second finds nothing left.</summary>
internal sealed partial class OpeningDeletion(
    OpeningStore openings, InstituteQueries institutes, HoldQueries holds, CaseQueries cases, InstituteRegister register, TimeProvider time, ILogger<OpeningDeletion> logger)
    : Recurring(TimeSpan.FromHours(1), time)
{
    private readonly TimeProvider _time = time;

    /// <returns>How many rows went.</returns>
    public async Task<int> DeleteAsync(CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var institute in await register.AllAsync(cancellationToken))
        {
            var tenant = institute.ToString();
            var retention = (await institutes.FindAsync(tenant, cancellationToken))?.Retention ?? Retention.Default;
            var before = _time.GetUtcNow().AddMonths(-retention.AccessLog);
            var (heldCases, heldPeople) = await HeldAsync(tenant, cancellationToken);
            deleted += await openings.DeleteBeforeAsync(tenant, before, heldCases, heldPeople, cancellationToken);
        }
        return deleted;
    }

    protected override async Task OnceAsync(CancellationToken cancellationToken) => Log.Deleted(logger, await DeleteAsync(cancellationToken));

    protected override void Failed(string fault) => Log.Failed(logger, fault);

    // With whoever is held, who has opened their cases is.
    private async Task<(IReadOnlyList<CaseId> Cases, IReadOnlyList<PersonId> People)> HeldAsync(string tenant, CancellationToken cancellationToken)
    {
        var board = await holds.OfAsync(tenant, cancellationToken);
        List<PersonId> people = [.. board.HeldPeople];
        var theirs = people.Count == 0 ? [] : (await cases.AllAsync(tenant, cancellationToken)).Where(header => people.Contains(header.OpenedBy)).Select(header => header.Case);
        return ([.. board.HeldCases.Select(id => new CaseId(id)), .. theirs], people);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} openings and alerts were kept long enough and deleted")]
        public static partial void Deleted(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Error, "Old openings could not be deleted: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

using Supervision.Server.Features.Institutes;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Readers;

/// <summary>Deletes what has been kept long enough, once an hour; on several nodes the second finds nothing left.</summary>
internal sealed partial class OpeningDeletion(
    OpeningStore openings, InstituteQueries institutes, InstituteRegister register, TimeProvider time, ILogger<OpeningDeletion> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <returns>How many rows went.</returns>
    public async Task<int> DeleteAsync(CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var institute in await register.AllAsync(cancellationToken))
        {
            var tenant = institute.ToString();
            var retention = (await institutes.FindAsync(tenant, cancellationToken))?.Retention ?? Retention.Default;
            var before = time.GetUtcNow().AddMonths(-retention.AccessLog);
            deleted += await openings.DeleteBeforeAsync(tenant, before, cancellationToken);
        }
        return deleted;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await TryAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    // The next hour tries again.
    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            Log.Deleted(logger, await DeleteAsync(stoppingToken));
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, fault.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} openings and alerts were kept long enough and deleted")]
        public static partial void Deleted(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Error, "Old openings could not be deleted: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

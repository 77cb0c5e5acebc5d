using Supervision.Server.Hosting;

namespace Supervision.Server.Features.Exports;

/// <summary>
/// Makes exports as soon as they are asked for, and those that a node broke off, and lets go of what has expired; every
/// minute. Several nodes share the work.
/// </summary>
internal sealed partial class ExportWork(ExportStore store, ExportMaking making, TimeProvider time, ILogger<ExportWork> logger) : Recurring(TimeSpan.FromMinutes(1), time)
{
    private readonly TimeProvider _time = time;

    /// <summary>Begins at once, and answers before it is done.</summary>
    public void Begin() => _ = Task.Run(async () =>
    {
        try
        {
            await OnceAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            Failed(fault.GetType().Name);
        }
    });

    protected override async Task OnceAsync(CancellationToken cancellationToken)
    {
        await store.DeleteExpiredAsync(_time.GetUtcNow(), cancellationToken);
        var made = 0;
        while (await store.MakeNextAsync(_time.GetUtcNow(), export => making.MakeAsync(export, cancellationToken), cancellationToken))
        {
            made++;
        }
        if (made > 0)
        {
            Log.Made(logger, made);
        }
    }

    protected override void Failed(string fault) => Log.Failed(logger, fault);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} exports were made")]
        public static partial void Made(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Error, "An export could not be made, and is tried again: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

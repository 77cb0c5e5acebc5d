namespace Supervision.Server.Hosting;

/// <summary>Does something when a node starts, and every so often. What fails is tried again the next time.</summary>
internal abstract class Recurring(TimeSpan every, TimeProvider time) : BackgroundService
{
    protected abstract Task OnceAsync(CancellationToken cancellationToken);

    /// <param name="fault">The name of the exception's type.</param>
    protected abstract void Failed(string fault);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, time);
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

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await OnceAsync(stoppingToken);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            Failed(fault.GetType().Name);
        }
    }
}

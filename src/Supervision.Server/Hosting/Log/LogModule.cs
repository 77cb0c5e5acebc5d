using Supervision.EventStore;
using Supervision.EventStore.Following;
using Supervision.EventStore.Projecting;

namespace Supervision.Server.Hosting.Log;

/// <summary>What follows the log in the background: the pump that feeds the live rooms, and the async projections.</summary>
internal static class LogModule
{
    public static void AddLog(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<PostgresEventStore>().RunnerOf([.. provider.GetServices<Projection>()]));
        services.AddSingleton<LogPump>();
        services.AddSingleton<ILogListener, ProjectionWaker>();
        services.AddHostedService(provider => provider.GetRequiredService<LogPump>());
        services.AddHostedService<Projecting>();
    }
}

/// <summary>Runs the async projections as long as the node runs.</summary>
internal sealed class Projecting(ProjectionRunner runner) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => runner.RunAsync(stoppingToken);
}

/// <summary>Has projections look as soon as there is something to see.</summary>
internal sealed class ProjectionWaker(ProjectionRunner runner) : ILogListener
{
    public ValueTask HearAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Events.Count > 0)
        {
            runner.Wake();
        }

        return ValueTask.CompletedTask;
    }
}

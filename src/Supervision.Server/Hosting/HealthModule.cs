using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Supervision.EventStore;
using Supervision.Server.Access;
using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Hosting;

/// <summary>Alive: the process answers. Ready: it can do its work, so that a proxy may send people here.</summary>
internal static class HealthModule
{
    public static void AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", timeout: TimeSpan.FromSeconds(2))
            .AddCheck<LogHealth>("log");

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).Asks(Act.SeeHealth);
        routes.MapHealthChecks("/health/ready").Asks(Act.SeeHealth);
    }
}

internal sealed class DatabaseHealth(PostgresEventStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = store.Database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Npgsql.NpgsqlException)
        {
            return HealthCheckResult.Unhealthy();
        }
    }
}

internal sealed class LogHealth(LogPump log) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(log.IsConnected ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
}

using Supervision.Deidentification;

namespace Supervision.Server.Features.Anonymisation;

internal static class AnonymisationModule
{
    public static void AddAnonymisation(this IServiceCollection services) => services.AddHostedService<LoadingTheLists>();

    /// <summary>Beside the start, so that whoever writes first does not wait for it.</summary>
    private sealed class LoadingTheLists : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
            Task.Run(() => Deidentifier.Shared.Scan("Margaret Holloway, aged 43, rang 07700 900123 from Whitstable on 3 March 2019."), stoppingToken);
    }
}

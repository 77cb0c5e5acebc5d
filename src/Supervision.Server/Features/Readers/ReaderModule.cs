using Supervision.EventStore.Schema;

namespace Supervision.Server.Features.Readers;

internal static class ReaderModule
{
    public static Migrations Schema { get; } = new("readers", typeof(ReaderModule).Assembly, "Features/Readers/Schema/");

    public static void AddReaders(this IServiceCollection services)
    {
        services.AddSingleton<OpeningStore>();
        services.AddSingleton<Openings>();
        services.AddSingleton<SearchStore>();
        services.AddSingleton<OpeningDeletion>();
        services.AddHostedService(provider => provider.GetRequiredService<OpeningDeletion>());
    }
}

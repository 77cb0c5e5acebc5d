using Supervision.EventStore.Schema;

namespace Supervision.Server.Features.Retentions;

internal static class RetentionModule
{
    public static Migrations Schema { get; } = new("retention", typeof(RetentionModule).Assembly, "Features/Retentions/Schema/");

    public static void AddRetention(this IServiceCollection services)
    {
        services.AddSingleton<RetentionStore>();
        services.AddSingleton<RetentionPlans>();
        services.AddSingleton<RetentionReading>();
        services.AddSingleton<RetentionLetters>();
        services.AddSingleton<RetentionWork>();
        services.AddHostedService(provider => provider.GetRequiredService<RetentionWork>());
    }
}

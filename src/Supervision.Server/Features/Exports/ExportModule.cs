using Supervision.EventStore.Schema;

namespace Supervision.Server.Features.Exports;

internal static class ExportModule
{
    public static Migrations Schema { get; } = new("exports", typeof(ExportModule).Assembly, "Features/Exports/Schema/");

    public static void AddExports(this IServiceCollection services)
    {
        services.AddSingleton<ExportStore>();
        services.AddSingleton<AccountExport>();
        services.AddSingleton<ReadingExport>();
        services.AddSingleton<CaseExport>();
        services.AddSingleton<ContributionExport>();
        services.AddSingleton<ExportMaking>();
        services.AddSingleton<ExportWork>();
        services.AddHostedService(provider => provider.GetRequiredService<ExportWork>());
    }
}

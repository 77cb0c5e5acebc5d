using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Features.Erasures;

internal static class ErasureModule
{
    public static void AddErasures(this IServiceCollection services)
    {
        services.AddSingleton<ErasureScopes>();
        services.AddSingleton<Erasing>();
        services.AddSingleton<HeldCases>();
        services.AddSingleton<ErasureReading>();
        services.AddSingleton<Holdings>();
        services.AddSingleton<ErasureWork>();
        services.AddSingleton<ILogListener, ErasedCases>();
        services.AddHostedService(provider => provider.GetRequiredService<ErasureWork>());
    }
}

using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Features.Redactions;

internal static class RedactionModule
{
    public static void AddRedactions(this IServiceCollection services)
    {
        services.AddSingleton<KnownRedactions>();
        services.AddSingleton<RedactionPlaces>();
        services.AddSingleton<CaseSealedTexts>();
        services.AddSingleton<Resealing>();
        services.AddSingleton<Redacting>();
        services.AddSingleton<RedactionReading>();
        services.AddSingleton<RedactionWork>();
        services.AddSingleton<ILogListener>(provider => provider.GetRequiredService<KnownRedactions>());
        services.AddHostedService(provider => provider.GetRequiredService<RedactionWork>());
    }
}

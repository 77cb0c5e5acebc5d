namespace Supervision.Server.Identity.Providers;

internal static class ProviderModule
{
    public static void AddProviders(this IServiceCollection services)
    {
        services.AddSingleton<ProviderFetching>();
        services.AddSingleton<ProviderDocuments>();
        services.AddSingleton<ProviderTokens>();
        services.AddSingleton<ProviderStore>();
        services.AddSingleton<ProviderLinks>();
        services.AddSingleton<ProviderSessions>();
        services.AddSingleton<ProviderAttempts>();
        services.AddSingleton<ProviderBearers>();
        services.AddSingleton<ProvidedPeople>();
        services.AddSingleton<ProviderRecord>();
        services.AddScoped<ProviderSignIn>();
    }
}

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Supervision.Server.Identity.Keys;

internal static class KeysModule
{
    /// <exception cref="Hosting.StartupException">A key in the settings is none.</exception>
    public static void AddDataProtectionKeys(this IServiceCollection services, KeySettings settings)
    {
        services.AddDataProtection().SetApplicationName("supervision");
        services.AddSingleton(new KeySeal(settings));
        services.AddSingleton<DataProtectionKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            var seal = provider.GetRequiredService<KeySeal>();
            options.XmlRepository = provider.GetRequiredService<DataProtectionKeys>();
            options.XmlEncryptor = seal.CurrentId is null ? null : new KeyEncryptor(seal);
        }));
        services.AddHostedService<SealingAtStart>();
    }
}

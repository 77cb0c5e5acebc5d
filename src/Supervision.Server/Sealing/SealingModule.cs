using Supervision.EventStore.Schema;
using Supervision.Server.Hosting;
using Supervision.Server.Hosting.Log;
using Supervision.Server.Identity;

namespace Supervision.Server.Sealing;

internal static class SealingModule
{
    public static Migrations Schema { get; } = new("sealing", typeof(SealingModule).Assembly, "Sealing/Schema/");

    public static void AddSealing(this IServiceCollection services)
    {
        services.AddSingleton<KeyTable>();
        services.AddSingleton<KeptTable>();
        services.AddSingleton<Keyring>();
        services.AddSingleton<TextKeys>();
        services.AddSingleton<ILogListener>(provider => provider.GetRequiredService<TextKeys>());
    }

    /// <summary>Opens the vault; the tables are there already.</summary>
    /// <exception cref="StartupException">With a sentence for the operator.</exception>
    public static async Task OpenVaultAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var (root, folder) = KeyPlace.Find(services.GetRequiredService<ServerSettings>());
        var institutes = await services.GetRequiredService<InstituteRegister>().AllAsync(cancellationToken);
        await services.GetRequiredService<Keyring>().OpenAsync(root, folder, institutes.Select(institute => institute.ToString()), cancellationToken);
    }
}

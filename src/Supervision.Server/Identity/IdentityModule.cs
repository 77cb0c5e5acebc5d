using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Supervision.EventStore;
using Supervision.EventStore.Schema;

namespace Supervision.Server.Identity;

internal static class IdentityModule
{
    public static Migrations Schema { get; } = new("identity", typeof(IdentityModule).Assembly, "Identity/Schema/");

    public static void AddIdentity(this IServiceCollection services, bool plainHttp)
    {
        services.AddDbContextPool<AccountContext>((provider, options) =>
            options.UseNpgsql(provider.GetRequiredService<PostgresEventStore>().Database, postgres => postgres.EnableRetryOnFailure()));
        services.AddSingleton(AccountPasswords.Hasher());
        services.AddIdentityCore<Account>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.User.RequireUniqueEmail = true;
                options.Password = new() { RequiredLength = 12, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            })
            .AddEntityFrameworkStores<AccountContext>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<SessionPrincipal>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, options => SessionCookie.Configure(options, plainHttp));
        // How long a session outlives the end of its account, or a change of password.
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAuthorization();
        services.AddDataProtection().SetApplicationName("supervision");
        services.AddSingleton<DataProtectionKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = provider.GetRequiredService<DataProtectionKeys>()));
        services.AddSingleton<People>();
        services.AddSingleton<Institutes>();
        services.AddSingleton<Sessions>();
        services.AddScoped<SignIn>();
    }
}

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Supervision.EventStore;
using Supervision.EventStore.Schema;
using Supervision.Server.Hosting;
using Supervision.Server.Identity.Credentials;
using Supervision.Server.Identity.SignedIn;
using Supervision.Server.Identity.Providers;
using Supervision.Server.Identity.Tokens;

namespace Supervision.Server.Identity;

internal static class IdentityModule
{
    public static Migrations Schema { get; } = new("identity", typeof(IdentityModule).Assembly, "Identity/Schema/");

    public static void AddIdentity(this IServiceCollection services, ServerSettings settings)
    {
        services.AddDbContextPool<AccountContext>((provider, options) =>
            options.UseNpgsql(provider.GetRequiredService<PostgresEventStore>().Database, postgres => postgres.EnableRetryOnFailure()));
        services.AddSingleton(AccountPasswords.Hasher());
        services.AddIdentityCore<Account>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.User.RequireUniqueEmail = true;
                options.Password = new() { RequiredLength = PasswordRules.Shortest, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            })
            .AddEntityFrameworkStores<AccountContext>()
            .AddSignInManager<SessionSignIn>()
            .AddClaimsPrincipalFactory<SessionPrincipal>();
        services.AddAuthentication(Bearer.EitherScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, options => SessionCookie.Configure(options, settings.Sessions.Idle, plainHttp: settings.IsOwnMachine))
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options => SessionCookie.ConfigureChallenge(options, plainHttp: settings.IsOwnMachine));
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // Unless the address is given, the name under which the browser reaches the server.
            options.ServerDomain = Uri.TryCreate(settings.Address, UriKind.Absolute, out var address) ? address.Host : null;
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
        services.AddAuthorization();
        services.AddSingleton<PersonNames>();
        services.AddSingleton<InstituteRegister>();
        services.AddSingleton<Memberships>();
        services.AddSingleton<InvitedPeople>();
        services.AddSingleton<PresentInstitutes>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<OpenSessions>();
        services.AddSingleton<PasswordCheck>();
        services.AddSingleton<SecondFactors>();
        services.AddScoped<SignIn>();
        services.AddScoped<Confirming>();
        services.AddScoped<Passkeys>();
        services.AddSingleton<MailedTokens>();
        services.AddSingleton<Notices>();
        services.AddScoped<Passwords>();
        services.AddScoped<EmailAddresses>();
        services.AddAccessTokens();
        services.AddProviders();
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Identity.Tokens;

internal static class AccessTokenModule
{
    public static void AddAccessTokens(this IServiceCollection services)
    {
        services.AddSingleton<AccessTokenStore>();
        services.AddSingleton<EndedAccess>();
        services.AddSingleton<ILogListener>(provider => provider.GetRequiredService<EndedAccess>());
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Bearer.Scheme, _ => { })
            .AddPolicyScheme(Bearer.EitherScheme, displayName: null, options =>
                options.ForwardDefaultSelector = context => Bearer.Of(context.Request) is null ? IdentityConstants.ApplicationScheme : Bearer.Scheme);
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Supervision.Server.Access;

namespace Supervision.Server.Identity;

/// <summary>What the cookie says of a person: who, and of which institute. Rights are asked for anew each time.</summary>
internal sealed class SessionPrincipal(UserManager<Account> accounts, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var stamp = await UserManager.GetSecurityStampAsync(user);
        return new(
            [
                new(ClaimTypes.NameIdentifier, user.Id.ToString()),
                new(Viewer.InstituteClaim, user.InstituteId.ToString()),
                new(Options.ClaimsIdentity.SecurityStampClaimType, stamp),
            ],
            IdentityConstants.ApplicationScheme);
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Supervision.Server.Access;

namespace Supervision.Server.Identity;

/// <summary>What the cookie says of a person: who, and at which institute at present. Rights are asked for anew each time.</summary>
internal sealed class SessionPrincipal(UserManager<Account> accounts, PresentInstitutes institutes, IHttpContextAccessor http, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var stamp = await UserManager.GetSecurityStampAsync(user);
        var institute = await institutes.StaysAtAsync(user, http.HttpContext?.User) ?? await institutes.ChosenAsync(user, CancellationToken.None);
        return new(
            [
                new(ClaimTypes.NameIdentifier, user.Id.ToString()),
                new(Viewer.InstituteClaim, institute.ToString()),
                new(Options.ClaimsIdentity.SecurityStampClaimType, stamp),
            ],
            IdentityConstants.ApplicationScheme);
    }
}

using Microsoft.AspNetCore.Identity;
using Supervision.Server.Mailing;

namespace Supervision.Server.Identity.Credentials;

/// <summary>Tells people by mail what was done to what they sign in with: whoever did it may not be them.</summary>
internal sealed class Notices(Postman postman)
{
    private const string Otherwise =
        """
        If it was not you, choose a new password at once by “Forgotten your password?” on the sign-in page, look at “My account”, and tell your institute.
        """;

    /// <param name="account">Whose.</param>
    /// <param name="subject">What was done, in a few words.</param>
    /// <param name="what">The same in a sentence.</param>
    public void Tell(Guid account, string subject, string what) => postman.Post(async (services, _) =>
        await services.GetRequiredService<UserManager<Account>>().FindByIdAsync(account.ToString()) is { Email: { } email }
            ? new(email, subject, $"{what}\n\n{Otherwise}")
            : null);
}

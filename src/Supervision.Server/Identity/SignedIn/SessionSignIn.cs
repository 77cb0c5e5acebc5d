using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Supervision.Server.Access;

namespace Supervision.Server.Identity.SignedIn;

/// <summary>Identity's way to sign in and out, with a session behind every cookie, whichever way the person came in.</summary>
internal sealed partial class SessionSignIn(
    UserManager<Account> accounts, IHttpContextAccessor context, IUserClaimsPrincipalFactory<Account> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, OpenSessions sessions, TimeProvider time)
    : SignInManager<Account>(accounts, context, claims, options, logger, schemes, confirmation)
{
    private const int LongestUserAgent = 512;

    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var userAgent = Context.Request.Headers.UserAgent.ToString();
        var session = await sessions.BeginAsync(
            user.Id, AddressOf(Context.Connection.RemoteIpAddress), DeviceName.Of(userAgent[..Math.Min(userAgent.Length, LongestUserAgent)]), Context.RequestAborted);
        var (claims, replaced) = (additionalClaims.ToList(), PresentSession.Of(Context.User));
        await IssueAsync(user, session, time.GetUtcNow(), claims);
        Log.SignedIn(Logger, user.Id, claims.Find(claim => claim.Type == ClaimTypes.AuthenticationMethod)?.Value ?? "unknown");
        await EndAsync(replaced);
    }

    /// <summary>A browser has one session: the one that it had ends when another begins.</summary>
    public Task EndAsync(PresentSession? replaced) =>
        replaced is null ? Task.CompletedTask : sessions.EndAsync(replaced.Account, replaced.Session, CancellationToken.None);

    /// <summary>The same session goes on, with what the account is now.</summary>
    public override Task RefreshSignInAsync(Account user) =>
        IssueAsync(user, SessionClaims.SessionOf(Context.User)!.Value, AuthenticatedAt(), CameBy());

    /// <summary>The same session goes on; the person has just proved again who they are.</summary>
    public Task ConfirmAsync(Account user) => IssueAsync(user, SessionClaims.SessionOf(Context.User)!.Value, time.GetUtcNow(), CameBy());

    /// <summary>A session goes on whose cookie the browser does not send, because it comes from the provider's page; nobody is signed in by a session that has ended.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="session">Which.</param>
    /// <param name="providerSession">Where it began.</param>
    /// <param name="authenticatedAt">When the person has shown there who they are.</param>
    public Task ContinueAsync(Account account, Guid session, Guid providerSession, DateTimeOffset authenticatedAt) =>
        IssueAsync(account, session, authenticatedAt, [new(Viewer.CredentialClaim, providerSession.ToString())]);

    public override async Task SignOutAsync()
    {
        await EndAsync(PresentSession.Of(Context.User));
        await base.SignOutAsync();
    }

    private Task IssueAsync(Account user, Guid session, DateTimeOffset authenticatedAt, IEnumerable<Claim> additionalClaims) => base.SignInWithClaimsAsync(
        user, new AuthenticationProperties { IsPersistent = false }, [.. additionalClaims, .. SessionClaims.Of(session, authenticatedAt)]);

    private static string AddressOf(IPAddress? address) =>
        (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "an unknown address";

    // A session that began at a provider ends with that provider's, whatever else has changed.
    private IEnumerable<Claim> CameBy() => Context.User.FindAll(Viewer.CredentialClaim);

    private DateTimeOffset AuthenticatedAt() =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(Context.User.FindFirstValue(Viewer.AuthenticatedAtClaim)!, System.Globalization.CultureInfo.InvariantCulture));

    private static partial class Log
    {
        [LoggerMessage(101, LogLevel.Information, "Account {Account} signed in by {Way}")]
        public static partial void SignedIn(ILogger logger, Guid account, string way);
    }
}

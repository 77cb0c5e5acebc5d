using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Supervision.Server.Access;
using Supervision.Server.Identity.SignedIn;

namespace Supervision.Server.Identity.Providers;

/// <summary>How a way to a provider ended. Each has a sentence on the client's sign-in page.</summary>
internal enum ProviderOutcome
{
    SignedIn, Confirmed, Linked, Expired, Refused, Failed, Unverified, NotLinked, AnotherPerson,
}

/// <summary>What a provider sends a browser back with.</summary>
/// <param name="Issuer">Which provider says it is; null where it does not say.</param>
/// <param name="Error">Null when all is well.</param>
internal sealed record ProviderReturn(string? Code, string? State, string? Issuer, string? Error)
{
    public override string ToString() => nameof(ProviderReturn);
}

/// <summary>Signing in at an institute's own provider: OpenID Connect's authorization code flow with PKCE, state, nonce and issuer.</summary>
internal sealed partial class ProviderSignIn(
    ProviderDocuments documents, ProviderFetching fetching, ProviderTokens tokens, ProviderLinks links, ProvidedPeople people, ProviderSessions sessions, PresentInstitutes institutes,
    UserManager<Account> accounts, SignInManager<Account> session, TimeProvider time, ILogger<ProviderSignIn> logger)
{
    /// <summary>How recently a person who confirms their identity must have signed in there.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <returns>Where to send the browser.</returns>
    /// <exception cref="ProviderException">The provider cannot be reached.</exception>
    public async Task<string> AddressAsync(Provider provider, ProviderAttempt attempt, string redirect, CancellationToken cancellationToken)
    {
        var document = await documents.OfAsync(provider.Issuer, cancellationToken);
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = provider.ClientId,
            ["redirect_uri"] = redirect,
            ["scope"] = string.Join(' ', (string[])["openid", .. provider.Scopes.Where(scope => scope != "openid")]),
            ["state"] = attempt.State,
            ["nonce"] = attempt.Nonce,
            ["code_challenge"] = attempt.Challenge,
            ["code_challenge_method"] = "S256",
            ["prompt"] = attempt.Confirms ? "login" : null,
            ["max_age"] = attempt.Confirms ? "0" : null,
        };
        return QueryHelpers.AddQueryString(document.About.AuthorizationEndpoint, parameters.Where(each => each.Value is not null));
    }

    /// <summary>Issues the session cookie, or links the account that asked for it.</summary>
    public async Task<ProviderOutcome> FinishAsync(
        Provider provider, ProviderAttempt attempt, ProviderReturn answer, string redirect, CancellationToken cancellationToken)
    {
        ProviderOutcome outcome;
        try
        {
            outcome = await TryAsync(provider, attempt, answer, redirect, cancellationToken);
        }
        catch (ProviderException fault)
        {
            Log.Unreachable(logger, provider.Institute, fault.Message);
            return ProviderOutcome.Failed;
        }
        Log.Ended(logger, provider.Institute, outcome);
        return outcome;
    }

    private async Task<ProviderOutcome> TryAsync(
        Provider provider, ProviderAttempt attempt, ProviderReturn answer, string redirect, CancellationToken cancellationToken)
    {
        var document = await documents.OfAsync(provider.Issuer, cancellationToken);
        // Set up anew in between, or another provider's answer: neither is what was asked.
        if (attempt.Issuer != provider.Issuer || !ComesFrom(provider, document, answer.Issuer))
        {
            return ProviderOutcome.Failed;
        }
        if (answer.Error is not null || answer.Code is null)
        {
            return answer.Error is "access_denied" ? ProviderOutcome.Refused : ProviderOutcome.Failed;
        }
        var (id, access) = await RedeemAsync(provider, document, attempt, answer.Code, redirect, cancellationToken);
        var within = attempt.Confirms ? Fresh : (TimeSpan?)null;
        return id is not null && await tokens.IdTokenAsync(provider, id, access, attempt.Nonce, within, cancellationToken) is { } token
            ? await ReceiveAsync(provider, attempt, token, await AboutAsync(provider, document, token, access, cancellationToken), cancellationToken)
            : ProviderOutcome.Failed;
    }

    private async Task<ProviderOutcome> ReceiveAsync(
        Provider provider, ProviderAttempt attempt, TokenClaims token, ProvidedPerson person, CancellationToken cancellationToken)
    {
        if (attempt.LinkTo is { } asked)
        {
            return await links.AddAsync(provider, person.Subject, asked, cancellationToken) ? ProviderOutcome.Linked : ProviderOutcome.NotLinked;
        }
        if (attempt.GoesOn is { } goesOn)
        {
            return await links.FindAsync(provider, person.Subject, cancellationToken) == goesOn.Account
                && await ContinueAsync(provider, goesOn, token, cancellationToken) ? ProviderOutcome.Confirmed : ProviderOutcome.AnotherPerson;
        }
        if (await links.FindAsync(provider, person.Subject, cancellationToken) is not { } known)
        {
            if (person.Email is not { } email || !provider.SpeaksFor(email))
            {
                return ProviderOutcome.Unverified;
            }
            // Someone has this address already, and must sign in as that before being linked; or another tab was faster.
            if ((await people.AddAsync(provider, person, email, cancellationToken) ?? await links.FindAsync(provider, person.Subject, cancellationToken)) is not { } added)
            {
                return ProviderOutcome.NotLinked;
            }
            known = added;
        }
        if (person.Roles is { } roles)
        {
            await people.ApplyRolesAsync(provider.Institute, known, roles, cancellationToken);
        }
        return await BeginSessionAsync(provider, attempt, known, token, cancellationToken) ? ProviderOutcome.SignedIn : ProviderOutcome.NotLinked;
    }

    // How long ago the person has shown who they are is what the provider says; where it says nothing, it counts as long ago.
    private async Task<bool> BeginSessionAsync(Provider provider, ProviderAttempt attempt, Guid id, TokenClaims token, CancellationToken cancellationToken)
    {
        if (!await institutes.GoToAsync(id, provider.Institute, cancellationToken) || await accounts.FindByIdAsync(id.ToString()) is not { } account)
        {
            return false;
        }
        var began = await sessions.BeginAsync(provider, id, token.Text("sub")!, token.Text("sid"), cancellationToken);
        await session.SignInWithClaimsAsync(account, isPersistent: false,
        [
            new(ClaimTypes.AuthenticationMethod, "provider"),
            new(Viewer.AuthenticatedAtClaim, AuthenticatedAt(token).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            new(Viewer.CredentialClaim, began.ToString()),
        ]);
        await ((SessionSignIn)session).EndAsync(attempt.Replaced);
        return true;
    }

    // The provider may have begun another session of its own: ours ends with that one from now on.
    private async Task<bool> ContinueAsync(Provider provider, ConfirmedSession goesOn, TokenClaims token, CancellationToken cancellationToken)
    {
        if (!await sessions.ContinueAsync(goesOn.ProviderSession, goesOn.Account, token.Text("sid"), cancellationToken)
            || await accounts.FindByIdAsync(goesOn.Account.ToString()) is not { } account
            || !await institutes.GoToAsync(account.Id, provider.Institute, cancellationToken))
        {
            return false;
        }
        await ((SessionSignIn)session).ContinueAsync(account, goesOn.Session, goesOn.ProviderSession, AuthenticatedAt(token));
        return true;
    }

    // A clock that is a little ahead of ours does no harm.
    private DateTimeOffset AuthenticatedAt(TokenClaims token) =>
        token.Time("auth_time") is { } said && time.GetUtcNow() is var now && said <= now + ProviderTokens.Skew ? (said < now ? said : now) : DateTimeOffset.UnixEpoch;

    // A provider that has promised to name itself must.
    private static bool ComesFrom(Provider provider, ProviderDocument document, string? issuer) =>
        issuer is null ? !document.About.AuthorizationResponseIssParameterSupported : issuer == provider.Issuer;

    private async Task<(string? IdToken, string? AccessToken)> RedeemAsync(
        Provider provider, ProviderDocument document, ProviderAttempt attempt, string code, string redirect, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirect,
            ["code_verifier"] = attempt.Verifier,
        };
        string? basic = null;
        var methods = document.About.TokenEndpointAuthMethodsSupported;
        if (provider.ClientSecret is { } secret && (methods.Count == 0 || methods.Contains("client_secret_basic")))
        {
            basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(provider.ClientId)}:{Uri.EscapeDataString(secret)}"));
        }
        else
        {
            form["client_id"] = provider.ClientId;
            if (provider.ClientSecret is not null)
            {
                form["client_secret"] = provider.ClientSecret;
            }
        }
        var answer = Read(await fetching.PostAsync(document.About.TokenEndpoint, form, basic, cancellationToken));
        return (answer.Text("id_token"), answer.Text("access_token"));
    }

    // Many providers name a person's address and roles only where they are asked for them.
    private async Task<ProvidedPerson> AboutAsync(
        Provider provider, ProviderDocument document, TokenClaims token, string? accessToken, CancellationToken cancellationToken)
    {
        var subject = token.Text("sub")!;
        var isWhole = token.Has(provider.EmailClaim) && (provider.RolesClaim is null || token.Has(provider.RolesClaim));
        if (!isWhole && accessToken is not null && document.About.UserInfoEndpoint is { Length: > 0 } address)
        {
            var more = Read(await fetching.GetAsync(address, accessToken, cancellationToken));
            if (more.Text("sub") == subject)
            {
                return PersonOf(provider, subject, token, more);
            }
        }
        return PersonOf(provider, subject, token);
    }

    private static ProvidedPerson PersonOf(Provider provider, string subject, params TokenClaims[] said)
    {
        var about = Array.Find(said, each => each.Text(provider.EmailClaim) is not null);
        // A claim of another name is the administrator's word that it is an address the institute has given.
        var isVerified = about is not null
            && (about.IsTrue("email_verified") || about.IsTrue("xms_edov") || (provider.EmailClaim != "email" && provider.Domains.Count > 0));
        var roles = provider.RolesClaim is { } claim
            ? said.SelectMany(each => each.Texts(claim)).Where(provider.Roles.ContainsKey).Select(value => provider.Roles[value]).Distinct().Order().ToList()
            : null;
        var name = Array.Find(said, each => each.Text("name") is not null)?.Text("name");
        return new(subject, isVerified ? EmailIn(about!, provider.EmailClaim) : null, name, roles);
    }

    private static string? EmailIn(TokenClaims claims, string claim) =>
        claims.Text(claim)?.Trim() is { Length: <= 256 } email && email.Count(each => each == '@') == 1 && email.IndexOf('@') > 0
            && !email.Any(each => char.IsWhiteSpace(each) || char.IsControl(each)) && Provider.DomainOf(email).Length > 0 ? email : null;

    private static TokenClaims Read(string json)
    {
        try
        {
            return TokenClaims.Parse(json);
        }
        catch (JsonException fault)
        {
            throw new ProviderException("The provider's answer cannot be read.", fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A way to the provider of institute {Institute} ended: {Outcome}")]
        public static partial void Ended(ILogger logger, Guid institute, ProviderOutcome outcome);

        [LoggerMessage(2, LogLevel.Warning, "The provider of institute {Institute} could not be used: {Why}")]
        public static partial void Unreachable(ILogger logger, Guid institute, string why);
    }
}

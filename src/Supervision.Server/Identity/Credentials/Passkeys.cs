using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Supervision.EventStore.Deciding;

namespace Supervision.Server.Identity.Credentials;

/// <summary>Passkeys by Identity's own means; between challenge and answer it keeps the challenge in a cookie of its own.</summary>
internal sealed class Passkeys(SignInManager<Account> session, UserManager<Account> accounts)
{
    public const int LongestName = 60;

    private const int Most = 20;

    /// <returns>What the browser's <c>navigator.credentials.create</c> wants to know.</returns>
    public async Task<JsonElement> BeginAddingAsync(Account account) => JsonElement.Parse(await session.MakePasskeyCreationOptionsAsync(
        new() { Id = account.Id.ToString(), Name = account.Email!, DisplayName = account.Name }));

    /// <param name="account">Whose passkeys are asked for; null for any that the browser offers.</param>
    /// <returns>What the browser's <c>navigator.credentials.get</c> wants to know.</returns>
    public async Task<JsonElement> BeginUsingAsync(Account? account) => JsonElement.Parse(await session.MakePasskeyRequestOptionsAsync(account));

    public async Task<(UserPasskeyInfo? Passkey, Refusal? Refusal)> AddAsync(Account account, string name, JsonElement credential)
    {
        if ((await accounts.GetPasskeysAsync(account)).Count >= Most)
        {
            return (null, new("too-many-passkeys", $"An account has at most {Most} passkeys. Remove one first."));
        }
        var result = await AttestAsync(credential);
        if (result is not { Succeeded: true } || result.UserEntity.Id != account.Id.ToString())
        {
            return (null, new("passkey-not-accepted", "The passkey was not accepted. Begin again."));
        }
        result.Passkey.Name = name;
        var added = await accounts.AddOrUpdatePasskeyAsync(account, result.Passkey);
        return added.Succeeded ? (result.Passkey, null) : (null, new("passkey-not-accepted", "The passkey was not accepted. Begin again."));
    }

    /// <summary>Checks what the browser answered to the challenge.</summary>
    /// <returns>Whose passkey it is; null if it is nobody's, or the challenge was another.</returns>
    public async Task<Account?> UseAsync(JsonElement credential)
    {
        var result = await AssertAsync(credential);
        if (result is not { Succeeded: true })
        {
            return null;
        }
        // With the counter that shows a copied key.
        await accounts.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return result.User;
    }

    public async Task<IReadOnlyList<UserPasskeyInfo>> OfAsync(Account account) =>
        [.. (await accounts.GetPasskeysAsync(account)).OrderBy(passkey => passkey.CreatedAt)];

    /// <returns>False if the account has no such passkey.</returns>
    public async Task<bool> RenameAsync(Account account, string id, string name)
    {
        if (await FindAsync(account, id) is not { } passkey)
        {
            return false;
        }
        passkey.Name = name;
        return (await accounts.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded;
    }

    /// <returns>Null if the account has no such passkey; otherwise whether it could be removed.</returns>
    public async Task<bool?> RemoveAsync(Account account, string id)
    {
        if (await FindAsync(account, id) is not { } passkey)
        {
            return null;
        }
        if (!await accounts.HasPasswordAsync(account) && (await accounts.GetPasskeysAsync(account)).Count == 1)
        {
            return false;
        }
        return (await accounts.RemovePasskeyAsync(account, passkey.CredentialId)).Succeeded;
    }

    public static string IdOf(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    private async Task<UserPasskeyInfo?> FindAsync(Account account, string id) =>
        Base64Url.IsValid(id) ? await accounts.GetPasskeyAsync(account, Base64Url.DecodeFromChars(id)) : null;

    // Identity throws when no challenge is under way, which is the browser's fault and not a bug here.
    private async Task<PasskeyAttestationResult?> AttestAsync(JsonElement credential)
    {
        try
        {
            return await session.PerformPasskeyAttestationAsync(credential.GetRawText());
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<PasskeyAssertionResult<Account>?> AssertAsync(JsonElement credential)
    {
        try
        {
            return await session.PerformPasskeyAssertionAsync(credential.GetRawText());
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

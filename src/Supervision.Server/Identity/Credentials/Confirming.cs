using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Supervision.Server.Identity.SignedIn;

namespace Supervision.Server.Identity.Credentials;

/// <summary>Someone who is signed in proves again who they are, for what asks for a fresh authentication.</summary>
internal sealed class Confirming(SignInManager<Account> session, PasswordCheck passwords, Passkeys passkeys)
{
    /// <returns>False if that is not the account's password.</returns>
    public async Task<bool> ByPasswordAsync(Account account, string password, CancellationToken cancellationToken)
    {
        if (!await VerifyAsync(account, password, cancellationToken))
        {
            return false;
        }
        await RenewAsync(account);
        return true;
    }

    /// <returns>False if it is not one of the account's passkeys.</returns>
    public async Task<bool> ByPasskeyAsync(Account account, JsonElement credential)
    {
        if ((await passkeys.UseAsync(credential))?.Id != account.Id)
        {
            return false;
        }
        await RenewAsync(account);
        return true;
    }

    /// <summary>Whether it is the account's password; wrong ones count towards the lockout.</summary>
    public async Task<bool> VerifyAsync(Account account, string password, CancellationToken cancellationToken)
    {
        if (await passwords.TryAsync(account.Id, password, cancellationToken) is not { IsRight: true })
        {
            return false;
        }
        await passwords.ForgetAsync(account.Id, cancellationToken);
        return true;
    }

    private Task RenewAsync(Account account) => ((SessionSignIn)session).ConfirmAsync(account);
}

using Microsoft.AspNetCore.Identity;
using Supervision.Server.Identity.Credentials;

namespace Supervision.Server.Identity;

/// <summary>What became of an attempt to sign in.</summary>
internal abstract record SignInOutcome
{
    /// <summary>The session cookie is issued.</summary>
    internal sealed record SignedIn(Account Account) : SignInOutcome;

    /// <summary>The password is right; a code is asked for.</summary>
    internal sealed record NeedsCode : SignInOutcome;

    /// <summary>The password is right, and the code is not.</summary>
    internal sealed record WrongCode : SignInOutcome;

    internal sealed record Failed : SignInOutcome;
}

/// <summary>
/// Signing in with a password, and a code where the account asks for one. Whether there is an account must not be told by
/// the answer nor by how long it takes: a failure takes a fixed time. Nothing is kept between the two steps; the second
/// brings the password again.
/// </summary>
internal sealed partial class SignIn(
    UserManager<Account> accounts, SignInManager<Account> session, PasswordCheck passwords, SecondFactors secondFactors, TimeProvider time, ILogger<SignIn> logger)
{
    private static readonly TimeSpan FailureTakes = TimeSpan.FromMilliseconds(600);

    public async Task<SignInOutcome> TryAsync(string email, string password, string? code, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var attempt = await passwords.TryAsync(accounts.NormalizeEmail(email)!, password, cancellationToken);
        var outcome = await OutcomeAsync(attempt, code, cancellationToken);
        if (outcome is SignInOutcome.Failed or SignInOutcome.WrongCode)
        {
            Log.Failed(logger, attempt.Account);
            await DelayAsync(FailureTakes - time.GetElapsedTime(began), cancellationToken);
        }
        return outcome;
    }

    private async Task<SignInOutcome> OutcomeAsync(PasswordAttempt attempt, string? code, CancellationToken cancellationToken)
    {
        if (attempt is not { Account: { } id, IsRight: true })
        {
            return new SignInOutcome.Failed();
        }
        if (attempt.NeedsSecondFactor && string.IsNullOrWhiteSpace(code))
        {
            await passwords.TakeBackAsync(attempt, cancellationToken);
            return new SignInOutcome.NeedsCode();
        }
        if (attempt.NeedsSecondFactor && !await secondFactors.UseAsync(id, code!, cancellationToken))
        {
            return new SignInOutcome.WrongCode();
        }
        await passwords.ForgetAsync(id, cancellationToken);
        var account = (await accounts.FindByIdAsync(id.ToString()))!;
        await session.SignInAsync(account, isPersistent: false, authenticationMethod: attempt.NeedsSecondFactor ? "mfa" : "pwd");
        return new SignInOutcome.SignedIn(account);
    }

    private Task DelayAsync(TimeSpan rest, CancellationToken cancellationToken) =>
        rest > TimeSpan.Zero ? Task.Delay(rest, time, cancellationToken) : Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Information, "An attempt to sign in failed, account {Account}")]
        public static partial void Failed(ILogger logger, Guid? account);
    }
}

using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Supervision.Server.Identity;

internal static class AccountPasswords
{
    // PBKDF2 with HMAC-SHA512; the number that OWASP asks for with it.
    public const int Iterations = 210_000;

    public static IPasswordHasher<Account> Hasher() =>
        new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
}

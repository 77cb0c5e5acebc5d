namespace Supervision.Server.Identity.Credentials;

/// <summary>What may be a password: long, none that everybody tries first, and nothing that anybody knows of its person.</summary>
internal static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = SessionEndpoints.MaxLength;

    // Shorter ones stand in too many words by chance.
    private const int ShortestName = 4;

    /// <param name="password">As it shall be.</param>
    /// <param name="email">The person's.</param>
    /// <param name="institutes">Names of those that the person is at.</param>
    /// <returns>What is wrong with it; null if it may be one.</returns>
    public static string? ProblemOf(string password, string email, IEnumerable<string> institutes)
    {
        if (ProblemOf(password) is { } problem)
        {
            return problem;
        }
        var plain = Plain(password);
        string[] names = ["Supervision", email.Split('@')[0], .. institutes];
        return Array.Exists(names, name => Plain(name) is { Length: >= ShortestName } word && plain.Contains(word, StringComparison.Ordinal))
            ? "The password holds a name that others would try: that of your address, your institute or this service. Leave it out."
            : null;
    }

    /// <summary>The same before it is known whose it is.</summary>
    public static string? ProblemOf(string password) => password.Length switch
    {
        < Shortest => $"The password is too short. Use at least {Shortest} characters; a few words are easiest to remember.",
        > Longest => $"The password is too long. The limit is {Longest} characters.",
        _ => CommonPasswords.Contain(password) ? "This is one of the passwords that are tried first. Use a few words that do not belong together." : null,
    };

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}

using System.Collections.Frozen;

namespace Supervision.Server.Identity.Credentials;

/// <summary>
/// Passwords that are tried first. They are short for the most part, and people make them long enough by what stands around
/// them, by saying them twice or by walking along the keyboard: none of that helps. Where the list comes from says
/// src/THIRD-PARTY-NOTICES.md.
/// </summary>
internal static class CommonPasswords
{
    private static readonly Lazy<FrozenSet<string>> All = new(Read);

    // Whoever tries passwords walks along these too, both ways.
    private static readonly string[] Rows =
        ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p"];

    private static readonly string[] Walks = [.. Rows, .. Rows.Select(Turned)];

    public static bool Contain(string password)
    {
        var plain = password.ToLowerInvariant();
        return IsCommon(plain) || All.Value.Contains(Period(Unleet(Bare(Period(plain)))));
    }

    private static bool IsCommon(string password)
    {
        var once = Period(password);
        var bare = Period(Bare(once));
        return All.Value.Contains(password) || All.Value.Contains(once) || All.Value.Contains(bare)
            || once.Length <= 4 || Array.Exists(Walks, row => row.Contains(once, StringComparison.Ordinal));
    }

    // Digits and signs around a word are what every rule about passwords has taught people.
    private static string Bare(string password)
    {
        var (from, to) = (0, password.Length);
        while (from < to && !char.IsLetter(password[from]))
        {
            from++;
        }
        while (to > from && !char.IsLetter(password[to - 1]))
        {
            to--;
        }
        return password[from..to];
    }

    /// <summary>What is said again and again, once.</summary>
    private static string Period(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.Length % length == 0 && text.AsSpan(length).SequenceEqual(text.AsSpan(0, text.Length - length)))
            {
                return text[..length];
            }
        }
        return text;
    }

    private static string Unleet(string text) => string.Concat(text.Select(each => each switch
    {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        '@' => 'a',
        '$' => 's',
        '!' => 'i',
        _ => each,
    }));

    private static string Turned(string row) => string.Concat(row.Reverse());

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Supervision.Server.Identity.Tokens;

/// <summary>
/// A personal access token: <c>svn_</c>, 64 hexadecimal digits of chance, and 8 of the SHA-256 of all before them. Whoever
/// looks for leaked tokens finds it by <c>svn_[0-9a-f]{72}</c> and knows by the last 8 that it is one.
/// </summary>
internal static partial class AccessToken
{
    public const string Prefix = "svn_";

    private const int ChanceBytes = 32;
    private const int ChecksumDigits = 8;

    public static string Create()
    {
        var token = Prefix + RandomNumberGenerator.GetHexString(ChanceBytes * 2, lowercase: true);
        return token + ChecksumOf(token);
    }

    public static bool IsWellFormed(string token) =>
        Form().IsMatch(token) && token[^ChecksumDigits..] == ChecksumOf(token[..^ChecksumDigits]);

    /// <summary>What is stored. A token holds 256 bits of chance, so that no salt and no slow hash is needed.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    private static string ChecksumOf(string token) => Convert.ToHexStringLower(HashOf(token))[..ChecksumDigits];

    [GeneratedRegex("^svn_[0-9a-f]{72}\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Form();
}

using System.Security.Cryptography;
using System.Text;

namespace Supervision.Server.Identity.Credentials;

/// <summary>Codes for whoever has lost the app: shown once, each good for one sign-in. About 79 bits each, so a plain hash is enough to keep them by.</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;

    private const int Letters = 16;

    // Without those that are mistaken for another when written down.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static IReadOnlyList<string> Make() =>
        [.. Enumerable.Range(0, Count).Select(_ => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Letters).Chunk(4).Select(part => new string(part))))];

    /// <param name="code">As it was typed: capitals, blanks and dashes do not matter.</param>
    public static byte[] HashOf(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)])));
}

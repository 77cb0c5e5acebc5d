using System.Net.Mail;

namespace Supervision.Server.Identity;

internal static class EmailAddress
{
    /// <summary>Whether a letter could be sent to it: the bare address, at a domain with a dot.</summary>
    public static bool IsOne(string text) =>
        text.Length <= 256 && MailAddress.TryCreate(text, out var parsed) && parsed.Address == text && parsed.Host.Contains('.', StringComparison.Ordinal);
}

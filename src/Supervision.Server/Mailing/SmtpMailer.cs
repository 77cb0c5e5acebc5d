using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;

namespace Supervision.Server.Mailing;

/// <summary>Hands letters to a mail server, each on a connection of its own: there are few.</summary>
internal sealed class SmtpMailer(MailSettings settings) : IMailer
{
    private const int EncryptedFromTheStart = 465;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        using var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(settings.From));
        message.To.Add(MailboxAddress.Parse(mail.To));
        message.Subject = mail.Subject;
        message.Body = new TextPart(TextFormat.Plain) { Text = mail.Text };
        // A machine wrote it: whoever is away need not answer.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        await client.ConnectAsync(settings.Host!, settings.Port, ProtectionOf(settings), cancellationToken);
        if (settings.User is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, settings.Password ?? "", cancellationToken);
        }
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    private static SecureSocketOptions ProtectionOf(MailSettings settings) => settings.Tls switch
    {
        MailTls.None => SecureSocketOptions.None,
        MailTls.Required => settings.Port == EncryptedFromTheStart ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls,
    };
}

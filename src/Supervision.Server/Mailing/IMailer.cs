namespace Supervision.Server.Mailing;

/// <summary>A letter in plain text. It names no client and quotes no one.</summary>
internal sealed record Mail(string To, string Subject, string Text)
{
    public override string ToString() => nameof(Mail);
}

internal interface IMailer
{
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}

namespace Supervision.Server.Mailing;

/// <summary>Where no mail server is named: says so to the operator, not what would have been sent.</summary>
internal sealed partial class NoMailer(ILogger<NoMailer> logger) : IMailer
{
    public Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        NotSent(logger);
        return Task.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Error, "A letter was not sent: Supervision:Mail:Host names no mail server")]
    private static partial void NotSent(ILogger logger);
}

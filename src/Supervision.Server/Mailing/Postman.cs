using System.Threading.Channels;

namespace Supervision.Server.Mailing;

/// <summary>
/// Sends letters after the answer to whoever caused them, so that neither a slow mail server nor the answer's time tells
/// anything. What waits is lost with the node; whoever waits for a letter asks again.
/// </summary>
internal sealed partial class Postman(IServiceScopeFactory scopes, IMailer mailer, TimeProvider time, ILogger<Postman> logger) : BackgroundService
{
    private const int Capacity = 1_000;
    private static readonly TimeSpan[] TriesAgainAfter = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];

    private readonly Channel<Func<IServiceProvider, CancellationToken, Task<Mail?>>> _waiting =
        Channel.CreateBounded<Func<IServiceProvider, CancellationToken, Task<Mail?>>>(Capacity);

    /// <param name="write">Writes the letter when its turn comes; null for none after all.</param>
    public void Post(Func<IServiceProvider, CancellationToken, Task<Mail?>> write)
    {
        if (!_waiting.Writer.TryWrite(write))
        {
            Log.TooMany(logger);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var write in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await write(scope.ServiceProvider, stoppingToken) is { } mail)
                {
                    await SendAsync(mail, stoppingToken);
                }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // One letter's fault must not keep the others. A fault's message may name whom it was for.
                Log.NotSent(logger, fault.GetType().Name);
            }
        }
    }

    private async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        foreach (var pause in TriesAgainAfter)
        {
            try
            {
                await mailer.SendAsync(mail, cancellationToken);
                return;
            }
            // What the mail server said no to it says no to again.
            catch (Exception fault) when (fault is not MailKit.CommandException and not OperationCanceledException)
            {
                Log.TriesAgain(logger, fault.GetType().Name);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
        await mailer.SendAsync(mail, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A letter was not sent: {Fault}")]
        public static partial void NotSent(ILogger logger, string fault);

        [LoggerMessage(2, LogLevel.Warning, "A letter could not be sent and is tried again: {Fault}")]
        public static partial void TriesAgain(ILogger logger, string fault);

        [LoggerMessage(3, LogLevel.Error, "Too many letters wait; one was let go")]
        public static partial void TooMany(ILogger logger);
    }
}

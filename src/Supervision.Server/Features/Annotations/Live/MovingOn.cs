namespace Supervision.Server.Features.Annotations.Live;

/// <summary>
/// Tells clients that this node is about to stop, and gives them a moment to open a connection elsewhere before the
/// framework closes this one. What they send is committed or sent again; either way it is there once.
/// </summary>
internal sealed class MovingOn(LiveConnections connections, IHostApplicationLifetime lifetime) : IHostedService
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Registered once everything runs, so that it is called before the framework's own closing: the last to register is the first to be told.
        lifetime.ApplicationStarted.Register(() => lifetime.ApplicationStopping.Register(() =>
        {
            if (connections.Count > 0)
            {
                connections.SendToAll(LiveConnection.Message(LiveMethods.Moving, new MovingMessage()));
                Thread.Sleep(Grace);
            }
        }));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

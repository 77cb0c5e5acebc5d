using Supervision.EventStore;
using Supervision.EventStore.Following;
using Supervision.Server.Access;
using Supervision.Server.Features.Annotations.Live;
using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Identity.Tokens;

/// <summary>
/// Ends the open connections of tokens and provider sessions that are no longer good, on all nodes.
/// </summary>
internal sealed class EndedAccess(PostgresEventStore store, LiveConnections connections) : ILogListener
{
    private const string Topic = "access-ended";
    private const int MostInOneMessage = 200;

    public Task TellAsync(IReadOnlyCollection<Guid> credentials, CancellationToken cancellationToken) => credentials.Count == 0
        ? Task.CompletedTask
        : store.SendAsync([.. credentials.Chunk(MostInOneMessage).Select(some => new EphemeralMessage(Topic, string.Join(' ', some)))], cancellationToken);

    public ValueTask HearAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        var ended = batch.Messages.Where(message => message.Topic == Topic).SelectMany(message => message.Content.Split(' ')).ToHashSet(StringComparer.Ordinal);
        if (ended.Count > 0)
        {
            connections.Cut(connection => connection.User.FindFirst(Viewer.CredentialClaim) is { } came && ended.Contains(came.Value));
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>What was told while nobody listened is not known: all such connections come back and are looked at anew.</summary>
    public void Connected(bool isConnected)
    {
        if (isConnected)
        {
            connections.Cut(connection => connection.User.HasClaim(claim => claim.Type == Viewer.CredentialClaim));
        }
    }
}

using Supervision.EventStore.Deciding;

namespace Supervision.Server.Http;

/// <summary>The answer to a command: it is on disk.</summary>
/// <param name="Version">Of the stream, after the command.</param>
internal sealed record Receipt(Guid CommandId, long Version, DateTimeOffset At)
{
    public static Receipt Of(Guid commandId, Outcome.Accepted accepted) => new(commandId, accepted.Version, accepted.At);
}

using Supervision.EventStore;
using Supervision.EventStore.Appending;

namespace Supervision.Server.Hosting.Log;

internal static class ReadableStreams
{
    /// <summary>
    /// The log tells of a commit as soon as it is on disk, which can be a moment before others can read it. Whoever looked
    /// within that moment would find things as they were, and nobody would look again.
    /// </summary>
    public static async Task UntilReadableAsync(this PostgresEventStore store, StreamKey stream, long version, TimeProvider time, CancellationToken cancellationToken)
    {
        while (await store.VersionAsync(stream, cancellationToken) < version)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), time, cancellationToken);
        }
    }
}

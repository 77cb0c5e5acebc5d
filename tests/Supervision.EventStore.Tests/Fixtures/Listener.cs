using Supervision.EventStore.Appending;
using Supervision.EventStore.Events;
using Supervision.EventStore.Following;

namespace Supervision.EventStore.Tests.Fixtures;

/// <summary>Takes everything that a follower learns, and keeps it.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<StoredEvent> _events = [];
    private readonly List<EphemeralMessage> _messages = [];
    private readonly Task _listening;

    public Listener(LogFollower follower)
    {
        Follower = follower;
        _listening = Task.Run(ListenAsync);
    }

    public LogFollower Follower { get; }

    public IReadOnlyList<StoredEvent> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    public IReadOnlyList<EphemeralMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _events.Count;
            }
        }
    }

    /// <summary>Every event came once, and each stream's in order; from the first version on unless told otherwise.</summary>
    public void AssertExact(int count, Func<StreamKey, long>? first = null)
    {
        var events = Events;
        // A gap is told from what has not come yet: the last of a stream.
        Assert.All(events.GroupBy(e => e.Stream), s =>
            Assert.Equal(Enumerable.Range(0, s.Count()).Select(v => (first?.Invoke(s.Key) ?? 1) + v), s.Select(e => e.Version)));
        Assert.Equal(count, events.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await Follower.DisposeAsync();
        await _listening;
    }

    private async Task ListenAsync()
    {
        await foreach (var batch in Follower.Batches.ReadAllAsync())
        {
            lock (_gate)
            {
                _events.AddRange(batch.Events);
                _messages.AddRange(batch.Messages);
            }
        }
    }
}

namespace Supervision.EventStore.Appending;

/// <summary>
/// Appends that share one statement and one commit. Several appends to one stream stand in it as a chain, if each
/// expects what the one before leaves behind; a chain is stored whole or not at all.
/// </summary>
internal sealed class AppendBatch
{
    /// <summary>Bounds the memory and the time of one statement, not the number of waiting appends.</summary>
    public const int MaximumEvents = 1_000;

    private const int MaximumBytes = 4 << 20;

    private readonly Dictionary<StreamKey, Chain> _chains = [];
    private readonly List<Chain> _order = [];
    private readonly HashSet<Guid> _ids = [];
    private int _bytes;

    public int Events { get; private set; }

    public int Appends { get; private set; }

    public bool IsFull => Events >= MaximumEvents || _bytes >= MaximumBytes;

    public IReadOnlyList<Chain> Chains => _order;

    /// <summary>Whether all streams are there, as far as the writers know, at versions that they name.</summary>
    public bool IsPlain => _order.TrueForAll(c => c.Expected.Value > 0);

    /// <summary>The only append, if it is a single event and makes one document at most; else null.</summary>
    public Append? Lone => Events == 1 && _order[0].Appends[0].Append is { Documents.Count: <= 1 } append ? append : null;

    /// <summary>Takes the append in, unless its stream's chain does not lead to the version it expects, or it is in already.</summary>
    public bool TryAdd(PendingAppend pending)
    {
        var append = pending.Append;
        if (!_ids.Add(append.Events[0].Id))
        {
            return false;
        }

        if (!_chains.TryGetValue(append.Stream, out var chain))
        {
            _chains.Add(append.Stream, chain = new Chain(append.Stream, append.Type, append.Expected));
            _order.Add(chain);
        }
        else if (!chain.LeadsTo(append.Expected))
        {
            return false;
        }

        chain.Add(pending);
        Appends++;
        Events += append.Events.Count;
        foreach (var @event in append.Events)
        {
            _bytes += @event.Json.Length;
        }

        return true;
    }

    /// <summary>The appends of a batch to one stream, in order.</summary>
    internal sealed class Chain(StreamKey stream, string? type, ExpectedVersion expected)
    {
        public StreamKey Stream => stream;

        public string? Type => type;

        public ExpectedVersion Expected => expected;

        public List<PendingAppend> Appends { get; } = [];

        public int Events { get; private set; }

        public void Add(PendingAppend pending)
        {
            Appends.Add(pending);
            Events += pending.Append.Events.Count;
        }

        /// <summary>What the chain leaves of each document, and the place in the chain of the last event in it.</summary>
        public IEnumerable<(NewDocument Document, int Place)> Documents()
        {
            if (Appends.Count == 1)
            {
                return Appends[0].Append.Documents.Select(d => (d, Events));
            }

            var last = new Dictionary<(string, Guid), (NewDocument, int)>();
            var place = 0;
            foreach (var pending in Appends)
            {
                place += pending.Append.Events.Count;
                foreach (var document in pending.Append.Documents)
                {
                    last[(document.Kind, document.Id)] = (document, place);
                }
            }

            return last.Values;
        }

        public bool LeadsTo(ExpectedVersion next) =>
            next == ExpectedVersion.Any || (expected != ExpectedVersion.Any && next.Value == expected.Value + Events);
    }
}

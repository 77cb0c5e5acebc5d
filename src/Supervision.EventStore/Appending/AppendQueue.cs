using System.Diagnostics;
using Npgsql;

namespace Supervision.EventStore.Appending;

/// <summary>
/// Group commit. Appends that arrive while batches are on their way travel together in the next one; an append that finds
/// a writer idle, and not many others on their way, leaves at once, alone. A stream is in one batch at a time, so its appends keep their order.
/// </summary>
internal sealed class AppendQueue(NpgsqlDataSource database, EventStoreOptions options, TimeProvider time) : IAsyncDisposable
{
    // Two full batches at once keep each other waiting, for the processors and for the log of the database: one of twice
    // the size takes less of both. A second leaves beside one of few appends, however large those are.
    private const int ManyAppends = 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<PendingAppend> _waiting = [];
    private readonly HashSet<StreamKey> _onTheirWay = [];
    private readonly Stack<BatchWriter> _idle = [];
    private TaskCompletionSource? _drained;
    private int _running;
    private int _appendsOnTheirWay;

    private bool IsWorthWaitingFor => _appendsOnTheirWay >= ManyAppends;

    public PendingAppend Add(Append append, PendingAppend? after, CancellationToken cancellationToken)
    {
        var pending = new PendingAppend(append, after, cancellationToken);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_drained is not null, this);
            _waiting.AddLast(pending);
            if (_running == options.Writers || IsWorthWaitingFor)
            {
                return pending;
            }

            _running++;
        }

        // Starts on the caller's thread: a lone append pays for no hop between threads.
        _ = DrainAsync();
        return pending;
    }

    /// <summary>Waits for what was accepted, then lets the connections go.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _drained ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_running == 0)
            {
                _drained.TrySetResult();
            }
        }

        await _drained.Task;
        foreach (var writer in _idle)
        {
            await writer.DisposeAsync();
        }

        _idle.Clear();
    }

    private async Task DrainAsync()
    {
        while (Take() is { } batch)
        {
            await WriteAsync(batch);
            // Before the next batch leaves, so that what they do next travels in it: half as many batches, of twice the size.
            foreach (var pending in batch.Chains.SelectMany(c => c.Appends))
            {
                pending.GiveAnswer();
            }

            Release(batch);
        }
    }

    private AppendBatch? Take()
    {
        lock (_gate)
        {
            var batch = new AppendBatch();
            HashSet<StreamKey>? blocked = null;
            for (var node = IsWorthWaitingFor ? null : _waiting.First; node is not null && !batch.IsFull;)
            {
                var (pending, next) = (node.Value, node.Next);
                var stream = pending.Append.Stream;
                if (pending.IsCancelled)
                {
                    pending.Cancel();
                }

                if (pending.HasLostItsPlace())
                {
                    _waiting.Remove(node);
                    pending.GiveAnswerElsewhere();
                }
                else if (!_onTheirWay.Contains(stream) && blocked?.Contains(stream) is not true && batch.TryAdd(pending))
                {
                    _waiting.Remove(node);
                }
                else
                {
                    // What comes after it on the same stream must not overtake it.
                    (blocked ??= []).Add(stream);
                }

                node = next;
            }

            if (batch.Chains.Count == 0)
            {
                _running--;
                if (_running == 0)
                {
                    _drained?.TrySetResult();
                }

                return null;
            }

            foreach (var chain in batch.Chains)
            {
                _onTheirWay.Add(chain.Stream);
            }

            _appendsOnTheirWay += batch.Appends;
            return batch;
        }
    }

    private void Release(AppendBatch batch)
    {
        lock (_gate)
        {
            foreach (var chain in batch.Chains)
            {
                _onTheirWay.Remove(chain.Stream);
            }

            _appendsOnTheirWay -= batch.Appends;
        }
    }

    private async Task WriteAsync(AppendBatch batch)
    {
        try
        {
            var reports = await WriteWithPatienceAsync(batch);
            var i = 0;
            foreach (var chain in batch.Chains)
            {
                Settle(chain, reports[i++]);
            }
        }
        catch (Exception fault) when (!Outage.Is(fault) && batch.Chains.Sum(c => c.Appends.Count) > 1)
        {
            // One of them is to blame, and the others must not suffer for it: each goes alone.
            foreach (var pending in batch.Chains.SelectMany(c => c.Appends).Where(p => !p.HasLostItsPlace()))
            {
                var alone = new AppendBatch();
                alone.TryAdd(pending);
                await WriteAsync(alone);
            }
        }
        catch (Exception fault)
        {
            foreach (var pending in batch.Chains.SelectMany(c => c.Appends))
            {
                pending.Fail(fault);
            }
        }
    }

    // Whether a commit was reached before the connection broke cannot be known. It need not be: the events' ids make
    // the same batch repeatable.
    private async Task<ChainReport[]> WriteWithPatienceAsync(AppendBatch batch)
    {
        var started = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            BatchWriter? writer = null;
            try
            {
                writer = TakeIdle() ?? await BatchWriter.OpenAsync(database, CancellationToken.None);
                return await writer.WriteAsync(batch, mayBePlain: attempt == 0, CancellationToken.None);
            }
            catch (Exception fault) when (MayPass(fault, attempt) && time.GetElapsedTime(started) < options.Patience)
            {
                if (fault is not PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected })
                {
                    await Outage.PauseAsync(attempt, time, CancellationToken.None);
                }
            }
            finally
            {
                if (writer is not null)
                {
                    await PutBackAsync(writer);
                }
            }
        }
    }

    // A unique violation is another node storing the same event id or starting the same stream at this very moment: the
    // second look finds it. Twice in a row it is something else.
    private static bool MayPass(Exception fault, int attempt) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => attempt < 2,
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } => attempt < 10,
        _ => Outage.Is(fault),
    };

    private BatchWriter? TakeIdle()
    {
        lock (_gate)
        {
            return _idle.TryPop(out var writer) ? writer : null;
        }
    }

    private async ValueTask PutBackAsync(BatchWriter writer)
    {
        if (!writer.IsUsable)
        {
            await writer.DisposeAsync();
            return;
        }

        lock (_gate)
        {
            _idle.Push(writer);
        }
    }

    private void Settle(AppendBatch.Chain chain, ChainReport report)
    {
        if (report.Known.Count > 0)
        {
            SettleKnown(chain, report.Known);
            return;
        }

        var row = report.Row ?? throw new UnreachableException("Every chain has an answer.");
        switch (row.Kind)
        {
            case 'w':
                var version = row.Version;
                foreach (var pending in chain.Appends)
                {
                    version += pending.Append.Events.Count;
                    pending.Settle(new AppendOutcome.Appended(version, row.At, Repeated: false));
                }

                break;
            case 'c' when row.Flag:
                chain.Appends.ForEach(p => p.Settle(new AppendOutcome.Archived()));
                break;
            default:
                SettleConflict(chain, row.Version);
                break;
        }
    }

    // Only the first of a chain has met the stream as it is; the others try again.
    private void SettleConflict(AppendBatch.Chain chain, long actual)
    {
        chain.Appends[0].Settle(new AppendOutcome.Conflict(actual));
        TryAgain(chain.Appends.Skip(1));
    }

    // Some events are there already, so nothing of the chain was written. Those appends get their first result, the
    // others go again without them; one that counted on being next in line finds a conflict then.
    private void SettleKnown(AppendBatch.Chain chain, IReadOnlyList<ChainRow> known)
    {
        var place = 1L;
        var others = new List<PendingAppend>();
        foreach (var pending in chain.Appends)
        {
            var events = pending.Append.Events.Count;
            var own = known.Where(k => k.Place >= place && k.Place < place + events).ToList();
            if (own.Count == 0)
            {
                others.Add(pending);
            }
            else if (own.FirstOrDefault(k => k.Place == place) is { Place: > 0, Flag: false } first)
            {
                pending.Settle(new AppendOutcome.Appended(first.Version + events - 1, first.At, Repeated: true));
            }
            else
            {
                pending.Settle(new AppendOutcome.IdTaken());
            }

            place += events;
        }

        TryAgain(others);
    }

    private void TryAgain(IEnumerable<PendingAppend> appends)
    {
        lock (_gate)
        {
            foreach (var pending in appends.Reverse())
            {
                _waiting.AddFirst(pending);
            }
        }
    }
}

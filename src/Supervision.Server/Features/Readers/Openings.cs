using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Readers;

/// <summary>What of a case was opened.</summary>
[JsonConverter(typeof(KebabCase<OpeningKind>))]
internal enum OpeningKind
{
    /// <summary>Its text.</summary>
    Text,

    /// <summary>Its live room.</summary>
    Live,

    /// <summary>Its annotations, without the room.</summary>
    Annotations,
}

/// <param name="At">When it was asked for.</param>
internal sealed record Opening(string Tenant, CaseId Case, PersonId Person, OpeningKind Kind, DateTimeOffset At);

/// <summary>
/// Records each opening of a case. Whoever shows a case awaits this before the answer goes out, and may look the case up
/// meanwhile: so what was shown is on disk, and a reader waits for a commit shared with all who open something at that
/// moment, or, within ten minutes of the last record of the same, for nothing.
/// </summary>
internal sealed class Openings(OpeningStore store, TimeProvider time)
{
    public static readonly TimeSpan SameWithin = TimeSpan.FromMinutes(10);
    private const int Remembered = 100_000;

    private readonly ConcurrentDictionary<(string Tenant, CaseId Case, PersonId Person, OpeningKind Kind), DateTimeOffset> _recorded = [];
    private readonly Lock _gate = new();
    private List<(Opening Opening, TaskCompletionSource Recorded)> _waiting = [];
    private bool _isWriting;

    /// <exception cref="Npgsql.NpgsqlException">It could not be recorded: the case must not be shown.</exception>
    public Task RecordAsync(Viewer viewer, CaseId @case, OpeningKind kind, CancellationToken cancellationToken)
    {
        var opening = new Opening(viewer.Tenant, @case, viewer.Person, kind, time.GetUtcNow());
        if (_recorded.TryGetValue(KeyOf(opening), out var last) && opening.At - last < SameWithin)
        {
            return Task.CompletedTask;
        }

        var recorded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((opening, recorded));
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteAllAsync, CancellationToken.None);
            }
        }

        return recorded.Task.WaitAsync(cancellationToken);
    }

    // Whoever comes while one batch is on its way to disk travels with the next.
    private async Task WriteAllAsync()
    {
        while (Take() is { Count: > 0 } batch)
        {
            try
            {
                await store.WriteAsync([.. batch.Select(each => each.Opening)], CancellationToken.None);
                foreach (var (opening, recorded) in batch)
                {
                    Remember(opening);
                    recorded.SetResult();
                }
            }
            catch (Exception fault)
            {
                // Each of those who wait is told, and shows nothing.
                foreach (var (_, recorded) in batch)
                {
                    recorded.TrySetException(fault);
                }
            }
        }
    }

    private List<(Opening Opening, TaskCompletionSource Recorded)> Take()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = [];
            _isWriting = taken.Count > 0;
            return taken;
        }
    }

    private void Remember(Opening opening)
    {
        if (_recorded.Count >= Remembered)
        {
            _recorded.Clear();
        }

        _recorded[KeyOf(opening)] = opening.At;
    }

    private static (string Tenant, CaseId Case, PersonId Person, OpeningKind Kind) KeyOf(Opening opening) =>
        (opening.Tenant, opening.Case, opening.Person, opening.Kind);
}

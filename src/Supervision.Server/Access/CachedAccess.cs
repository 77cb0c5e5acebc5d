using System.Collections.Concurrent;
using Supervision.Server.Features.Cases;

namespace Supervision.Server.Access;

/// <summary>
/// Access to cases as last asked, for the live room, where it is needed with every command. Forgotten as soon as the log
/// tells of any change to a group, and not used while the log cannot be followed.
/// </summary>
internal sealed class CachedAccess(AccessControl access)
{
    private const int Capacity = 100_000;

    private readonly ConcurrentDictionary<(Viewer Viewer, CaseId Case), CaseAccess?> _known = [];
    private long _generation;

    /// <summary>Whether changes would be heard of; false while the log is not followed.</summary>
    public bool IsTrusted { get; set; }

    public async ValueTask<CaseAccess?> ToCaseAsync(Viewer viewer, CaseId @case, CancellationToken cancellationToken)
    {
        if (IsTrusted && _known.TryGetValue((viewer, @case), out var known))
        {
            return known;
        }

        var generation = Volatile.Read(ref _generation);
        var asked = await access.ToCaseAsync(viewer, @case, cancellationToken);
        // A "no" is not remembered: the case may be opened at any moment. An answer from before a change is not either.
        if (asked is not null && IsTrusted && generation == Volatile.Read(ref _generation))
        {
            if (_known.Count >= Capacity)
            {
                _known.Clear();
            }

            _known[(viewer, @case)] = asked;
            if (generation != Volatile.Read(ref _generation))
            {
                _known.TryRemove((viewer, @case), out _);
            }
        }

        return asked;
    }

    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        _known.Clear();
    }
}

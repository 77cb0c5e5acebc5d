using System.Collections.Concurrent;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Access;

/// <summary>
/// Cases and their groups as last asked, because access to them is needed with every command of the live room. Forgotten as
/// soon as the log tells of any change to a group, and not used while the log cannot be followed.
/// </summary>
internal sealed class CachedAccess(AccessControl access)
{
    private const int Capacity = 100_000;

    private readonly ConcurrentDictionary<(string Tenant, CaseId Case), (CaseHeader Case, GroupView Group)> _known = [];
    private long _generation;

    /// <summary>Whether changes would be heard of; false while the log is not followed.</summary>
    public bool IsTrusted { get; set; }

    public async ValueTask<Answer<CaseAccess>> ToCaseAsync(Viewer viewer, CaseId @case, Act act, CancellationToken cancellationToken)
    {
        if (IsTrusted && _known.TryGetValue((viewer.Tenant, @case), out var known))
        {
            return AccessRules.ToCase(known.Case, known.Group, viewer.Person, act);
        }

        var generation = Volatile.Read(ref _generation);
        var (header, group) = await access.FindAsync(viewer.Tenant, @case, cancellationToken);
        // What is not there is not remembered: it may come at any moment. Nor is an answer from before a change.
        if (header is not null && group is not null && IsTrusted && generation == Volatile.Read(ref _generation))
        {
            Remember((viewer.Tenant, @case), (header, group), generation);
        }

        return AccessRules.ToCase(header, group, viewer.Person, act);
    }

    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        _known.Clear();
    }

    private void Remember((string Tenant, CaseId Case) key, (CaseHeader Case, GroupView Group) found, long generation)
    {
        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }

        _known[key] = found;
        if (generation != Volatile.Read(ref _generation))
        {
            _known.TryRemove(key, out _);
        }
    }
}

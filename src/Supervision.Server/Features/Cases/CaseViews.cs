using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.EventStore;
using Supervision.EventStore.Reading;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Features.Groups;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Cases;

/// <summary>A case without its text. Written together with the events.</summary>
/// <param name="Characters">Of the text, in UTF-16 units.</param>
/// <param name="Erasure">The last that was asked for; null for none.</param>
/// <param name="SteppedOut">Those of the group who have left this case for good; null for nobody.</param>
/// <param name="ClosedAt">Since when it is only read; null while it is open. A case of a closed group is only read too.</param>
internal sealed record CaseHeader(
    CaseId Case, GroupId Group, SealedText Title, PersonId OpenedBy, DateTimeOffset OpenedAt, int Characters, IReadOnlyList<StepOut>? SteppedOut = null,
    CaseErasure? Erasure = null, DateTimeOffset? ClosedAt = null)
{
    public const string Kind = "case";

    public bool HasSteppedOut(PersonId person) => SteppedOut?.Any(each => each.Person == person) ?? false;

    /// <summary>Whether it is erased, or is decided to be.</summary>
    [JsonIgnore]
    public bool IsGoing => Erasure is { State: ErasureState.Approved or ErasureState.Erased };

    public override string ToString() => $"{nameof(CaseHeader)} {Case}";
}

internal sealed record StepOut(PersonId Person, DateTimeOffset At);

/// <summary>What members have done with a case's text; made from their events after the commit. None yet, no document.</summary>
/// <param name="Annotations">Not withdrawn ones.</param>
internal sealed record CaseActivity(int Annotations, DateTimeOffset LastAt)
{
    /// <summary>The name of the projection, whose documents have the case's id.</summary>
    public const string Kind = "case_activity";
}

internal sealed class CaseQueries(PostgresEventStore store)
{
    public async Task<CaseHeader?> FindAsync(string tenant, CaseId @case, CancellationToken cancellationToken) =>
        (await store.Documents.FindAsync(tenant, CaseHeader.Kind, @case.Value, CaseJson.Default.CaseHeader, cancellationToken))?.Data;

    /// <summary>Newest activity first.</summary>
    public async Task<IReadOnlyList<(CaseHeader Header, CaseActivity Activity)>> OfGroupsAsync(
        string tenant, IEnumerable<GroupId> groups, CancellationToken cancellationToken)
    {
        var headers = (await Task.WhenAll(groups.Select(group => OfGroupAsync(tenant, group, cancellationToken)))).SelectMany(cases => cases).ToList();
        var activities = await store.Documents.FindAsync(
            tenant, CaseActivity.Kind, [.. headers.Select(header => header.Case.Value)], CaseJson.Default.CaseActivity, cancellationToken);
        var byCase = activities.ToDictionary(activity => activity.Id, activity => activity.Data);
        return
        [
            .. headers
                .Select(header => (Header: header, Activity: byCase.GetValueOrDefault(header.Case.Value) ?? new(0, header.OpenedAt)))
                .OrderByDescending(found => found.Activity.LastAt)
                .ThenBy(found => found.Header.Case.Value),
        ];
    }

    /// <summary>All cases of an institute, in the order of their ids.</summary>
    public async Task<IReadOnlyList<CaseHeader>> AllAsync(string tenant, CancellationToken cancellationToken) =>
        [.. (await store.Documents.ListAsync(tenant, CaseHeader.Kind, "{}", CaseJson.Default.CaseHeader, cancellationToken)).Select(found => found.Data)];

    /// <summary>Cases whose erasure is in a state.</summary>
    public async Task<IReadOnlyList<CaseHeader>> InErasureAsync(string tenant, ErasureState state, CancellationToken cancellationToken)
    {
        var containing = JsonSerializer.Serialize(new(new ErasureIn(state)), CaseJson.Default.CasesInErasure);
        return [.. (await store.Documents.ListAsync(tenant, CaseHeader.Kind, containing, CaseJson.Default.CaseHeader, cancellationToken)).Select(found => found.Data)];
    }

    /// <summary>The text as it was opened; null for an unknown case. Looks at no right to see it.</summary>
    public async Task<CaseEvent.Opened?> ReadTextAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        await foreach (var stored in store.ReadStreamAsync(new(tenant, @case.Value), StreamPart.Whole, cancellationToken))
        {
            if (stored.Data is CaseEvent.Opened opened)
            {
                return opened;
            }
        }
        return null;
    }

    private async Task<IEnumerable<CaseHeader>> OfGroupAsync(string tenant, GroupId group, CancellationToken cancellationToken)
    {
        var containing = JsonSerializer.Serialize(new(group), CaseJson.Default.CasesOfGroup);
        return (await store.Documents.ListAsync(tenant, CaseHeader.Kind, containing, CaseJson.Default.CaseHeader, cancellationToken)).Select(found => found.Data);
    }
}

/// <summary>The part that the documents of a group's cases have in common.</summary>
internal sealed record CasesOfGroup(GroupId Group);

internal sealed record CasesInErasure(ErasureIn Erasure);

internal sealed record ErasureIn(ErasureState State);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CaseContent))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(CaseEvent.Opened))]
[JsonSerializable(typeof(CaseEvent.SteppedOut))]
[JsonSerializable(typeof(CaseEvent.ErasureRequested))]
[JsonSerializable(typeof(CaseEvent.ErasureApproved))]
[JsonSerializable(typeof(CaseEvent.ErasureDeclined))]
[JsonSerializable(typeof(CaseEvent.ErasureWithdrawn))]
[JsonSerializable(typeof(CaseEvent.Closed))]
[JsonSerializable(typeof(CaseEvent.Reopened))]
[JsonSerializable(typeof(CaseEvent.RetentionEnded))]
[JsonSerializable(typeof(CaseEvent.Erased))]
[JsonSerializable(typeof(CasesInErasure))]
[JsonSerializable(typeof(CaseHeader))]
[JsonSerializable(typeof(CaseActivity))]
[JsonSerializable(typeof(CasesOfGroup))]
internal sealed partial class CaseJson : JsonSerializerContext;

using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Holds;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Features.Invitations;
using Supervision.Server.Features.People;
using Supervision.Server.Features.Readers;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Retentions;

/// <summary>The calendar of what will go, for the officer without a title, and for whoever brought a case with it.</summary>
internal sealed class RetentionReading(
    RetentionPlans plans, CaseQueries cases, GroupQueries groups, HeldCases held, InstituteQueries institutes, PeopleQueries people, PersonNames names, OpeningStore openings,
    InvitationQueries invitations, AccessControl access, CaseSealing sealing, TimeProvider time)
{
    public async Task<RetentionCalendar> OfInstituteAsync(string tenant, CancellationToken cancellationToken)
    {
        var retention = (await institutes.FindAsync(tenant, cancellationToken))?.Retention ?? Retention.Default;
        var headers = await cases.AllAsync(tenant, cancellationToken);
        var going = await GoingAsync(tenant, headers, cancellationToken);
        var groupNames = (await groups.AllAsync(tenant, cancellationToken)).ToDictionary(group => group.Id, group => group.Name);
        var holdable = (await people.AllAsync(tenant, cancellationToken)).Select(person => person.Id).Concat(headers.Select(header => header.OpenedBy)).Distinct().ToList();
        var named = await names.NamesOfAsync(tenant, holdable, cancellationToken);
        var living = headers.Where(header => header.Erasure is not { State: ErasureState.Erased }).Select(header => header.Case).ToHashSet();
        return new(
            [.. going.Select(each => new GoingCase(
                each.Case.Case.Value, groupNames.GetValueOrDefault(each.Case.Group) ?? "", named[each.Case.OpenedBy].Name, each.Case.OpenedAt, each.Why, each.WarnedAt, each.GoesAt, each.ClosedAt,
                each.Hold is { } hold ? new(hold.Id.Value, hold.On, hold.Reason) : null))],
            [
                .. (await openings.MonthsAsync(tenant, cancellationToken)).Select(month => new GoingCount(CountedKind.AccessLog, month.First.AddMonths(retention.AccessLog), month.Count)),
                .. (await invitations.OpenAsync(tenant, cancellationToken))
                    .Select(invitation => invitation.Until.AddDays(ExpiredInvitations.KeptDays)).GroupBy(goes => (goes.UtcDateTime.Year, goes.UtcDateTime.Month))
                    .Select(month => new GoingCount(CountedKind.Invitations, month.Min(), month.Count())),
            ],
            living.Except(going.Select(each => each.Case.Case)).Count(), retention.CaseDiscussion, retention.AccessLog, ExpiredInvitations.KeptDays,
            [.. named.Values.OrderBy(person => person.Name, StringComparer.Ordinal).Select(person => new HoldablePerson(person.Person.Value, person.Name))]);
    }

    /// <summary>Of the cases that the viewer has brought and may read.</summary>
    public async Task<OwnRetention> OfPersonAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var months = (await institutes.FindAsync(viewer.Tenant, cancellationToken))?.Retention.CaseDiscussion ?? Retention.Default.CaseDiscussion;
        var own = new List<OwnCase>();
        var readable = (await access.ToGroupsAsync(viewer, cancellationToken)).ToDictionary(found => found.Group.Id, found => found.Group);
        var headers = (await cases.OfGroupsAsync(viewer.Tenant, readable.Keys, cancellationToken)).Select(found => found.Header)
            .Where(header => header.OpenedBy == viewer.Person && header.Erasure is not { State: ErasureState.Erased }).ToList();
        var going = (await GoingAsync(viewer.Tenant, headers, cancellationToken)).ToDictionary(each => each.Case.Case);
        foreach (var header in headers.OrderBy(header => header.OpenedAt))
        {
            if (await sealing.TitleAsync(viewer.Tenant, header, cancellationToken) is not { } title)
            {
                continue;
            }
            own.Add(going.GetValueOrDefault(header.Case) is { } each
                ? new(header.Case.Value, title, readable[header.Group].Name, each.WarnedAt, each.Hold is not null, each.Why, each.GoesAt, each.ClosedAt)
                : new(header.Case.Value, title, readable[header.Group].Name, [], IsHeld: false));
        }
        return new(own, months);
    }

    // Whichever comes first: what is asked for, or the end of its time.
    private async Task<IReadOnlyList<Going>> GoingAsync(string tenant, IReadOnlyList<CaseHeader> headers, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var planned = (await plans.OfAsync(tenant, cancellationToken)).Plans.ToDictionary(plan => plan.Case.Case);
        var holds = await held.OfAsync(tenant, headers.Where(header => header.Erasure is { IsOpen: true }), cancellationToken);
        return
        [
            .. headers.Select(header => Of(header, planned.GetValueOrDefault(header.Case), holds.GetValueOrDefault(header.Case), now)).Where(each => each is not null).Select(each => each!)
                .OrderBy(each => each.GoesAt ?? DateTimeOffset.MinValue),
        ];
    }

    private static Going? Of(CaseHeader header, CasePlan? plan, Hold? hold, DateTimeOffset now)
    {
        var byTime = plan is null ? null : new Going(
            header, GoingReason.Retention, [.. plan.Warned.Select(warning => warning.At)], RetentionRules.GoesAt(plan.DueAt, plan.Warned, now), plan.End.At, plan.Hold);
        return header.Erasure switch
        {
            { State: ErasureState.Approved } decided => new(header, decided.Why is ErasureReason.Retention ? GoingReason.Retention : GoingReason.Erasure, [], GoesAt: null, header.ClosedAt, hold),
            { State: ErasureState.Requested } asked when byTime is null || asked.DueAt < byTime.GoesAt => new(header, GoingReason.Erasure, byTime?.WarnedAt ?? [], asked.DueAt, byTime?.ClosedAt, hold),
            _ => byTime,
        };
    }

    private sealed record Going(CaseHeader Case, GoingReason Why, IReadOnlyList<DateTimeOffset> WarnedAt, DateTimeOffset? GoesAt, DateTimeOffset? ClosedAt, Hold? Hold);
}

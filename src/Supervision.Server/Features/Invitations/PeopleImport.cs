using System.Text.Json.Serialization;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.People;
using Supervision.Server.Http;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Invitations;

[JsonConverter(typeof(KebabCase<ImportVerdict>))]
internal enum ImportVerdict
{
    /// <summary>Is, or will be, invited.</summary>
    Invite,

    HereAlready,
    InvitedAlready,

    /// <summary>Must be put right first.</summary>
    Wrong,
}

/// <param name="Detail">What is wrong and what to do.</param>
internal sealed record ImportLine(
    int Line, string Name, string Email, IReadOnlyList<InstituteRole> Roles, ImportVerdict Verdict, string? Group = null, string? Detail = null)
{
    public override string ToString() => $"{nameof(ImportLine)} {Line}";
}

/// <param name="Invited">How many letters went; 0 for a dry run.</param>
/// <param name="NewGroups">Names of groups that are, or will be, formed for it.</param>
internal sealed record ImportReport(bool IsDryRun, int Invited, IReadOnlyList<ImportLine> Lines, IReadOnlyList<string> NewGroups);

/// <summary>Invites people by the list. Who is here or invited already is passed over, so the same list again adds nothing.</summary>
internal sealed class PeopleImport(
    Inviting inviting, Decider<GroupState, GroupCommand, GroupEvent> groups, GroupQueries groupQueries, TimeProvider time)
{
    /// <summary>What would happen.</summary>
    public async Task<ImportReport> TryAsync(string tenant, IReadOnlyList<PersonLine> lines, CancellationToken cancellationToken)
    {
        var report = new List<ImportLine>();
        foreach (var line in lines)
        {
            var fault = line.Fault is null ? await inviting.FaultInAsync(tenant, line.Email, cancellationToken) : null;
            var verdict = line.Fault is not null ? ImportVerdict.Wrong
                : fault is null ? ImportVerdict.Invite
                : fault.Code == Inviting.HereAlready.Code ? ImportVerdict.HereAlready
                : ImportVerdict.InvitedAlready;
            report.Add(new(line.Line, line.Name, line.Email, line.Roles, verdict, line.Group, line.Fault));
        }
        var known = await NamesOfGroupsAsync(tenant, cancellationToken);
        return new(IsDryRun: true, Invited: 0, report,
        [
            .. report.Where(line => line.Verdict is ImportVerdict.Invite && line.Group is not null && !known.ContainsKey(line.Group)).Select(line => line.Group!)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ]);
    }

    /// <summary>Does nothing if any line is wrong.</summary>
    /// <param name="by">Null for the operator of the installation.</param>
    public async Task<ImportReport> RunAsync(
        string tenant, IReadOnlyList<PersonLine> lines, PersonId? by, string address, CancellationToken cancellationToken)
    {
        var report = await TryAsync(tenant, lines, cancellationToken);
        if (report.Lines.Any(line => line.Verdict is ImportVerdict.Wrong))
        {
            return report;
        }
        foreach (var name in report.NewGroups)
        {
            var (id, now) = (new GroupId(Guid.CreateVersion7(time.GetUtcNow())), time.GetUtcNow());
            await groups.ExecuteAsync(new(tenant, id.Value), Guid.CreateVersion7(now), new GroupCommand.Form(id, name, now), cancellationToken);
        }
        var (ids, invited) = (await NamesOfGroupsAsync(tenant, cancellationToken), 0);
        foreach (var line in report.Lines.Where(line => line.Verdict is ImportVerdict.Invite))
        {
            var invitation = new NewInvitation(
                new(Guid.CreateVersion7(time.GetUtcNow())), line.Email, line.Name, line.Roles, line.Group is null ? null : ids[line.Group]);
            var outcome = await inviting.InviteAsync(tenant, Guid.CreateVersion7(time.GetUtcNow()), invitation, by, address, cancellationToken);
            invited += outcome is Outcome.Accepted ? 1 : 0;
        }
        return report with { IsDryRun = false, Invited = invited };
    }

    private async Task<Dictionary<string, GroupId>> NamesOfGroupsAsync(string tenant, CancellationToken cancellationToken) =>
        (await groupQueries.AllAsync(tenant, cancellationToken)).DistinctBy(group => group.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Name, group => group.Id, StringComparer.OrdinalIgnoreCase);
}

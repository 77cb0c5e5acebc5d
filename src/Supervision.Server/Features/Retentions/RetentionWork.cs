using Supervision.Server.Features.Erasures;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Invitations;
using Supervision.Server.Features.People;
using Supervision.Server.Hosting;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Retentions;

/// <summary>
/// Warns of what has nearly been kept long enough, and has it erased when its time is over; when a node starts and every ten
/// minutes. On several nodes at once the second finds nothing left to do.
/// </summary>
internal sealed partial class RetentionWork(
    InstituteRegister register, RetentionPlans plans, RetentionStore store, RetentionLetters letters, Erasing erasing, PeopleQueries people, ExpiredInvitations invitations,
    TimeProvider time, ILogger<RetentionWork> logger)
    : Recurring(TimeSpan.FromMinutes(10), time)
{
    private readonly TimeProvider _time = time;

    /// <returns>How many cases were erased.</returns>
    public async Task<int> DoAsync(CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var institute in await register.AllAsync(cancellationToken))
        {
            erased += await DoAsync(institute.ToString(), cancellationToken);
        }
        return erased;
    }

    /// <summary>The same for one institute.</summary>
    public async Task<int> DoAsync(string tenant, CancellationToken cancellationToken)
    {
        var erased = await EraseAsync(tenant, cancellationToken);
        await letters.SendAsync(tenant, cancellationToken);
        await invitations.LetGoAsync(tenant, cancellationToken);
        return erased;
    }

    protected override async Task OnceAsync(CancellationToken cancellationToken)
    {
        if (await DoAsync(cancellationToken) is > 0 and var erased)
        {
            Log.Erased(logger, erased);
        }
    }

    protected override void Failed(string fault) => Log.Failed(logger, fault);

    private async Task<int> EraseAsync(string tenant, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var (all, untrue) = await plans.OfAsync(tenant, cancellationToken);
        foreach (var warning in untrue)
        {
            await store.TakeBackAsync(tenant, warning, cancellationToken);
        }
        var erased = 0;
        foreach (var plan in all.Where(plan => plan.Hold is null))
        {
            if (RetentionRules.DaysToWarn(plan.DueAt, plan.Warned, now) is { } days)
            {
                var goesAt = days == RetentionRules.LateDays ? RetentionRules.GoesAt(plan.DueAt, plan.Warned, now) : plan.DueAt;
                await store.WarnAsync(tenant, new(plan.Case.Case, plan.DueAt, days, goesAt, now), await ConcernedAsync(tenant, plan, cancellationToken), cancellationToken);
            }
            else if (RetentionRules.IsOver(plan.Warned, now))
            {
                erased += await erasing.EndRetentionAsync(tenant, plan.Case.Case, plan.End, plan.Months, cancellationToken) ? 1 : 0;
            }
        }
        return erased;
    }

    // Whoever brought it; if they have left the institute, those who supervise its group.
    private async Task<IReadOnlyList<Recipient>> ConcernedAsync(string tenant, CasePlan plan, CancellationToken cancellationToken)
    {
        var everyone = await people.AllAsync(tenant, cancellationToken);
        var officers = everyone.Where(person => person.Roles.Contains(InstituteRole.DataProtectionOfficer)).Select(person => new Recipient(person.Id, AsOfficer: true));
        var supervisors = plan.Group?.Members.Where(member => member.Role is GroupRole.Supervisor).Select(member => member.Person) ?? [];
        var owners = everyone.Any(person => person.Id == plan.Case.OpenedBy) ? [plan.Case.OpenedBy] : supervisors;
        return [.. officers, .. owners.Select(person => new Recipient(person, AsOfficer: false))];
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} cases were kept long enough and erased")]
        public static partial void Erased(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Error, "What was kept long enough could not be erased: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

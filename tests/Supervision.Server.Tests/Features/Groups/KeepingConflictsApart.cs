using Microsoft.Extensions.DependencyInjection;
using Supervision.EventStore.Deciding;
using Supervision.Server.Demonstration;
using Supervision.Server.Features;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.People;

namespace Supervision.Server.Tests.Features.Groups;

public sealed class KeepingConflictsApart(TestServer test)
{
    private static readonly string Tenant = DemonstrationInstitute.Id.ToString();
    private readonly IServiceProvider _services = test.Shared.Services;

    [Fact]
    public async Task Whom_the_institute_knows_to_be_in_conflict_with_a_member_does_not_get_in()
    {
        var (amara, priya) = (InGroups.Of("amara"), InGroups.Of("priya"));
        var group = await InGroups.FormAsync(_services, ("ines", GroupRole.Supervisor), ("amara", GroupRole.Member));
        await DoAsync(priya, new PersonCommand.DeclareConflict(ConflictKind.PersonalTherapist, amara, priya, Someone.Noon, null));

        Assert.Equal("conflict", (await AddAsync(group, priya) as Outcome.Refused)?.Refusal.Code);
        Assert.IsType<Outcome.Accepted>(await AddAsync(group, InGroups.Of("tomasz")));
        await DoAsync(priya, new PersonCommand.WithdrawConflict(ConflictKind.PersonalTherapist, amara, priya, Someone.Noon, "The therapy has ended."));
        Assert.IsType<Outcome.Accepted>(await AddAsync(group, priya));
    }

    private Task<Outcome> AddAsync(Guid group, PersonId person) => _services.GetRequiredService<Grouping>().LetInAsync(
        Tenant, new(group), Guid.CreateVersion7(), person,
        conflicts => new GroupCommand.Join(person, GroupRole.Member, Someone.Noon, InGroups.Of("ines")) { Conflicts = conflicts }, asSupervisor: false,
        TestContext.Current.CancellationToken);

    private async Task DoAsync(PersonId person, PersonCommand command)
    {
        var people = _services.GetRequiredService<Decider<PersonState, PersonCommand, PersonEvent>>();
        Assert.IsType<Outcome.Accepted>(await people.ExecuteAsync(PersonStream.Of(Tenant, person), Guid.CreateVersion7(), command, TestContext.Current.CancellationToken));
    }
}

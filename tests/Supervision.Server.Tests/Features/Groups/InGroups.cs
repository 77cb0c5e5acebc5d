using Microsoft.Extensions.DependencyInjection;
using Supervision.EventStore.Deciding;
using Supervision.Server.Demonstration;
using Supervision.Server.Features;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Tests.Features.Groups;

/// <summary>Brings groups of the demonstration's institute to where a test begins.</summary>
internal static class InGroups
{
    private static readonly string Tenant = DemonstrationInstitute.Id.ToString();

    public static PersonId Of(string name) =>
        DemonstrationInstitute.Everyone.Single(person => person.Email.StartsWith(name, StringComparison.Ordinal)).Person;

    /// <summary>A group of these people, with a contract that all have signed.</summary>
    public static async Task<Guid> FormAsync(IServiceProvider services, params (string Name, GroupRole Role)[] members)
    {
        var group = await FormWithoutContractAsync(services, members);
        await DoAsync(services, group, new GroupCommand.WriteContract(AgreeingOnAContract.Terms, Of(members[0].Name), Someone.Noon));
        await SignAllAsync(services, group);
        return group;
    }

    public static async Task<Guid> FormWithoutContractAsync(IServiceProvider services, params (string Name, GroupRole Role)[] members)
    {
        var group = Guid.CreateVersion7();
        await DoAsync(services, group, new GroupCommand.Form(new(group), "Friday group", Someone.Noon));
        foreach (var (name, role) in members)
        {
            await DoAsync(services, group, new GroupCommand.Join(Of(name), role, Someone.Noon));
        }
        return group;
    }

    /// <summary>Everyone who is in the group signs its present contract.</summary>
    public static async Task SignAllAsync(IServiceProvider services, Guid group)
    {
        var view = (await services.GetRequiredService<GroupQueries>().FindAsync(Tenant, new(group), TestContext.Current.CancellationToken))!;
        foreach (var member in view.Members)
        {
            await DoAsync(services, group, new GroupCommand.SignContract(view.Contract, member.Person, Someone.Noon));
        }
    }

    public static async Task DoAsync(IServiceProvider services, Guid group, GroupCommand command)
    {
        var groups = services.GetRequiredService<Decider<GroupState, GroupCommand, GroupEvent>>();
        Assert.IsType<Outcome.Accepted>(await groups.ExecuteAsync(new(Tenant, group), Guid.CreateVersion7(), command, TestContext.Current.CancellationToken));
    }
}

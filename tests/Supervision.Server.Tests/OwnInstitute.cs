using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Features.People;
using Supervision.Server.Identity;
using Supervision.Server.Tests.Features.Groups;

namespace Supervision.Server.Tests;

/// <summary>An institute of a test's own on the shared server, so that who is there and as what concerns no other test.</summary>
internal sealed class OwnInstitute(RunningServer server, Guid id, string name)
{
    public const string Password = "think together";

    public Guid Id => id;

    public string Name => name;

    public string Tenant => id.ToString();

    public RunningServer Server => server;

    public static async Task<OwnInstitute> FoundAsync(RunningServer server, string name = "Riverside")
    {
        var institute = new OwnInstitute(server, Guid.CreateVersion7(), name);
        await using var command = server.Store.Database.CreateCommand("insert into identity.institutes (id, name) values ($1, $2)");
        command.Parameters.Add(new() { Value = institute.Id });
        command.Parameters.Add(new() { Value = name });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await server.Services.GetRequiredService<InstituteFounding>().FoundAsync(institute.Id, name, TestContext.Current.CancellationToken);
        return institute;
    }

    /// <summary>Someone with an account, who has just signed in.</summary>
    public async Task<Someone> BringAsync(string person, params InstituteRole[] roles)
    {
        var email = $"{person.ToLowerInvariant()}-{Guid.CreateVersion7():n}@institute.example";
        var account = new Account { Id = Guid.CreateVersion7(), InstituteId = id, Name = person, Initials = person[..1] };
        var hash = server.Services.GetRequiredService<IPasswordHasher<Account>>().HashPassword(account, Password);
        Assert.True(await AccountStore.InsertAsync(server.Store.Database, account, email, hash, TestContext.Current.CancellationToken));
        await JoinAsync(account.Person, roles);
        var browser = await SignInAsync(server, email);
        return new(account.Person, email, browser.Http, browser.Cookies);
    }

    public async Task JoinAsync(PersonId person, params InstituteRole[] roles) => Assert.IsType<Outcome.Accepted>(
        await server.Services.GetRequiredService<PeopleJoining>().JoinOnceAsync(Tenant, person, roles, TestContext.Current.CancellationToken));

    /// <summary>A group with a contract that all have signed; the first is its supervisor.</summary>
    public async Task<GroupId> FormGroupAsync(string called, params PersonId[] members)
    {
        var group = new GroupId(Guid.CreateVersion7());
        var groups = server.Services.GetRequiredService<Decider<GroupState, GroupCommand, GroupEvent>>();
        var stream = new EventStore.Appending.StreamKey(Tenant, group.Value);
        List<GroupCommand> commands =
        [
            new GroupCommand.Form(group, called, Tests.Someone.Noon),
            .. members.Select((member, n) => new GroupCommand.Join(member, n == 0 ? GroupRole.Supervisor : GroupRole.Member, Tests.Someone.Noon)),
            .. members.Take(1).Select(member => new GroupCommand.WriteContract(AgreeingOnAContract.Terms, member, Tests.Someone.Noon)),
            .. members.Select(member => new GroupCommand.SignContract(1, member, Tests.Someone.Noon)),
        ];
        foreach (var command in commands)
        {
            Assert.IsType<Outcome.Accepted>(await groups.ExecuteAsync(stream, Guid.CreateVersion7(), command, TestContext.Current.CancellationToken));
        }
        return group;
    }

    public static async Task<(HttpClient Http, CookieContainer Cookies)> SignInAsync(RunningServer server, string email)
    {
        var cookies = new CookieContainer();
        var client = server.Browser(cookies);
        using var answer = await client.PostAsJsonAsync("/api/session", new { email, password = Password }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (client, cookies);
    }

    internal sealed record Someone(PersonId Person, string Email, HttpClient Http, CookieContainer Cookies) : IDisposable
    {
        public Guid Id => Person.Value;

        public string CookieOn(RunningServer server) => Cookies.GetCookieHeader(server.Address);

        public void Dispose() => Http.Dispose();
    }
}

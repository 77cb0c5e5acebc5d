using System.CommandLine;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Features.People;
using Supervision.Server.Hosting;
using Supervision.Server.Identity;

namespace Supervision.Server.Commands;

/// <param name="Password">Told here and never again; null when the account was there already.</param>
internal sealed record AddedAccount(Guid Id, string Email, string? Password, string Institute, string? Group);

/// <summary>Makes accounts: the first ones of an institute, whom nobody can invite.</summary>
internal static class AccountsCommand
{
    private static readonly Argument<string> Email = new("email") { Description = "The address to sign in with." };
    private static readonly Option<string> Name = new("--name") { Description = "The person's name, as the others see it.", Required = true };
    private static readonly Option<string> Institute = new("--institute") { Description = "The institute's name. A new one is made if there is none of this name.", Required = true };
    private static readonly Option<InstituteRole[]> Roles = new("--role") { Description = "What the person is in the institute. May be given several times.", DefaultValueFactory = _ => [] };
    private static readonly Option<string?> Group = new("--group") { Description = "The supervision group to join. A new one is formed if there is none of this name." };
    private static readonly Option<GroupRole> As = new("--as") { Description = "What the person is in the group.", DefaultValueFactory = _ => GroupRole.Member };

    public static void AddTo(RootCommand root)
    {
        var add = new Command("add", "Makes an account with a new password, and puts the person into a group if asked to. Works beside a running server.")
        {
            Email, Name, Institute, Roles, Group, As, DatabaseOptions.Data, CommandOutput.Json,
        };
        add.SetAction(AddAsync);
        root.Subcommands.Add(new Command("accounts", "Who may sign in.") { add });
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var server = await SupervisionServer.JoinAsync([.. DatabaseOptions.SettingsOf(parsed)], cancellationToken);
        await Composition.PrepareAsync(server.App.Services, cancellationToken);
        var services = server.App.Services;
        var institute = await services.GetRequiredService<InstituteRegister>().FindOrAddAsync(parsed.GetValue(Institute)!.Trim(), cancellationToken);
        await services.GetRequiredService<InstituteFounding>().FoundAsync(institute, parsed.GetValue(Institute)!.Trim(), cancellationToken);
        var (account, password) = await AddAccountAsync(services, parsed, institute, cancellationToken);
        await GiveRolesAsync(services, institute.ToString(), account.Person, parsed.GetValue(Roles)!, cancellationToken);
        if (parsed.GetValue(Group) is { } group)
        {
            await JoinAsync(services, institute.ToString(), group.Trim(), account, parsed.GetValue(As), cancellationToken);
        }
        var added = new AddedAccount(account.Id, parsed.GetValue(Email)!, password, parsed.GetValue(Institute)!, parsed.GetValue(Group));
        CommandOutput.Write(parsed, added, result =>
            [result.Password is null ? $"{result.Email} has an account already." : $"{result.Email} signs in with the password {result.Password}"]);
        return CommandLine.Done;
    }

    private static async Task<(Account Account, string? Password)> AddAccountAsync(
        IServiceProvider services, ParseResult parsed, Guid institute, CancellationToken cancellationToken)
    {
        var (email, name) = (parsed.GetValue(Email)!.Trim(), parsed.GetValue(Name)!.Trim());
        if (email.Length > 256 || !email.Contains('@', StringComparison.Ordinal) || name.Length is 0 or > 120)
        {
            throw new CommandException("An account needs an email address, and a name of at most 120 characters.");
        }
        var account = new Account
        {
            Id = Guid.CreateVersion7(services.GetRequiredService<TimeProvider>().GetUtcNow()),
            InstituteId = institute,
            Name = name,
            Initials = PersonName.InitialsOf(name),
        };
        // Four groups of five from an alphabet without look-alikes: 98 bits.
        var password = string.Join('-', RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20).Chunk(5).Select(part => new string(part)));
        var hash = services.GetRequiredService<IPasswordHasher<Account>>().HashPassword(account, password);
        var store = services.GetRequiredService<EventStore.PostgresEventStore>();
        if (await AccountStore.InsertAsync(store.Database, account, email, hash, cancellationToken))
        {
            return (account, password);
        }
        var known = await AccountStore.FindAsync(store.Database, email, cancellationToken)
            ?? throw new CommandException("The account could not be made. Try again.");
        return (new Account { Id = known.Value, InstituteId = institute, Name = name, Initials = account.Initials }, null);
    }

    private static async Task JoinAsync(
        IServiceProvider services, string tenant, string name, Account account, GroupRole role, CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var decider = services.GetRequiredService<Decider<GroupState, GroupCommand, GroupEvent>>();
        var found = (await services.GetRequiredService<GroupQueries>().AllAsync(tenant, cancellationToken))
            .FirstOrDefault(group => string.Equals(group.Name, name, StringComparison.OrdinalIgnoreCase));
        var id = found?.Id ?? new(Guid.CreateVersion7(now));
        var stream = new EventStore.Appending.StreamKey(tenant, id.Value);
        GroupCommand[] commands = [.. found is null ? new GroupCommand[] { new GroupCommand.Form(id, name, now) } : [], new GroupCommand.Join(account.Person, role, now)];
        foreach (var command in commands)
        {
            if (await decider.ExecuteAsync(stream, Guid.CreateVersion7(now), command, cancellationToken) is Outcome.Refused refused)
            {
                throw new CommandException(refused.Refusal.Detail);
            }
        }
    }

    private static async Task GiveRolesAsync(
        IServiceProvider services, string tenant, PersonId person, IReadOnlyList<InstituteRole> roles, CancellationToken cancellationToken)
    {
        var time = services.GetRequiredService<TimeProvider>();
        await services.GetRequiredService<PeopleJoining>().JoinAsync(tenant, person, Guid.CreateVersion7(time.GetUtcNow()), roles, by: null, cancellationToken);
        var outcome = await services.GetRequiredService<PersonChanges>().ExecuteAsync(
            tenant, person, Guid.CreateVersion7(time.GetUtcNow()),
            others => new PersonCommand.ChangeRoles(roles, [], others, By: null, time.GetUtcNow(), "At the command line"), cancellationToken);
        if (outcome is Outcome.Refused refused)
        {
            throw new CommandException(refused.Refusal.Detail);
        }
    }
}

using Microsoft.AspNetCore.Identity;
using Npgsql;
using Supervision.EventStore;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Features.People;
using Supervision.Server.Identity;
using static Supervision.Server.Demonstration.DemonstrationInstitute;

namespace Supervision.Server.Demonstration;

/// <summary>Plants the demonstration. Everything has a fixed id, so that what is there already is left as it is.</summary>
internal sealed class DemonstrationSeed(
    PostgresEventStore store, IPasswordHasher<Account> passwords, InstituteFounding institutes, PeopleJoining people,
    Decider<GroupState, GroupCommand, GroupEvent> groups, CaseOpening cases, TimeProvider time)
{
    private static readonly string Tenant = Id.ToString();

    public async Task PlantAsync(CancellationToken cancellationToken)
    {
        await PlantInstituteAsync(cancellationToken);
        await institutes.FoundAsync(Id, Name, cancellationToken);
        await PlantAccountsAsync(cancellationToken);
        foreach (var person in Everyone)
        {
            await people.JoinOnceAsync(Tenant, person.Person, [person.Role], cancellationToken);
        }
        var (now, group) = (time.GetUtcNow(), new EventStore.Appending.StreamKey(Tenant, Tuesday.Value));
        await groups.ExecuteAsync(group, Of(0x02, command: 1), new GroupCommand.Form(Tuesday, GroupName, now), cancellationToken);
        foreach (var person in Everyone)
        {
            if (person.InGroup is { } role)
            {
                var command = Of(person.Person.Value.ToByteArray()[^1], command: 2);
                await groups.ExecuteAsync(group, command, new GroupCommand.Join(person.Person, role, now), cancellationToken);
            }
        }
        await AgreeAsync(group, now, cancellationToken);
        foreach (var each in Cases)
        {
            var command = Of(each.Case.Value.ToByteArray()[^1], command: 3);
            await cases.OpenAsync(Tenant, command, each.Case, Tuesday, each.By, Case(each.Title, TextOf(each.File), each.Source), cancellationToken);
        }
    }

    private async Task AgreeAsync(EventStore.Appending.StreamKey group, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await groups.ExecuteAsync(group, Of(0x02, command: 4), new GroupCommand.WriteContract(DemonstrationContract.Terms, Supervisor, now), cancellationToken);
        foreach (var member in Everyone.Where(person => person.InGroup is not null))
        {
            var command = Of(member.Person.Value.ToByteArray()[^1], command: 5);
            await groups.ExecuteAsync(group, command, new GroupCommand.SignContract(1, member.Person, now), cancellationToken);
        }
    }

    // What ships with the product is known to everybody.
    private static NewCase Case(string title, CaseText text, string? source) => new(title, text, source, GatePass.Published(title, text.Text));

    private static CaseText TextOf(string file)
    {
        using var reader = new StreamReader(typeof(DemonstrationSeed).Assembly.GetManifestResourceStream($"Demonstration/{file}")!);
        return ((CaseTextReading.Read)CaseText.Read(reader.ReadToEnd())).Text;
    }

    private async Task PlantInstituteAsync(CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand("insert into identity.institutes (id, name) values ($1, $2) on conflict do nothing");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Name });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task PlantAccountsAsync(CancellationToken cancellationToken)
    {
        string? hash = null;
        foreach (var person in await MissingAsync(cancellationToken))
        {
            var account = new Account { Id = person.Person.Value, InstituteId = Id, Name = person.Name, Initials = person.Initials };
            // Hashing is slow on purpose; one hash will do for a password that everyone is told.
            hash ??= passwords.HashPassword(account, Password);
            await AccountStore.InsertAsync(store.Database, account, person.Email, hash, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<DemonstrationPerson>> MissingAsync(CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand("select id from identity.accounts where institute_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var present = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            present.Add(reader.GetGuid(0));
        }
        return [.. Everyone.Where(person => !present.Contains(person.Person.Value))];
    }

}

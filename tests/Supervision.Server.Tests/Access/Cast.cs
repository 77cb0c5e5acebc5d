using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.EventStore.Deciding;
using Supervision.Server.Demonstration;
using Supervision.Server.Features;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.People;
using Supervision.Server.Identity;

namespace Supervision.Server.Tests.Access;

/// <summary>Someone who tries everything.</summary>
/// <param name="Name">The first part of the e-mail address; null for someone without an account.</param>
/// <param name="InInstitute">Roles in the institute that they are at: the demonstration's, and for elsa another.</param>
/// <param name="InGroup">What they are in the Tuesday group; null for nothing.</param>
/// <param name="InCase">What they are in the case Heron.</param>
internal sealed record Persona(string? Name, IReadOnlyList<InstituteRole> InInstitute, GroupRole? InGroup, GroupRole? InCase)
{
    public override string ToString() => Name ?? "nobody";
}

/// <summary>
/// The demonstration with one of every kind: each role in the group and in the institute, a former member, someone of
/// another group, and someone with every role in another institute.
/// </summary>
internal static class Cast
{
    private static readonly Guid OtherInstitute = Guid.Parse("00000000-0000-0000-0000-0000000000f1");

    /// <summary>Who has every role in another institute.</summary>
    public const string Elsewhere = "elsa";

    public static IReadOnlyList<Persona> Personas { get; } =
    [
        new(null, [], null, null),
        new("ines", [InstituteRole.Supervisor], GroupRole.Supervisor, GroupRole.Supervisor),
        new("leila", [InstituteRole.Trainee], GroupRole.Member, GroupRole.Presenter),
        new("jonas", [InstituteRole.Trainee], GroupRole.Member, GroupRole.Member),
        new("olga", [InstituteRole.Trainee], GroupRole.Observer, GroupRole.Observer),
        new("fred", [InstituteRole.Trainee], null, null),
        new("nora", [InstituteRole.Trainee, InstituteRole.Supervisor], null, null),
        new("ruth", [InstituteRole.Auditor], null, null),
        new("adam", [InstituteRole.Administrator], null, null),
        new("tara", [InstituteRole.TrainingLead], null, null),
        new("dora", [InstituteRole.DataProtectionOfficer], null, null),
        new("elsa", Enum.GetValues<InstituteRole>(), null, null),
    ];

    public static async Task GatherAsync(RunningServer server, CancellationToken cancellationToken)
    {
        await AddInstituteAsync(server, cancellationToken);
        await AddAsync(server, 0x31, "olga", DemonstrationInstitute.Id, [InstituteRole.Trainee], cancellationToken);
        await AddAsync(server, 0x32, "fred", DemonstrationInstitute.Id, [InstituteRole.Trainee], cancellationToken);
        await AddAsync(server, 0x33, "nora", DemonstrationInstitute.Id, [InstituteRole.Trainee, InstituteRole.Supervisor], cancellationToken);
        await AddAsync(server, 0x34, "adam", DemonstrationInstitute.Id, [InstituteRole.Administrator], cancellationToken);
        await AddAsync(server, 0x35, "tara", DemonstrationInstitute.Id, [InstituteRole.TrainingLead], cancellationToken);
        await AddAsync(server, 0x36, "dora", DemonstrationInstitute.Id, [InstituteRole.DataProtectionOfficer], cancellationToken);
        await AddAsync(server, 0x37, Elsewhere, OtherInstitute, Enum.GetValues<InstituteRole>(), cancellationToken);
        await InGroupAsync(server, DemonstrationInstitute.Id, DemonstrationInstitute.Tuesday, new GroupCommand.Join(PersonOf(0x31), GroupRole.Observer, Someone.Noon), cancellationToken);
        await InGroupAsync(server, DemonstrationInstitute.Id, DemonstrationInstitute.Tuesday, new GroupCommand.Join(PersonOf(0x32), GroupRole.Member, Someone.Noon), cancellationToken);
        await InGroupAsync(server, DemonstrationInstitute.Id, DemonstrationInstitute.Tuesday, new GroupCommand.Leave(PersonOf(0x32), Someone.Noon), cancellationToken);
        await FormAsync(server, DemonstrationInstitute.Id, Someone.Thursday, PersonOf(0x33), cancellationToken);
        await FormAsync(server, OtherInstitute, Someone.Tuesday, PersonOf(0x37), cancellationToken);
    }

    private static PersonId PersonOf(byte what) => new(DemonstrationInstitute.Of(what));

    private static async Task AddInstituteAsync(RunningServer server, CancellationToken cancellationToken)
    {
        await using var command = server.Store.Database.CreateCommand("insert into identity.institutes (id, name) values ($1, 'Elsewhere')");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = OtherInstitute });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task AddAsync(
        RunningServer server, byte what, string name, Guid institute, InstituteRole[] roles, CancellationToken cancellationToken)
    {
        var account = new Account { Id = PersonOf(what).Value, InstituteId = institute, Name = name, Initials = name[..1] };
        var hash = server.Services.GetRequiredService<IPasswordHasher<Account>>().HashPassword(account, DemonstrationInstitute.Password);
        await AccountStore.InsertAsync(server.Store.Database, account, $"{name}@demonstration.example", hash, cancellationToken);
        await server.Services.GetRequiredService<PeopleJoining>().JoinOnceAsync(institute.ToString(), PersonOf(what), roles, cancellationToken);
    }

    private static async Task FormAsync(RunningServer server, Guid institute, GroupId group, PersonId supervisor, CancellationToken cancellationToken)
    {
        await InGroupAsync(server, institute, group, new GroupCommand.Form(group, "Another group", Someone.Noon), cancellationToken);
        await InGroupAsync(server, institute, group, new GroupCommand.Join(supervisor, GroupRole.Supervisor, Someone.Noon), cancellationToken);
    }

    private static async Task InGroupAsync(RunningServer server, Guid institute, GroupId group, GroupCommand command, CancellationToken cancellationToken)
    {
        var groups = server.Services.GetRequiredService<Decider<GroupState, GroupCommand, GroupEvent>>();
        Assert.IsType<Outcome.Accepted>(await groups.ExecuteAsync(new(institute.ToString(), group.Value), Guid.CreateVersion7(), command, cancellationToken));
    }
}

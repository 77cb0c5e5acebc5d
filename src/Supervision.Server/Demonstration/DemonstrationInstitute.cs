using Supervision.Server.Features;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;

namespace Supervision.Server.Demonstration;

/// <summary>An invented institute. Its ids never change, so that nodes that start together plant it once.</summary>
internal static class DemonstrationInstitute
{
    public const string Name = "Demonstration Institute";
    public const string GroupName = "Tuesday group";

    /// <summary>Told to everyone who asks; worth nothing.</summary>
    public const string Password = "think together";

    public static readonly Guid Id = Of(0x01);
    public static readonly GroupId Tuesday = new(Of(0x02));
    public static readonly PersonId Supervisor = new(Of(0x11));
    public static readonly PersonId Presenter = new(Of(0x12));

    public static readonly IReadOnlyList<DemonstrationPerson> Everyone =
    [
        new(Supervisor, "Ines Halloran", "ines@demonstration.example", InstituteRole.Supervisor, GroupRole.Supervisor),
        new(Presenter, "Leila Haddad", "leila@demonstration.example", InstituteRole.Trainee, GroupRole.Member),
        new(new(Of(0x13)), "Jonas Lind", "jonas@demonstration.example", InstituteRole.Trainee, GroupRole.Member),
        new(new(Of(0x14)), "Amara Osei", "amara@demonstration.example", InstituteRole.Trainee, GroupRole.Member),
        new(new(Of(0x15)), "Tomasz Wolny", "tomasz@demonstration.example", InstituteRole.Trainee, GroupRole.Member),
        new(new(Of(0x16)), "Priya Raman", "priya@demonstration.example", InstituteRole.Trainee, GroupRole.Member),
        new(new(Of(0x17)), "Ruth Pemberton", "ruth@demonstration.example", InstituteRole.Auditor, InGroup: null),
        new(new(Of(0x18)), "Grace Okafor", "grace@demonstration.example", InstituteRole.Administrator, InGroup: null),
        new(new(Of(0x19)), "Martin Aldous", "martin@demonstration.example", InstituteRole.TrainingLead, InGroup: null),
        new(new(Of(0x1a)), "Nadia Brandt", "nadia@demonstration.example", InstituteRole.DataProtectionOfficer, InGroup: null),
    ];

    public static readonly IReadOnlyList<DemonstrationCase> Cases =
    [
        new(new(Of(0x22)), "Lucy R.", "lucy-r.txt", Supervisor,
            "Sigmund Freud, The Case of Miss Lucy R., in: Selected Papers on Hysteria and Other Psychoneuroses, translated by A. A. Brill, New York 1909"),
        new(new(Of(0x21)), "Heron", "heron.txt", Presenter, Source: null),
    ];

    /// <summary>Ids of the demonstration; the last byte tells them apart, the one before it what a command does.</summary>
    public static Guid Of(byte what, byte command = 0) => new(0xde30_5717, 0x0000, 0x8000, 0x80, 0, 0, 0, 0, 0, command, what);
}

/// <param name="InGroup">Null for someone outside the group.</param>
internal sealed record DemonstrationPerson(PersonId Person, string Name, string Email, InstituteRole Role, GroupRole? InGroup)
{
    public string Initials => string.Concat(Name.Split(' ').Select(part => part[0]));
}

internal sealed record DemonstrationCase(CaseId Case, string Title, string File, PersonId By, string? Source);

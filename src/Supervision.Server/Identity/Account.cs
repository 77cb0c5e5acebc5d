using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Identity;
using Supervision.Server.Features;
using Supervision.Server.Http;

namespace Supervision.Server.Identity;

/// <summary>A person's account, for all institutes that they belong to. The account's id is the person's.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    /// <summary>Where signing in leads to: the institute that the person was last at.</summary>
    public required Guid InstituteId { get; set; }

    /// <summary>As the others of the group see it.</summary>
    public required string Name { get; set; }

    public required string Initials { get; set; }

    public PersonId Person => new(Id);
}

/// <summary>What a person is in the institute. None of these gives access to a case.</summary>
[JsonConverter(typeof(KebabCase<InstituteRole>))]
internal enum InstituteRole
{
    Trainee, Supervisor, TrainingLead, Auditor, Administrator, DataProtectionOfficer,
}

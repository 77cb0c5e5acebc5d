using System.Text.Json.Serialization;
using Supervision.Server.Http;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Institutes;

[JsonConverter(typeof(IdentifierJson<InstituteId>))]
internal readonly record struct InstituteId(Guid Value) : IIdentifier<InstituteId>
{
    public static InstituteId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What the institute calls the person in therapy.</summary>
[JsonConverter(typeof(KebabCase<WordForClient>))]
internal enum WordForClient
{
    Client, Patient,
}

/// <summary>How long things are kept, in months.</summary>
/// <param name="CaseDiscussion">After the case has closed.</param>
/// <param name="PrivateNotes">After the case has closed, where their author has not decided.</param>
/// <param name="Ledger">Hours and signatures, after qualification or leaving.</param>
/// <param name="AuditReports">After they were made.</param>
/// <param name="AssociationRounds">After the session; 0 means that they end with it.</param>
/// <param name="AccessLog">Who has seen what.</param>
/// <param name="ErasureDays">In days: how long an erasure that was asked for waits for a decision, before it is carried out without one.</param>
internal sealed record Retention(
    int CaseDiscussion, int PrivateNotes, int Ledger, int AuditReports, int AssociationRounds, int AccessLog, int ErasureDays = Retention.UsualErasureDays)
{
    public const int UsualErasureDays = 7;

    public static readonly Retention Default = new(12, 3, 84, 84, 0, 24);
}

/// <summary>What happens to an institute; the stored contract. The stream's id is the institute's, and so is its tenant.</summary>
/// <param name="By">Null for the operator of the installation.</param>
internal abstract record InstituteEvent(PersonId? By, DateTimeOffset At)
{
    internal sealed record Founded(InstituteId Institute, string Name, PersonId? By, DateTimeOffset At) : InstituteEvent(By, At);

    internal sealed record Renamed(string Name, PersonId? By, DateTimeOffset At, string? Reason) : InstituteEvent(By, At)
    {
        public override string ToString() => nameof(Renamed);
    }

    /// <param name="TimeZone">By its IANA name.</param>
    internal sealed record SettingsChanged(
        string TimeZone, WordForClient WordForClient, Retention Retention, PersonId? By, DateTimeOffset At, string? Reason) : InstituteEvent(By, At)
    {
        public override string ToString() => nameof(SettingsChanged);
    }

    /// <param name="Standard">The id of a training standard.</param>
    internal sealed record StandardAdopted(string Standard, PersonId? By, DateTimeOffset At, string? Reason) : InstituteEvent(By, At)
    {
        public override string ToString() => $"{nameof(StandardAdopted)} {Standard}";
    }

    internal sealed record StandardDropped(string Standard, PersonId? By, DateTimeOffset At, string? Reason) : InstituteEvent(By, At)
    {
        public override string ToString() => $"{nameof(StandardDropped)} {Standard}";
    }

    /// <summary>The institute's own OpenID provider, as it is set from now on. Its client secret stands in no event.</summary>
    /// <param name="IsSecretNew">Whether a client secret was entered; otherwise it stayed, or there is none.</param>
    /// <param name="Roles">What the values of the roles claim mean.</param>
    internal sealed record ProviderSet(
        string Issuer, string ClientId, bool IsSecretNew, string EmailClaim, string? RolesClaim, IReadOnlyDictionary<string, InstituteRole> Roles,
        IReadOnlyList<string> Domains, IReadOnlyList<string> Scopes, string? ApiAudience, PersonId? By, DateTimeOffset At, string? Reason) : InstituteEvent(By, At)
    {
        public override string ToString() => nameof(ProviderSet);
    }

    internal sealed record ProviderRemoved(string Issuer, PersonId? By, DateTimeOffset At, string? Reason) : InstituteEvent(By, At)
    {
        public override string ToString() => nameof(ProviderRemoved);
    }
}

using System.Text.Json.Serialization;
using Supervision.EventStore.Appending;
using Supervision.Server.Http;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.People;

[JsonConverter(typeof(IdentifierJson<AccreditationId>))]
internal readonly record struct AccreditationId(Guid Value) : IIdentifier<AccreditationId>
{
    public static AccreditationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What another person is to this one, so that the two may not share a group or an audit.</summary>
[JsonConverter(typeof(KebabCase<ConflictKind>))]
internal enum ConflictKind
{
    PersonalTherapist, LineManager,
}

/// <summary>A person at one institute has a stream of their own there; its id is made of the person's.</summary>
internal static class PersonStream
{
    public const string Type = "person";

    public static StreamKey Of(string tenant, PersonId person) => new(tenant, IdOf(person));

    public static Guid IdOf(PersonId person) => NamedIds.Of(Type, person.Value);
}

/// <summary>What happens to a person at one institute; the stored contract. Names are kept beside the account.</summary>
/// <param name="By">Null for the operator of the installation.</param>
internal abstract record PersonEvent(PersonId? By, DateTimeOffset At)
{
    internal sealed record Joined(PersonId Person, PersonId? By, DateTimeOffset At) : PersonEvent(By, At);

    internal sealed record RoleGiven(InstituteRole Role, PersonId? By, DateTimeOffset At, string? Reason) : PersonEvent(By, At)
    {
        // What a person wrote must not end up in a log or a test's output.
        public override string ToString() => $"{nameof(RoleGiven)} {Role}";
    }

    internal sealed record RoleTaken(InstituteRole Role, PersonId? By, DateTimeOffset At, string? Reason) : PersonEvent(By, At)
    {
        public override string ToString() => $"{nameof(RoleTaken)} {Role}";
    }

    /// <summary>A body recognises the person as a supervisor.</summary>
    /// <param name="From">The first day.</param>
    /// <param name="Until">The last day; null while no end is known.</param>
    internal sealed record AccreditationRecorded(
        AccreditationId Accreditation, string Body, DateOnly From, DateOnly? Until, PersonId? By, DateTimeOffset At) : PersonEvent(By, At)
    {
        public override string ToString() => $"{nameof(AccreditationRecorded)} {Accreditation}";
    }

    /// <param name="On">The last day.</param>
    internal sealed record AccreditationEnded(
        AccreditationId Accreditation, DateOnly On, PersonId? By, DateTimeOffset At, string? Reason) : PersonEvent(By, At)
    {
        public override string ToString() => $"{nameof(AccreditationEnded)} {Accreditation}";
    }

    /// <summary>The other is this to the person. It holds for both, and stands in the person's stream only.</summary>
    internal sealed record ConflictDeclared(ConflictKind Kind, PersonId With, PersonId? By, DateTimeOffset At, string? Reason) : PersonEvent(By, At)
    {
        public override string ToString() => nameof(ConflictDeclared);
    }

    internal sealed record ConflictWithdrawn(ConflictKind Kind, PersonId With, PersonId? By, DateTimeOffset At, string? Reason) : PersonEvent(By, At)
    {
        public override string ToString() => nameof(ConflictWithdrawn);
    }

    /// <summary>The person was signed out everywhere, at this institute and others: a session is the person's own.</summary>
    internal sealed record SessionsEnded(PersonId? By, DateTimeOffset At, string? Reason) : PersonEvent(By, At)
    {
        public override string ToString() => nameof(SessionsEnded);
    }

    /// <summary>All roles end with it. Who comes back joins anew.</summary>
    internal sealed record Left(PersonId? By, DateTimeOffset At, string? Reason) : PersonEvent(By, At)
    {
        public override string ToString() => nameof(Left);
    }
}

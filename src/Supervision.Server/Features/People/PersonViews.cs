using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.EventStore.Projecting;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.People;

/// <param name="Until">The last day; null while no end is known.</param>
internal sealed record Accreditation(AccreditationId Id, string Body, DateOnly From, DateOnly? Until);

/// <param name="With">Who is this to the person.</param>
internal sealed record Conflict(ConflictKind Kind, PersonId With);

/// <summary>A person at an institute as they are now. Written together with the events; stays when the person has left.</summary>
internal sealed record PersonView(
    PersonId Id, bool IsPresent, DateTimeOffset JoinedAt, IReadOnlyList<InstituteRole> Roles, IReadOnlyList<Accreditation> Accreditations,
    IReadOnlyList<Conflict> Conflicts)
{
    public const string Kind = "person";

    public static PersonView? Of(PersonState state) => state.Id is { } id
        ? new(
            id, state.IsPresent, state.JoinedAt, [.. state.Roles], [.. state.Accreditations.Values.OrderBy(each => each.From).ThenBy(each => each.Id.Value)],
            [.. state.Conflicts.OrderBy(each => each.Kind).ThenBy(each => each.With.Value)])
        : null;
}

/// <summary>A person with whom another may not share a group or an audit, whichever of the two it was declared for.</summary>
internal sealed record PersonConflict(PersonId With, ConflictKind Kind);

internal sealed class PeopleQueries(Documents documents)
{
    private static readonly string Administrators = JsonSerializer.Serialize(
        new(IsPresent: true, [InstituteRole.Administrator]), PersonJson.Default.PeopleInRole);

    public async Task<PersonView?> FindAsync(string tenant, PersonId person, CancellationToken cancellationToken) =>
        (await documents.FindAsync(tenant, PersonView.Kind, PersonStream.IdOf(person), PersonJson.Default.PersonView, cancellationToken))?.Data;

    /// <summary>What the person is in the institute at this moment; nothing for whoever is not, or no longer, there.</summary>
    public async Task<IReadOnlyList<InstituteRole>> RolesOfAsync(string tenant, PersonId person, CancellationToken cancellationToken) =>
        await FindAsync(tenant, person, cancellationToken) is { IsPresent: true } found ? found.Roles : [];

    /// <summary>Everyone who is there.</summary>
    public async Task<IReadOnlyList<PersonView>> AllAsync(string tenant, CancellationToken cancellationToken) =>
        await ListAsync(tenant, """{"isPresent":true}""", cancellationToken);

    public async Task<IReadOnlyList<PersonId>> AdministratorsAsync(string tenant, CancellationToken cancellationToken) =>
        [.. (await ListAsync(tenant, Administrators, cancellationToken)).Select(person => person.Id)];

    /// <summary>Those who may not share a group or an audit with the person.</summary>
    public async Task<IReadOnlyList<PersonConflict>> ConflictsAsync(string tenant, PersonId person, CancellationToken cancellationToken)
    {
        var declared = (await FindAsync(tenant, person, cancellationToken))?.Conflicts ?? [];
        var containing = JsonSerializer.Serialize(new(person), PersonJson.Default.PeopleInConflict);
        var others = await ListAsync(tenant, containing, cancellationToken);
        return
        [
            .. declared.Select(each => new PersonConflict(each.With, each.Kind))
                .Concat(others.SelectMany(other => other.Conflicts.Where(each => each.With == person).Select(each => new PersonConflict(other.Id, each.Kind))))
                .Distinct(),
        ];
    }

    private async Task<IReadOnlyList<PersonView>> ListAsync(string tenant, string containing, CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync(tenant, PersonView.Kind, containing, PersonJson.Default.PersonView, cancellationToken)).Select(found => found.Data)];
}

/// <summary>The part that the documents of those who have a role have in common.</summary>
internal sealed record PeopleInRole(bool IsPresent, IReadOnlyList<InstituteRole> Roles);

/// <summary>The part that the documents of those for whom a conflict with the person was declared have in common.</summary>
internal sealed record PeopleInConflict(IReadOnlyList<PeopleInConflict.Other> Conflicts)
{
    public PeopleInConflict(PersonId with)
        : this([new Other(with)])
    {
    }

    internal sealed record Other(PersonId With);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PersonEvent.Joined))]
[JsonSerializable(typeof(PersonEvent.RoleGiven))]
[JsonSerializable(typeof(PersonEvent.RoleTaken))]
[JsonSerializable(typeof(PersonEvent.AccreditationRecorded))]
[JsonSerializable(typeof(PersonEvent.AccreditationEnded))]
[JsonSerializable(typeof(PersonEvent.ConflictDeclared))]
[JsonSerializable(typeof(PersonEvent.ConflictWithdrawn))]
[JsonSerializable(typeof(PersonEvent.SessionsEnded))]
[JsonSerializable(typeof(PersonEvent.Left))]
[JsonSerializable(typeof(PersonView))]
[JsonSerializable(typeof(PeopleInRole))]
[JsonSerializable(typeof(PeopleInConflict))]
internal sealed partial class PersonJson : JsonSerializerContext;

using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.EventStore.Deciding;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.People;

/// <param name="Id">Null until the person first joined.</param>
/// <param name="JoinedAt">The last time.</param>
internal sealed record PersonState(
    PersonId? Id, bool IsPresent, DateTimeOffset JoinedAt, ImmutableSortedSet<InstituteRole> Roles,
    ImmutableDictionary<AccreditationId, Accreditation> Accreditations, ImmutableHashSet<Conflict> Conflicts)
{
    public static readonly PersonState Initial = new(
        Id: null, IsPresent: false, default, ImmutableSortedSet<InstituteRole>.Empty, ImmutableDictionary<AccreditationId, Accreditation>.Empty,
        ImmutableHashSet<Conflict>.Empty);
}

internal static class PersonDecider
{
    public const int MaxBodyLength = 120;
    public const int MaxAccreditations = 50;
    public const int MaxConflicts = 50;

    private static readonly Refusal NotHere = new("not-here", "This person is not at the institute.");

    private static readonly Refusal LastAdministrator = new(
        "last-administrator", "An institute keeps at least one administrator. Make another person administrator first.");

    private static readonly Refusal NotToYourself = new("not-to-yourself", "Nobody gives a role to themselves. Ask another administrator.");

    public static Decision<PersonEvent> Decide(PersonState state, PersonCommand command) => command switch
    {
        PersonCommand.Join join => Join(state, join),
        PersonCommand.Leave leave => Leave(state, leave),
        _ when !state.IsPresent => NotHere,
        PersonCommand.ChangeRoles change => ChangeRoles(state, change),
        PersonCommand.RecordAccreditation record => RecordAccreditation(state, record),
        PersonCommand.EndAccreditation end => EndAccreditation(state, end),
        PersonCommand.DeclareConflict declare => DeclareConflict(state, declare),
        PersonCommand.WithdrawConflict withdraw => WithdrawConflict(state, withdraw),
        PersonCommand.EndSessions end => Reason.FaultInRequired(end.Reason) is { } fault ? fault : [new PersonEvent.SessionsEnded(end.By, end.At, end.Reason)],
        _ => throw new UnreachableException(),
    };

    public static PersonState Evolve(PersonState state, PersonEvent @event) => @event switch
    {
        PersonEvent.Joined joined => state with { Id = joined.Person, IsPresent = true, JoinedAt = joined.At },
        PersonEvent.RoleGiven given => state with { Roles = state.Roles.Add(given.Role) },
        PersonEvent.RoleTaken taken => state with { Roles = state.Roles.Remove(taken.Role) },
        PersonEvent.AccreditationRecorded recorded => state with
        {
            Accreditations = state.Accreditations.SetItem(
                recorded.Accreditation, new(recorded.Accreditation, recorded.Body, recorded.From, recorded.Until)),
        },
        PersonEvent.AccreditationEnded ended => state with
        {
            Accreditations = state.Accreditations.SetItem(ended.Accreditation, state.Accreditations[ended.Accreditation] with { Until = ended.On }),
        },
        PersonEvent.ConflictDeclared declared => state with { Conflicts = state.Conflicts.Add(new(declared.Kind, declared.With)) },
        PersonEvent.ConflictWithdrawn withdrawn => state with { Conflicts = state.Conflicts.Remove(new(withdrawn.Kind, withdrawn.With)) },
        PersonEvent.SessionsEnded => state,
        PersonEvent.Left => state with { IsPresent = false, Roles = state.Roles.Clear() },
        _ => throw new UnreachableException(),
    };

    // Whoever is here already keeps the roles that they have.
    private static Decision<PersonEvent> Join(PersonState state, PersonCommand.Join join) => state.IsPresent
        ? []
        :
        [
            new PersonEvent.Joined(join.Person, join.By, join.At),
            .. join.Roles.Distinct().Order().Select(role => new PersonEvent.RoleGiven(role, join.By, join.At, Reason: null)),
        ];

    private static Decision<PersonEvent> ChangeRoles(PersonState state, PersonCommand.ChangeRoles change)
    {
        var given = change.Give.Distinct().Except(state.Roles).Order().ToList();
        var taken = change.Take.Distinct().Intersect(state.Roles).Order().ToList();
        if (given.Count + taken.Count == 0)
        {
            return [];
        }
        if (change.Give.Intersect(change.Take).Any())
        {
            return new Refusal("both-given-and-taken", "A role is either given or taken away.");
        }
        if (given.Count > 0 && change.By == state.Id && change.OtherAdministrators > 0)
        {
            return NotToYourself;
        }
        if (taken.Contains(InstituteRole.Administrator) && change.OtherAdministrators == 0)
        {
            return LastAdministrator;
        }
        return Reason.FaultInRequired(change.Reason) is { } fault
            ? fault
            :
            [
                .. given.Select(role => new PersonEvent.RoleGiven(role, change.By, change.At, change.Reason)),
                .. taken.Select(role => new PersonEvent.RoleTaken(role, change.By, change.At, change.Reason)),
            ];
    }

    private static Decision<PersonEvent> Leave(PersonState state, PersonCommand.Leave leave)
    {
        if (!state.IsPresent)
        {
            return [];
        }
        if (state.Roles.Contains(InstituteRole.Administrator) && leave.OtherAdministrators == 0)
        {
            return LastAdministrator;
        }
        return Reason.FaultInRequired(leave.Reason) is { } fault ? fault : [new PersonEvent.Left(leave.By, leave.At, leave.Reason)];
    }

    private static Decision<PersonEvent> RecordAccreditation(PersonState state, PersonCommand.RecordAccreditation record)
    {
        var accreditation = new Accreditation(record.Accreditation, record.Body, record.From, record.Until);
        if (state.Accreditations.TryGetValue(record.Accreditation, out var known))
        {
            return known == accreditation ? [] : new Refusal("id-taken", "There is an accreditation with this id already.");
        }
        if (record.Body.Length is 0 or > MaxBodyLength)
        {
            return new Refusal("body-missing", $"Name the body that accredits, with at most {MaxBodyLength} characters.");
        }
        if (record.Until < record.From)
        {
            return new Refusal("ends-before-it-begins", "An accreditation ends on or after the day on which it begins.");
        }
        return state.Accreditations.Count < MaxAccreditations
            ? [new PersonEvent.AccreditationRecorded(record.Accreditation, record.Body, record.From, record.Until, record.By, record.At)]
            : new Refusal("too-many-accreditations", $"A person has at most {MaxAccreditations} accreditations.");
    }

    private static Decision<PersonEvent> EndAccreditation(PersonState state, PersonCommand.EndAccreditation end)
    {
        if (!state.Accreditations.TryGetValue(end.Accreditation, out var known))
        {
            return new Refusal("unknown-accreditation", "There is no such accreditation.");
        }
        if (known.Until == end.On)
        {
            return [];
        }
        if (end.On < known.From)
        {
            return new Refusal("ends-before-it-begins", "An accreditation ends on or after the day on which it begins.");
        }
        return Reason.FaultInRequired(end.Reason) is { } fault
            ? fault
            : [new PersonEvent.AccreditationEnded(end.Accreditation, end.On, end.By, end.At, end.Reason)];
    }

    private static Decision<PersonEvent> DeclareConflict(PersonState state, PersonCommand.DeclareConflict declare)
    {
        if (declare.With == state.Id)
        {
            return new Refusal("with-oneself", "A conflict is with another person.");
        }
        if (state.Conflicts.Contains(new(declare.Kind, declare.With)))
        {
            return [];
        }
        if (Reason.FaultIn(declare.Reason) is { } fault)
        {
            return fault;
        }
        return state.Conflicts.Count < MaxConflicts
            ? [new PersonEvent.ConflictDeclared(declare.Kind, declare.With, declare.By, declare.At, declare.Reason)]
            : new Refusal("too-many-conflicts", $"A person has at most {MaxConflicts} conflicts.");
    }

    private static Decision<PersonEvent> WithdrawConflict(PersonState state, PersonCommand.WithdrawConflict withdraw) =>
        !state.Conflicts.Contains(new(withdraw.Kind, withdraw.With)) ? []
        : Reason.FaultInRequired(withdraw.Reason) is { } fault ? fault
        : [new PersonEvent.ConflictWithdrawn(withdraw.Kind, withdraw.With, withdraw.By, withdraw.At, withdraw.Reason)];
}

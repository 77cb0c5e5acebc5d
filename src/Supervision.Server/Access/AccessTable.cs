using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;

namespace Supervision.Server.Access;

/// <summary>What an act is about, and so which roles count.</summary>
internal enum Scope
{
    /// <summary>Also whoever is not signed in.</summary>
    Anyone,

    /// <summary>Whoever is signed in, about themselves or what is theirs.</summary>
    SignedIn,

    /// <summary>Roles in the institute. They give no access to a case.</summary>
    Institute,

    /// <summary>Roles in the group that the address names as <c>groupId</c>, or the body does.</summary>
    Group,

    /// <summary>Roles in the group of the case that the address names as <c>caseId</c>; who brought the case is its presenter.</summary>
    Case,
}

/// <summary>Who may do one thing.</summary>
/// <param name="Act">What.</param>
/// <param name="Scope">Which roles count.</param>
/// <param name="What">In plain words, for the documentation.</param>
internal sealed record AccessRow(Act Act, Scope Scope, string What)
{
    public IReadOnlyList<InstituteRole> InstituteRoles { get; init; } = [];

    public IReadOnlyList<GroupRole> GroupRoles { get; init; } = [];

    /// <summary>What a member is told whose role may not. Whoever is no member is told that there is no such thing.</summary>
    public Refusal? Otherwise { get; init; }

    /// <summary>Whether it asks for an authentication that is at most five minutes old.</summary>
    public bool IsFresh { get; init; }
}

/// <summary>
/// The one table of role by action. Every endpoint and every method of the hub names its row by <c>Asks</c>; the checks,
/// the documentation (README.md beside) and the tests that try every endpoint as everybody are made from it.
/// </summary>
internal static class AccessTable
{
    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        new(Act.SignIn, Scope.Anyone, "Sign in"),
        new(Act.SignOut, Scope.Anyone, "Sign out"),
        new(Act.SeeDemonstration, Scope.Anyone, "See the demonstration's accounts, where there is a demonstration"),
        new(Act.SeeHealth, Scope.Anyone, "Ask whether the server is alive and ready"),
        new(Act.SeeApiDescription, Scope.Anyone, "Read the description of the API"),

        new(Act.SeeSession, Scope.SignedIn, "See who one is signed in as"),
        new(Act.SeeCodebooks, Scope.SignedIn, "Read the codebooks"),
        new(Act.ListCases, Scope.SignedIn, "List the cases of one's own groups"),
        new(Act.Connect, Scope.SignedIn, "Connect to the live room; what is heard there is asked for case by case"),
        new(Act.LeaveRoom, Scope.SignedIn, "Leave a case's live room"),

        new(Act.OpenCase, Scope.Group, "Open a case in a group")
        {
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter, GroupRole.Member],
            Otherwise = new("observers-only-watch", "Observers open no cases."),
        },

        new(Act.ReadCase, Scope.Case, "Read a case, its annotations, and who is in it")
        {
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter, GroupRole.Member, GroupRole.Observer],
        },
        new(Act.Annotate, Scope.Case, "Annotate, reply and resolve")
        {
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter, GroupRole.Member],
            Otherwise = new("observer", "Observers read and take no part. Ask the supervisor for another role."),
        },
    ];

    private static readonly Dictionary<Act, AccessRow> ByAct = Rows.ToDictionary(row => row.Act);

    public static AccessRow Of(Act act) => ByAct[act];
}

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

    /// <summary>What everyone is told once the group is closed, where it ends with the group; null where it does not.</summary>
    public Refusal? OnceClosed { get; init; }

    /// <summary>What everyone is told once the case is closed, where it ends with that; null where it does not.</summary>
    public Refusal? OnceCaseClosed { get; init; }

    /// <summary>Whether it asks for an authentication that is at most five minutes old.</summary>
    public bool IsFresh { get; init; }

    /// <summary>
    /// Whether it is closed to a session that began at an institute's provider. Whoever runs the provider can come in as any of
    /// its people: that must lead neither to another institute nor to a way in of its own.
    /// </summary>
    public bool IsForOwnSignIn { get; init; }

    /// <summary>For what a program's token must be; null where no program may come, whatever its token is for.</summary>
    public TokenScope? Token => IsFresh ? null : ForPrograms ?? (Scope is Scope.Anyone or Scope.SignedIn ? null : TokenScope.Manage);

    /// <summary>Said where it is not what follows from the scope: all but one's own account may be managed, and nothing else done.</summary>
    public TokenScope? ForPrograms { get; init; }
}

/// <summary>
/// The one table of role by action. Every endpoint and every method of the hub names its row by <c>Asks</c>; the checks,
/// the documentation (README.md beside) and the tests that try every endpoint as everybody are made from it.
/// </summary>
internal static class AccessTable
{
    private static readonly GroupRole[] AllInGroup = [GroupRole.Supervisor, GroupRole.Presenter, GroupRole.Member, GroupRole.Observer];

    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        new(Act.SignIn, Scope.Anyone, "Sign in"),
        new(Act.SignOut, Scope.Anyone, "Sign out"),
        new(Act.ResetPassword, Scope.Anyone, "Ask for a link to a new password, and set it by the link"),
        new(Act.ConfirmEmail, Scope.Anyone, "Confirm an email address by the link sent to it"),
        new(Act.SeeDevelopmentMail, Scope.Anyone, "Read the letters of a development server, at its own machine"),
        new(Act.SeeDemonstration, Scope.Anyone, "See the demonstration's accounts, where there is a demonstration") { ForPrograms = TokenScope.Read },
        new(Act.SeeHealth, Scope.Anyone, "Ask whether the server is alive and ready") { ForPrograms = TokenScope.Read },
        new(Act.SeeApiDescription, Scope.Anyone, "Read the description of the API") { ForPrograms = TokenScope.Read },

        new(Act.SeeInvitation, Scope.Anyone, "Look at an invitation, and accept it with a new account, with the token that its letter holds"),

        new(Act.SeeSession, Scope.SignedIn, "See who one is signed in as") { ForPrograms = TokenScope.Read },
        new(Act.ConfirmIdentity, Scope.SignedIn, "Show once more who one is"),
        new(Act.SeeSessions, Scope.SignedIn, "See where one is signed in"),
        new(Act.EndSessions, Scope.SignedIn, "Sign oneself out elsewhere") { IsFresh = true },
        new(Act.SeeCredentials, Scope.SignedIn, "See one's passkeys, whether signing in asks for a code, and whether the institute's provider knows one"),
        new(Act.ChangePassword, Scope.SignedIn, "Change one's password, by the present one"),
        new(Act.ChangeEmail, Scope.SignedIn, "Change one's email address") { IsFresh = true, IsForOwnSignIn = true },
        new(Act.AddPasskey, Scope.SignedIn, "Add a passkey") { IsFresh = true, IsForOwnSignIn = true },
        new(Act.RenamePasskey, Scope.SignedIn, "Name a passkey"),
        new(Act.RemovePasskey, Scope.SignedIn, "Remove a passkey") { IsFresh = true, IsForOwnSignIn = true },
        new(Act.ChangeTwoFactor, Scope.SignedIn, "Set up an authenticator app, renew its recovery codes, turn it off") { IsFresh = true, IsForOwnSignIn = true },
        new(Act.SwitchInstitute, Scope.SignedIn, "Go to another institute that one belongs to") { IsForOwnSignIn = true },
        new(Act.AcceptInvitation, Scope.SignedIn, "Accept an invitation to one's own address"),
        new(Act.SeeOwnConflicts, Scope.SignedIn, "See whom one has declared one's own therapist or line manager, or an administrator has"),
        new(Act.DeclareOwnConflict, Scope.SignedIn, "Declare one's own therapist or line manager, who may then share no group or audit with one"),
        new(Act.SeeInstitute, Scope.SignedIn, "Read the name, time zone and words of the institute that one is at") { ForPrograms = TokenScope.Read },
        new(Act.SeeCodebooks, Scope.SignedIn, "Read the codebooks") { ForPrograms = TokenScope.Read },
        new(Act.CheckText, Scope.SignedIn, "See what in a text may identify someone") { ForPrograms = TokenScope.Annotate },
        new(Act.ListCases, Scope.SignedIn, "List the cases of one's own groups") { ForPrograms = TokenScope.Read },
        new(Act.SeeOwnRetention, Scope.SignedIn, "See when the cases that one has brought will be erased") { ForPrograms = TokenScope.Read },
        new(Act.SeeExports, Scope.SignedIn, "See one's own exports, and how far they are"),
        new(Act.Export, Scope.SignedIn, "Export what is one's own, and fetch it once") { IsFresh = true },
        new(Act.SeeOwnErasure, Scope.SignedIn, "See what erasing one's own notes and replies would take away, and whether it is asked for"),
        new(Act.RequestOwnErasure, Scope.SignedIn, "Ask for the erasure of one's own notes and replies, and withdraw that") { IsFresh = true },
        new(Act.Connect, Scope.SignedIn, "Connect to the live room; what is heard there is asked for case by case") { ForPrograms = TokenScope.Read },
        new(Act.LeaveRoom, Scope.SignedIn, "Leave a case's live room") { ForPrograms = TokenScope.Read },
        new(Act.FindProvider, Scope.Anyone, "Find the institutes whose OpenID provider speaks for an e-mail domain"),
        new(Act.SignInAtProvider, Scope.Anyone, "Sign in at an institute's OpenID provider"),
        new(Act.EndProviderSessions, Scope.Anyone, "End sessions, with a logout token of the institute's OpenID provider"),
        new(Act.ListAccessTokens, Scope.SignedIn, "See one's own access tokens"),
        new(Act.MakeAccessToken, Scope.SignedIn, "Make an access token for oneself") { IsFresh = true },
        new(Act.RevokeAccessToken, Scope.SignedIn, "Revoke one's own access token"),
        new(Act.LinkProvider, Scope.SignedIn, "Link one's account with the institute's OpenID provider, and unlink it") { IsFresh = true },

        new(Act.SeeProvider, Scope.Institute, "See the settings of the institute's OpenID provider")
        {
            InstituteRoles = [InstituteRole.Administrator],
            ForPrograms = TokenScope.Read,
        },
        new(Act.ChangeProvider, Scope.Institute, "Set or remove the institute's OpenID provider")
        {
            InstituteRoles = [InstituteRole.Administrator],
            IsFresh = true,
        },

        new(Act.ChangeInstitute, Scope.Institute, "Change the institute's settings") { InstituteRoles = [InstituteRole.Administrator] },
        new(Act.ListPeople, Scope.Institute, "List the people of the institute with their roles; addresses and conflicts are for the administrator")
        {
            ForPrograms = TokenScope.Read,
            InstituteRoles = [InstituteRole.TrainingLead, InstituteRole.Administrator],
        },
        new(Act.ChangeRoles, Scope.Institute, "Give people roles in the institute, and take them away") { InstituteRoles = [InstituteRole.Administrator], IsFresh = true },
        new(Act.RecordAccreditation, Scope.Institute, "Record supervisors' accreditations, and their end")
        {
            InstituteRoles = [InstituteRole.TrainingLead, InstituteRole.Administrator],
        },
        new(Act.ChangeConflicts, Scope.Institute, "Declare who may not share a group or an audit, and withdraw it") { InstituteRoles = [InstituteRole.Administrator] },
        new(Act.EndMembership, Scope.Institute, "End a person's membership of the institute") { InstituteRoles = [InstituteRole.Administrator], IsFresh = true },
        new(Act.EndPersonsSessions, Scope.Institute, "Sign a person out everywhere") { InstituteRoles = [InstituteRole.Administrator], IsFresh = true },
        new(Act.ListInvitations, Scope.Institute, "List invitations that are open") { ForPrograms = TokenScope.Read, InstituteRoles = [InstituteRole.Administrator] },
        new(Act.Invite, Scope.Institute, "Invite people, send invitations again, and withdraw them") { InstituteRoles = [InstituteRole.Administrator], IsFresh = true },
        new(Act.ImportPeople, Scope.Institute, "Invite the people of a list") { InstituteRoles = [InstituteRole.Administrator], IsFresh = true },

        new(Act.ListGroups, Scope.Institute, "See which groups there are and who supervises them, and nothing of their cases")
        {
            ForPrograms = TokenScope.Read,
            InstituteRoles = [InstituteRole.TrainingLead, InstituteRole.Administrator],
        },
        new(Act.FormGroup, Scope.Institute, "Form a group")
        {
            InstituteRoles = [InstituteRole.TrainingLead, InstituteRole.Administrator],
        },
        new(Act.NameSupervisor, Scope.Institute, "Name a group's supervisor, who is not oneself")
        {
            InstituteRoles = [InstituteRole.TrainingLead, InstituteRole.Administrator],
        },
        new(Act.SeeAlerts, Scope.Institute, "See who opened unusually many cases, and not which")
        {
            ForPrograms = TokenScope.Read,
            InstituteRoles = [InstituteRole.DataProtectionOfficer],
        },
        new(Act.MarkAlerts, Scope.Institute, "Put on record that such an alert was looked at") { InstituteRoles = [InstituteRole.DataProtectionOfficer] },

        new(Act.SeeKeys, Scope.Institute, "See the keys of cases, whether they live, and which erasures are asked for, of cases and of what members wrote; nothing but names, dates and counts")
        {
            ForPrograms = TokenScope.Read,
            InstituteRoles = [InstituteRole.DataProtectionOfficer, InstituteRole.Administrator],
        },
        new(Act.DecideErasure, Scope.Institute, "Decide on the erasure of a case, or of what a member wrote, that another person has asked for")
        {
            InstituteRoles = [InstituteRole.DataProtectionOfficer, InstituteRole.Administrator],
            IsFresh = true,
        },
        new(Act.FindHoldings, Scope.Institute, "Find by a client's alias that something is held, by whom and how much, and read none of it")
        {
            InstituteRoles = [InstituteRole.DataProtectionOfficer],
            IsFresh = true,
        },

        new(Act.SeeSearches, Scope.Institute, "See who has searched for what is held about somebody, when and why, and not under which alias")
        {
            InstituteRoles = [InstituteRole.DataProtectionOfficer, InstituteRole.Auditor],
            ForPrograms = TokenScope.Read,
        },
        new(Act.SeeRetention, Scope.Institute, "See what will be erased and when; of the cases nothing but group, dates and who brought them")
        {
            InstituteRoles = [InstituteRole.DataProtectionOfficer],
            ForPrograms = TokenScope.Read,
        },
        new(Act.SeeHolds, Scope.Institute, "See legal holds and their reasons") { InstituteRoles = [InstituteRole.DataProtectionOfficer], ForPrograms = TokenScope.Read },
        new(Act.ChangeHolds, Scope.Institute, "Hold a case or a person's things, so that nothing of them is erased, and lift that")
        {
            InstituteRoles = [InstituteRole.DataProtectionOfficer],
            IsFresh = true,
        },

        new(Act.SeeGroup, Scope.Group, "See the group's people, contract and signatures") { ForPrograms = TokenScope.Read, GroupRoles = AllInGroup },
        new(Act.LeaveGroup, Scope.Group, "Leave the group") { GroupRoles = AllInGroup },
        new(Act.SignContract, Scope.Group, "Sign the contract") { GroupRoles = AllInGroup, IsFresh = true },
        new(Act.AnswerProposal, Scope.Group, "Consent to an observer, or decline")
        {
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter, GroupRole.Member],
            Otherwise = new("only-members-consent", "Observers are not asked about other observers."),
        },
        new(Act.RunGroup, Scope.Group, "Add and remove people, change roles, write the contract, rename and close the group")
        {
            GroupRoles = [GroupRole.Supervisor],
            Otherwise = new("only-supervisor", "Only the group's supervisor can do this."),
        },
        new(Act.OpenCase, Scope.Group, "Open a case in a group")
        {
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter, GroupRole.Member],
            Otherwise = new("observers-only-watch", "Observers open no cases."),
        },

        new(Act.ReadCase, Scope.Case, "Read a case, its annotations, and who is in it")
        {
            ForPrograms = TokenScope.Read,
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter, GroupRole.Member, GroupRole.Observer],
        },
        new(Act.Annotate, Scope.Case, "Annotate, reply and resolve")
        {
            ForPrograms = TokenScope.Annotate,
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter, GroupRole.Member],
            Otherwise = new("observer", "Observers read and take no part. Ask the supervisor for another role."),
            OnceClosed = new("group-closed", "The group is closed. What is in its cases can be read, and nothing is added or changed any more."),
            OnceCaseClosed = new("case-closed", "This case is closed. It can be read, and nothing is added or changed. Whoever brought it, or the supervisor, can open it again."),
        },
        new(Act.CloseCase, Scope.Case, "Close a case, and open it again: whoever brought it, and the supervisor")
        {
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter],
            Otherwise = new("only-presenter", "Closing a case is for whoever brought it, and for the supervisor."),
            OnceClosed = new("group-closed", "The group is closed, and its cases with it."),
        },
        new(Act.RedactPassages, Scope.Case, "Remove a passage that names someone, and put one's own back")
        {
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter, GroupRole.Member],
            Otherwise = new("observer", "Observers read and take no part. Tell the supervisor that somebody is named."),
        },
        new(Act.ReviewRedactions, Scope.Case, "Have a removed passage destroyed for good")
        {
            GroupRoles = [GroupRole.Supervisor],
            Otherwise = new("only-supervisor", "Only the group's supervisor can do this."),
            IsFresh = true,
        },
        new(Act.TakeCaseFurther, Scope.Case, "Answer for a case that one has brought, before it goes beyond its group, and bring it into another group of one's own")
        {
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter],
            Otherwise = new("only-presenter", "A case is taken further by whoever brought it."),
        },
        new(Act.AgreeToReview, Scope.Case, "Agree that another's case goes beyond its group, or decline")
        {
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter, GroupRole.Member],
            Otherwise = new("observer", "Observers read and take no part. Ask the supervisor for another role."),
        },
        new(Act.StepOut, Scope.Case, "Leave a case for good, and not be asked why") { GroupRoles = AllInGroup },
        new(Act.SeeReaders, Scope.Case, "See who has opened a case: whoever brought it, and the supervisor")
        {
            ForPrograms = TokenScope.Read,
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter],
            Otherwise = new("only-presenter", "Who has seen a case is shown to whoever brought it, and to the supervisor."),
        },
        new(Act.SeeErasure, Scope.Case, "See what erasing a case would take away, and whether it is asked for: whoever brought it, and the supervisor")
        {
            ForPrograms = TokenScope.Read,
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter],
            Otherwise = new("only-presenter", "Erasing a case is for whoever brought it, and for the supervisor."),
        },
        new(Act.RequestErasure, Scope.Case, "Ask for the erasure of a case, and withdraw that: whoever brought it, and the supervisor")
        {
            GroupRoles = [GroupRole.Supervisor, GroupRole.Presenter],
            Otherwise = new("only-presenter", "Erasing a case is for whoever brought it, and for the supervisor."),
            IsFresh = true,
        },
    ];

    private static readonly Dictionary<Act, AccessRow> ByAct = Rows.ToDictionary(row => row.Act);

    public static AccessRow Of(Act act) => ByAct[act];
}

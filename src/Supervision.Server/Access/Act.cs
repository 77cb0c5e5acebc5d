namespace Supervision.Server.Access;

/// <summary>Everything that can be asked of the server. Who may is said in <see cref="AccessTable"/>.</summary>
internal enum Act
{
    SignIn,
    SignOut,
    SeeDemonstration,
    SeeHealth,
    SeeApiDescription,

    SeeSession,
    SeeCodebooks,
    ListCases,
    Connect,
    LeaveRoom,

    OpenCase,

    ReadCase,
    Annotate,
}

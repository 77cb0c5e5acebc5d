using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;

namespace Supervision.Server.Tests.Features.Groups;

/// <summary>Tests in a group of their own: a supervisor, one who presents, a member; and of their institute a data protection officer.</summary>
public abstract class InAGroup : IAsyncLifetime
{
    private protected abstract RunningServer Server { get; }

    private protected OwnInstitute Institute { get; private set; } = null!;

    private protected OwnInstitute.Someone Supervisor { get; set; } = null!;

    private protected OwnInstitute.Someone Presenter { get; set; } = null!;

    private protected OwnInstitute.Someone Member { get; set; } = null!;

    private protected OwnInstitute.Someone Officer { get; set; } = null!;

    private protected GroupId Group { get; private set; }

    public virtual async ValueTask InitializeAsync()
    {
        Institute = await OwnInstitute.FoundAsync(Server);
        Supervisor = await Institute.BringAsync("Ines", InstituteRole.Supervisor);
        Presenter = await Institute.BringAsync("Leila", InstituteRole.Trainee);
        Member = await Institute.BringAsync("Jonas", InstituteRole.Trainee);
        Officer = await Institute.BringAsync("Kim", InstituteRole.DataProtectionOfficer);
        Group = await Institute.FormGroupAsync("Tuesday", Supervisor.Person, Presenter.Person, Member.Person);
    }

    public virtual ValueTask DisposeAsync()
    {
        Supervisor.Dispose();
        Presenter.Dispose();
        Member.Dispose();
        Officer.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

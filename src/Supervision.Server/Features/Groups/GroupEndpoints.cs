using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Groups;

internal static class GroupEndpoints
{
    private static readonly int[] Commanded = [400, 401, 403, 404, 409, 413];

    public static void MapGroups(this IEndpointRouteBuilder api)
    {
        var groups = api.MapGroup("/groups").WithTags("Groups");
        groups.MapGet("/", List).Asks(Act.ListGroups)
            .WithName("ListGroups").WithSummary("All groups of the institute, without anything of their cases")
            .AnswersProblems(401, 404);
        groups.MapPost("/", Form).Asks(Act.FormGroup)
            .WithName("FormGroup").WithSummary("Forms a group and names its supervisor")
            .AnswersProblems(Commanded);
        groups.MapGet("/candidates", Supervisors).Asks(Act.FormGroup)
            .WithName("ListCandidates").WithSummary("The people of the institute, for choosing a supervisor")
            .AnswersProblems(401, 404);
        MapGroup(groups.MapGroup("/{groupId:guid}"));
    }

    private static void MapGroup(RouteGroupBuilder group)
    {
        group.MapGet("", Get).Asks(Act.SeeGroup)
            .WithName("GetGroup").WithSummary("A group's members, contract and signatures")
            .AnswersProblems(401, 404);
        group.MapPost("/supervisors", NameSupervisor).Asks(Act.NameSupervisor)
            .WithName("NameSupervisor").WithSummary("Gives a group a supervisor, from outside the group")
            .AnswersProblems(Commanded);
        group.MapPost("/name", Rename).Asks(Act.RunGroup)
            .WithName("RenameGroup").WithSummary("Renames a group")
            .AnswersProblems(Commanded);
        group.MapPost("/close", Close).Asks(Act.RunGroup)
            .WithName("CloseGroup").WithSummary("Closes a group for good: its cases stay readable to its members")
            .AnswersProblems(Commanded);
        group.MapPost("/leave", Leave).Asks(Act.LeaveGroup)
            .WithName("LeaveGroup").WithSummary("Leaves a group; access ends at once, also on open connections")
            .AnswersProblems(Commanded);
        MapMembers(group);
        group.MapPost("/contract", WriteContract).Asks(Act.RunGroup)
            .WithName("WriteContract").WithSummary("Writes the group's contract, or a new version of it, which all sign again")
            .AnswersProblems(Commanded);
        group.MapPost("/contract/signature", SignContract).Asks(Act.SignContract)
            .WithName("SignContract").WithSummary("Signs the present version of the contract")
            .AnswersProblems(Commanded);
    }

    private static void MapMembers(RouteGroupBuilder group)
    {
        group.MapGet("/candidates", Candidates).Asks(Act.RunGroup)
            .WithName("ListCandidatesOfGroup").WithSummary("The people of the institute who are not in the group")
            .AnswersProblems(401, 404, 409);
        group.MapPost("/members", AddMember).Asks(Act.RunGroup)
            .WithName("AddMember").WithSummary("Adds a member, or proposes an observer, whom all members must consent to")
            .AnswersProblems(Commanded);
        group.MapDelete("/members/{personId:guid}", RemoveMember).Asks(Act.RunGroup)
            .WithName("RemoveMember").WithSummary("Removes a member; access ends at once, also on open connections")
            .AnswersProblems(Commanded);
        group.MapPost("/members/{personId:guid}/role", ChangeRole).Asks(Act.RunGroup)
            .WithName("ChangeRole").WithSummary("Gives a member another role")
            .AnswersProblems(Commanded);
        group.MapPost("/observers/{personId:guid}/consent", Consent).Asks(Act.AnswerProposal)
            .WithName("ConsentToObserver").WithSummary("Consents to a proposed observer")
            .AnswersProblems(Commanded);
        group.MapPost("/observers/{personId:guid}/decline", Decline).Asks(Act.AnswerProposal)
            .WithName("DeclineObserver").WithSummary("Declines a proposed observer, or takes the proposal back; no reason is asked")
            .AnswersProblems(Commanded);
    }

    private static async Task<Ok<GroupList>> List(ClaimsPrincipal user, GroupReading groups, CancellationToken cancellationToken) =>
        TypedResults.Ok(await groups.AllAsync(Viewer.Of(user).Tenant, cancellationToken));

    private static async Task<Ok<CandidateList>> Supervisors(ClaimsPrincipal user, GroupReading groups, CancellationToken cancellationToken) =>
        TypedResults.Ok(await groups.CandidatesAsync(Viewer.Of(user).Tenant, group: null, cancellationToken));

    private static async Task<Ok<CandidateList>> Candidates(
        GroupAccess access, ClaimsPrincipal user, GroupReading groups, CancellationToken cancellationToken) =>
        TypedResults.Ok(await groups.CandidatesAsync(Viewer.Of(user).Tenant, access.Group, cancellationToken));

    private static async Task<Ok<GroupPage>> Get(GroupAccess access, ClaimsPrincipal user, GroupReading groups, CancellationToken cancellationToken) =>
        TypedResults.Ok(await groups.PageAsync(Viewer.Of(user), access, cancellationToken));

    private static async Task<Results<Created<Receipt>, ProblemHttpResult>> Form(
        FormGroupRequest request, ClaimsPrincipal user, Grouping grouping, TimeProvider time, CancellationToken cancellationToken)
    {
        var (viewer, form) = (Viewer.Of(user), new GroupForm());
        form.Id("commandId", request.CommandId);
        form.Id("groupId", request.GroupId);
        var name = form.Line("name", request.Name);
        if (form.Problem is { } malformed)
        {
            return malformed;
        }
        var outcome = await grouping.LetInAsync(
            viewer.Tenant, new(request.GroupId), request.CommandId, new(request.SupervisorId),
            _ => new GroupCommand.Form(new(request.GroupId), name, time.GetUtcNow(), new PersonId(request.SupervisorId), viewer.Person), asSupervisor: true,
            cancellationToken);
        return outcome is Outcome.Accepted accepted
            ? TypedResults.Created($"/api/groups/{request.GroupId}", Receipt.Of(request.CommandId, accepted))
            : ProblemOf(outcome);
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> NameSupervisor(
        Guid groupId, NameSupervisorRequest request, ClaimsPrincipal user, Grouping grouping, TimeProvider time, CancellationToken cancellationToken)
    {
        var (viewer, form) = (Viewer.Of(user), new GroupForm());
        form.Id("commandId", request.CommandId);
        var why = form.Line("why", request.Why);
        return form.Problem is { } malformed ? malformed : AnswerOf(request.CommandId, await grouping.LetInAsync(
            viewer.Tenant, new(groupId), request.CommandId, new(request.PersonId),
            conflicts => new GroupCommand.NameSupervisor(new(request.PersonId), viewer.Person, why, time.GetUtcNow()) { Conflicts = conflicts },
            asSupervisor: true, cancellationToken));
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> AddMember(
        AddMemberRequest request, GroupAccess access, ClaimsPrincipal user, Grouping grouping, TimeProvider time, CancellationToken cancellationToken)
    {
        var (viewer, form) = (Viewer.Of(user), new GroupForm());
        form.Id("commandId", request.CommandId);
        return form.Problem is { } malformed ? malformed : AnswerOf(request.CommandId, await grouping.LetInAsync(
            viewer.Tenant, access.Group.Id, request.CommandId, new(request.PersonId),
            conflicts => new GroupCommand.Join(new(request.PersonId), request.Role, time.GetUtcNow(), viewer.Person) { Conflicts = conflicts },
            asSupervisor: request.Role is GroupRole.Supervisor, cancellationToken));
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Consent(
        Guid personId, BareRequest request, GroupAccess access, ClaimsPrincipal user, Grouping grouping, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var (viewer, form) = (Viewer.Of(user), new GroupForm());
        form.Id("commandId", request.CommandId);
        return form.Problem is { } malformed ? malformed : AnswerOf(request.CommandId, await grouping.LetInAsync(
            viewer.Tenant, access.Group.Id, request.CommandId, new(personId),
            conflicts => new GroupCommand.ConsentToObserver(new(personId), viewer.Person, time.GetUtcNow()) { Conflicts = conflicts },
            asSupervisor: false, cancellationToken));
    }

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> Decline(
        Guid personId, BareRequest request, GroupAccess access, ClaimsPrincipal user, Grouping grouping, TimeProvider time,
        CancellationToken cancellationToken) =>
        AskAsync(access, user, grouping, request.CommandId, (_, by) => new GroupCommand.DeclineObserver(new(personId), by, time.GetUtcNow()), cancellationToken);

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> Leave(
        BareRequest request, GroupAccess access, ClaimsPrincipal user, Grouping grouping, TimeProvider time, CancellationToken cancellationToken) =>
        AskAsync(access, user, grouping, request.CommandId, (_, by) => new GroupCommand.Leave(by, time.GetUtcNow()), cancellationToken);

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> RemoveMember(
        Guid personId, [FromBody] ReasonedRequest request, GroupAccess access, ClaimsPrincipal user, Grouping grouping, TimeProvider time,
        CancellationToken cancellationToken) =>
        AskAsync(
            access, user, grouping, request.CommandId,
            (form, by) => new GroupCommand.Remove(new(personId), by, form.Line("why", request.Why), time.GetUtcNow()), cancellationToken);

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> ChangeRole(
        Guid personId, ChangeRoleRequest request, GroupAccess access, ClaimsPrincipal user, Grouping grouping, TimeProvider time,
        CancellationToken cancellationToken) =>
        AskAsync(
            access, user, grouping, request.CommandId,
            (form, by) => new GroupCommand.ChangeRole(new(personId), request.Role, by, form.Line("why", request.Why), time.GetUtcNow()), cancellationToken);

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> Rename(
        RenameGroupRequest request, GroupAccess access, ClaimsPrincipal user, Grouping grouping, TimeProvider time, CancellationToken cancellationToken) =>
        AskAsync(
            access, user, grouping, request.CommandId,
            (form, by) => new GroupCommand.Rename(form.Line("name", request.Name), by, time.GetUtcNow()), cancellationToken);

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> Close(
        ReasonedRequest request, GroupAccess access, ClaimsPrincipal user, Grouping grouping, TimeProvider time, CancellationToken cancellationToken) =>
        AskAsync(
            access, user, grouping, request.CommandId,
            (form, by) => new GroupCommand.Close(by, form.Line("why", request.Why), time.GetUtcNow()), cancellationToken);

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> WriteContract(
        WriteContractRequest request, GroupAccess access, ClaimsPrincipal user, Grouping grouping, TimeProvider time, CancellationToken cancellationToken) =>
        AskAsync(
            access, user, grouping, request.CommandId,
            (form, by) => new GroupCommand.WriteContract(form.Terms(request.Terms), by, time.GetUtcNow()), cancellationToken);

    private static Task<Results<Ok<Receipt>, ProblemHttpResult>> SignContract(
        SignContractRequest request, GroupAccess access, ClaimsPrincipal user, Grouping grouping, TimeProvider time, CancellationToken cancellationToken) =>
        AskAsync(
            access, user, grouping, request.CommandId, (_, by) => new GroupCommand.SignContract(request.Version, by, time.GetUtcNow()), cancellationToken);

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> AskAsync(
        GroupAccess access, ClaimsPrincipal user, Grouping grouping, Guid commandId, Func<GroupForm, PersonId, GroupCommand> commandOf,
        CancellationToken cancellationToken)
    {
        var (viewer, form) = (Viewer.Of(user), new GroupForm());
        form.Id("commandId", commandId);
        var command = commandOf(form, viewer.Person);
        return form.Problem is { } malformed
            ? malformed
            : AnswerOf(commandId, await grouping.ExecuteAsync(viewer.Tenant, access.Group.Id, commandId, command, cancellationToken));
    }

    private static Results<Ok<Receipt>, ProblemHttpResult> AnswerOf(Guid commandId, Outcome outcome) =>
        outcome is Outcome.Accepted accepted ? TypedResults.Ok(Receipt.Of(commandId, accepted)) : ProblemOf(outcome);

    private static ProblemHttpResult ProblemOf(Outcome outcome) => outcome switch
    {
        // For the institute's people, who name a group that there is not.
        Outcome.Refused { Refusal.Code: "unknown-group" } => Problems.NotFound(),
        Outcome.Refused refused => Problems.Refused(refused.Refusal),
        Outcome.Conflict => Problems.Of(StatusCodes.Status409Conflict),
        _ => throw new UnreachableException(),
    };
}

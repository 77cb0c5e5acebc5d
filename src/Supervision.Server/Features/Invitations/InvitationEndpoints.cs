using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Groups;
using Supervision.Server.Hosting;
using Supervision.Server.Http;
using Supervision.Server.Identity;
using Supervision.Server.Identity.Credentials;

namespace Supervision.Server.Features.Invitations;

internal static class InvitationEndpoints
{
    private const int TokenLength = 64;

    internal static readonly Refusal NoAddress = new(
        "no-address", "The server does not know where people find it. Its operator sets Supervision__Address.");

    public static void MapInvitations(this IEndpointRouteBuilder api)
    {
        var invitations = api.MapGroup("/invitations").WithTags("Invitations");
        invitations.MapGet("/", List).Asks(Act.ListInvitations)
            .WithName("ListInvitations").WithSummary("Invitations that have been neither accepted nor withdrawn")
            .AnswersProblems(401, 404);
        invitations.MapPost("/", Invite).Asks(Act.Invite)
            .WithName("Invite").WithSummary("Invites a person to the institute by a letter to their address")
            .AnswersProblems(400, 401, 403, 404, 409);
        invitations.MapPost("/{invitationId:guid}/send-again", SendAgain).Asks(Act.Invite)
            .WithName("SendInvitationAgain").WithSummary("Sends an invitation again; the letter before is worth nothing from then on")
            .AnswersProblems(400, 401, 403, 404, 409);
        invitations.MapDelete("/{invitationId:guid}", Withdraw).Asks(Act.Invite)
            .WithName("WithdrawInvitation").WithSummary("Withdraws an invitation")
            .AnswersProblems(400, 401, 403, 404, 409);
        invitations.MapPost("/look", Look).Asks(Act.SeeInvitation).WithMetadata(new Guessable())
            .WithName("LookAtInvitation").WithSummary("What an invitation invites to, for whoever has its token")
            .LimitsBody(8_192)
            .AnswersProblems(400, 403, 404, 429);
        invitations.MapPost("/accept", Accept).Asks(Act.SeeInvitation).WithMetadata(new Guessable())
            .WithName("AcceptInvitation").WithSummary("Accepts an invitation with a new account, and signs in")
            .LimitsBody(8_192)
            .AnswersProblems(400, 403, 404, 409, 429);
        invitations.MapPost("/join", Join).Asks(Act.AcceptInvitation)
            .WithName("JoinByInvitation").WithSummary("Accepts an invitation with the account that one is signed in with")
            .LimitsBody(8_192)
            .AnswersProblems(400, 401, 403, 404, 409);
    }

    private static async Task<Ok<InvitationList>> List(
        ClaimsPrincipal user, InvitationQueries invitations, InvitedPeople invited, GroupQueries groups, TimeProvider time, CancellationToken cancellationToken)
    {
        var tenant = Viewer.Of(user).Tenant;
        var people = (await invited.AllAsync(Guid.Parse(tenant), cancellationToken)).ToDictionary(person => person.Invitation);
        var names = (await groups.AllAsync(tenant, cancellationToken)).ToDictionary(group => group.Id, group => group.Name);
        return TypedResults.Ok(new InvitationList(
        [
            .. from each in await invitations.OpenAsync(tenant, cancellationToken)
               where people.ContainsKey(each.Id.Value)
               let person = people[each.Id.Value]
               orderby each.MadeAt descending
               select new InvitationEntry(
                   each.Id.Value, person.Name, person.Email, each.Roles, each.MadeAt, each.Until, each.Until < time.GetUtcNow(),
                   each.Group is { } joined ? names.GetValueOrDefault(joined) : null),
        ]));
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Invite(
        InviteRequest request, ClaimsPrincipal user, HttpRequest http, ServerSettings settings, GroupQueries groups, Inviting inviting,
        CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        if (await CheckAsync(request, viewer.Tenant, groups, cancellationToken) is { } malformed)
        {
            return malformed;
        }
        if (PublicAddress.Of(http, settings) is not { } address)
        {
            return Problems.Refused(NoAddress);
        }
        var invitation = new NewInvitation(
            new(request.InvitationId), request.Email.Trim(), request.Name.Trim(), request.Roles, request.GroupId is { } group ? new GroupId(group) : null);
        return Outcomes.Answer(
            request.CommandId, await inviting.InviteAsync(viewer.Tenant, request.CommandId, invitation, viewer.Person, address, cancellationToken));
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> SendAgain(
        Guid invitationId, SendAgainRequest request, ClaimsPrincipal user, HttpRequest http, ServerSettings settings, Inviting inviting,
        CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        if (PublicAddress.Of(http, settings) is not { } address)
        {
            return Problems.Refused(NoAddress);
        }
        return await inviting.SendAgainAsync(viewer.Tenant, request.CommandId, new(invitationId), viewer.Person, address, cancellationToken) is { } outcome
            ? Outcomes.Answer(request.CommandId, outcome)
            : Problems.NotFound();
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Withdraw(
        Guid invitationId, [FromBody] WithdrawInvitationRequest request, ClaimsPrincipal user, InvitationQueries invitations, Inviting inviting,
        CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        return await invitations.FindAsync(viewer.Tenant, new(invitationId), cancellationToken) is null
            ? Problems.NotFound()
            : Outcomes.Answer(request.CommandId, await inviting.WithdrawAsync(
                viewer.Tenant, request.CommandId, new(invitationId), viewer.Person, request.Reason, cancellationToken));
    }

    private static async Task<Results<Ok<InvitationToAccept>, ProblemHttpResult>> Look(
        TokenRequest request, Accepting accepting, InstituteRegister institutes, InvitationQueries invitations, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (request.Token.Length > TokenLength
            || await accepting.FindAsync(request.Token, cancellationToken) is not { } person
            || await invitations.FindAsync(person.Institute.ToString(), new(person.Invitation), cancellationToken) is not { } view)
        {
            return Problems.NotFound();
        }
        return TypedResults.Ok(new InvitationToAccept(
            await institutes.NameOfAsync(person.Institute, cancellationToken), person.Name, PersonName.InitialsOf(person.Name), person.Email, view.Roles,
            view.Until < time.GetUtcNow(), await accepting.HasAccountAsync(person, cancellationToken)));
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Accept(
        AcceptRequest request, Accepting accepting, InstituteRegister institutes, UserManager<Account> accounts, SignInManager<Account> session, Sessions sessions,
        CancellationToken cancellationToken)
    {
        if (Check(request) is { } malformed)
        {
            return malformed;
        }
        if (await accepting.FindAsync(request.Token, cancellationToken) is { } person && PasswordRules.ProblemOf(
                request.Password, person.Email, [await institutes.NameOfAsync(person.Institute, cancellationToken)]) is { } problem)
        {
            return Problems.Invalid("password", problem);
        }
        switch (await accepting.AcceptAsync(request.Token, request.Name.Trim(), request.Initials.Trim(), request.Password, cancellationToken))
        {
            case Acceptance.Joined joined:
                var account = (await accounts.FindByIdAsync(joined.Person.ToString()))!;
                await session.SignInAsync(account, isPersistent: false, authenticationMethod: "pwd");
                return TypedResults.Ok(await sessions.ViewAsync(account, cancellationToken));
            case Acceptance.Refused refused:
                return Outcomes.ProblemOf(refused.Outcome);
            default:
                return Problems.NotFound();
        }
    }

    private static async Task<Results<Ok<JoinedInstitute>, ProblemHttpResult>> Join(
        TokenRequest request, ClaimsPrincipal user, Accepting accepting, UserManager<Account> accounts, CancellationToken cancellationToken)
    {
        if (request.Token.Length > TokenLength || await accounts.GetUserAsync(user) is not { } account)
        {
            return Problems.NotFound();
        }
        return await accepting.JoinAsync(request.Token, account, cancellationToken) switch
        {
            Acceptance.Joined joined => TypedResults.Ok(new JoinedInstitute(joined.Institute)),
            Acceptance.Refused refused => Outcomes.ProblemOf(refused.Outcome),
            _ => Problems.NotFound(),
        };
    }

    private static async Task<ProblemHttpResult?> CheckAsync(InviteRequest request, string tenant, GroupQueries groups, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireId("commandId", request.CommandId);
        errors.RequireId("invitationId", request.InvitationId);
        if (!EmailAddress.IsOne(request.Email.Trim()))
        {
            errors.Add("email", "This is no email address.");
        }
        if (!PersonName.IsName(request.Name))
        {
            errors.Add("name", "A person needs a name of at most 120 characters, in one line.");
        }
        if (request.GroupId is { } group && await groups.FindAsync(tenant, new(group), cancellationToken) is null)
        {
            errors.Add("groupId", "There is no such group.");
        }
        return errors.Any ? errors.Problem : null;
    }

    private static ProblemHttpResult? Check(AcceptRequest request)
    {
        var errors = new FieldErrors();
        if (request.Token.Length > TokenLength)
        {
            errors.Add("token", "This is no token.");
        }
        if (!PersonName.IsName(request.Name))
        {
            errors.Add("name", "Enter your name, with at most 120 characters.");
        }
        if (request.Initials.Trim().Length is 0 or > 4 || request.Initials.Any(char.IsControl))
        {
            errors.Add("initials", "Enter 1 to 4 letters.");
        }
        if (PasswordRules.ProblemOf(request.Password) is { } problem)
        {
            errors.Add("password", problem);
        }
        return errors.Any ? errors.Problem : null;
    }
}

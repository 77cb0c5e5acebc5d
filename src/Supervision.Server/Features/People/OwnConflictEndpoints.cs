using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Http;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.People;

/// <param name="Email">Of the other, who is at the institute: people are not shown who else is there.</param>
internal sealed record OwnConflictRequest(Guid CommandId, ConflictKind Kind, string Email)
{
    public override string ToString() => nameof(OwnConflictRequest);
}

internal sealed record OwnConflict(ConflictKind Kind, string Name);

internal sealed record OwnConflictList(IReadOnlyList<OwnConflict> Conflicts);

/// <summary>What a person declares of themselves. Withdrawing it is for administrators: it protects more than one.</summary>
internal static class OwnConflictEndpoints
{
    public static void MapOwnConflicts(this IEndpointRouteBuilder api)
    {
        var conflicts = api.MapGroup("/account/conflicts").WithTags("Account");
        conflicts.MapGet("/", List).Asks(Act.SeeOwnConflicts)
            .WithName("ListOwnConflicts").WithSummary("Who is on record as one's own therapist or line manager")
            .AnswersProblems(401);
        conflicts.MapPost("/", Declare).Asks(Act.DeclareOwnConflict).WithMetadata(new Guessable())
            .WithName("DeclareOwnConflict").WithSummary("Declares one's own therapist or line manager")
            .LimitsBody(8_192)
            .AnswersProblems(400, 401, 403, 404, 409, 429);
    }

    private static async Task<Ok<OwnConflictList>> List(ClaimsPrincipal user, PeopleQueries people, PersonNames names, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        var conflicts = (await people.FindAsync(viewer.Tenant, viewer.Person, cancellationToken))?.Conflicts ?? [];
        var known = await names.NamesOfAsync(viewer.Tenant, [.. conflicts.Select(each => each.With)], cancellationToken);
        return TypedResults.Ok(new OwnConflictList([.. conflicts.Select(each => new OwnConflict(each.Kind, known[each.With].Name))]));
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Declare(
        OwnConflictRequest request, ClaimsPrincipal user, PeopleQueries people, PersonNames names, PersonRecord record, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        if (!EmailAddress.IsOne(request.Email.Trim()))
        {
            return Problems.Invalid("email", "Enter the e-mail address of the other.");
        }
        if (await names.FindAsync(viewer.Tenant, request.Email.Trim(), cancellationToken) is not { } other
            || await people.FindAsync(viewer.Tenant, other, cancellationToken) is not { IsPresent: true })
        {
            return Problems.Refused(new Refusal("unknown-person", "Nobody at your institute has this address. If they have another there, ask them or your administrator."));
        }
        return await record.ExecuteAsync(
            viewer, viewer.Person, request.CommandId, (by, at) => new PersonCommand.DeclareConflict(request.Kind, other, by, at, Reason: null), cancellationToken);
    }
}

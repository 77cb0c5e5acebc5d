using System.Diagnostics;
using System.Globalization;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Http;

namespace Supervision.Server.Access;

/// <summary>
/// Looks at the row that the endpoint asks under before anything of the request is read. What is granted is handed on:
/// an endpoint of a group or a case takes a <see cref="GroupAccess"/> or a <see cref="CaseAccess"/>.
/// </summary>
internal sealed class AccessCheck(RequestDelegate next, AccessControl access, CachedAccess cached, TimeProvider time)
{
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(5);

    private static readonly Refusal NotOwnSignIn = new(
        "own-sign-in-needed", "You came in through your institute. For this, sign in with a password or a passkey of your own; \"Forgotten your password?\" gives you one.");

    // Waits for nothing itself: a connection to the live room holds whatever waits here for as long as it lasts.
    public Task InvokeAsync(HttpContext context)
    {
        var row = context.GetEndpoint()?.Metadata.GetMetadata<AsksAttribute>() is { } asks ? AccessTable.Of(asks.Act) : null;
        if (row is not null && !TokenScopes.Allow(context.User, row))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
            return Problems.WriteAsync(context, Problems.TokenScope());
        }

        if (row is { IsForOwnSignIn: true } && context.User.HasClaim(claim => claim.Type == Viewer.CredentialClaim))
        {
            return Problems.WriteAsync(context, Problems.Refused(NotOwnSignIn).ProblemDetails);
        }

        if (row is { IsFresh: true } && !IsFresh(context))
        {
            return Problems.WriteAsync(context, Problems.ConfirmIdentity());
        }

        return row?.Scope switch
        {
            null or Scope.Anyone or Scope.SignedIn => next(context),
            Scope.Institute => InInstituteAsync(context, row.Act),
            Scope.Group => InGroupAsync(context, row.Act),
            Scope.Case => InCaseAsync(context, row.Act),
            _ => throw new UnreachableException(),
        };
    }

    private bool IsFresh(HttpContext context) =>
        long.TryParse(context.User.FindFirst(Viewer.AuthenticatedAtClaim)?.Value, CultureInfo.InvariantCulture, out var seconds)
        && time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) <= FreshFor;

    private async Task InInstituteAsync(HttpContext context, Act act)
    {
        var isGranted = await access.ToInstituteAsync(Viewer.Of(context.User), act, context.RequestAborted);
        await (isGranted ? next(context) : Problems.WriteAsync(context, Problems.Details(StatusCodes.Status404NotFound)));
    }

    // Where the group stands in the body, the endpoint asks: the body is not read here.
    private async Task InGroupAsync(HttpContext context, Act act) =>
        await (IdIn(context, "groupId") is { } group
            ? GoOnAsync(context, await access.ToGroupAsync(Viewer.Of(context.User), new GroupId(group), act, context.RequestAborted))
            : next(context));

    private async Task InCaseAsync(HttpContext context, Act act) =>
        await (IdIn(context, "caseId") is { } @case
            ? GoOnAsync(context, await cached.ToCaseAsync(Viewer.Of(context.User), new CaseId(@case), act, context.RequestAborted))
            : throw new UnreachableException("The address of an endpoint about a case names the case."));

    private Task GoOnAsync<T>(HttpContext context, Answer<T> answer)
    {
        switch (answer)
        {
            case Answer<T>.Granted granted:
                context.Features.Set(granted.To);
                return next(context);
            case Answer<T>.Refused refused:
                return Problems.WriteAsync(context, Problems.Refused(refused.Refusal).ProblemDetails);
            default:
                return Problems.WriteAsync(context, Problems.Details(StatusCodes.Status404NotFound));
        }
    }

    private static Guid? IdIn(HttpContext context, string name) =>
        Guid.TryParse(context.GetRouteValue(name) as string, out var id) ? id : null;
}

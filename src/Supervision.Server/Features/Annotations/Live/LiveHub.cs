using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Readers;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Annotations.Live;

/// <summary>The live room, as described in <c>src/README.md</c>. Only speaks and listens: what it sends comes from the log, by <see cref="Rooms"/>.</summary>
[Authorize]
internal sealed class LiveHub(LiveConnections connections, Rooms rooms, PresenceBoard presence, Annotating annotating, CachedAccess access, CaseReading cases, Openings openings)
    : Hub
{
    [Asks(Act.ReadCase)]
    public async Task<Joined> Join(CaseId caseId, long since)
    {
        var connection = connections[Context.ConnectionId];
        if (since < 0)
        {
            throw new HubException("invalid");
        }

        if (await access.ToCaseAsync(connection.Viewer, caseId, Act.ReadCase, Context.ConnectionAborted) is not Answer<CaseAccess>.Granted)
        {
            throw new HubException("not-found");
        }

        await openings.RecordAsync(connection.Viewer, caseId, OpeningKind.Live, Context.ConnectionAborted);
        if (await rooms.JoinAsync(connection, caseId, since, Context.ConnectionAborted) is not var (version, allowed))
        {
            throw new HubException("not-found");
        }

        presence.Tell(connection, caseId, new());
        return new(
            caseId, version, await cases.PeopleOfAsync(connection.Viewer.Tenant, allowed.Case, allowed.Group, Context.ConnectionAborted),
            presence.Of(new(connection.Viewer.Tenant, caseId)), CaseEnd.Of(allowed.Case, allowed.Group)?.At);
    }

    [Asks(Act.LeaveRoom)]
    public void Leave(CaseId caseId) => rooms.Leave(connections[Context.ConnectionId], caseId);

    [Asks(Act.Annotate)]
    public async Task<SubmitResult> Submit(CaseId caseId, AnnotationRequest request)
    {
        var viewer = connections[Context.ConnectionId].Viewer;
        var outcome = await access.ToCaseAsync(viewer, caseId, Act.Annotate, Context.ConnectionAborted) switch
        {
            Answer<CaseAccess>.Granted granted => await annotating.SubmitAsync(viewer, granted.To, request, Context.ConnectionAborted),
            Answer<CaseAccess>.Refused refused => new Outcome.Refused(refused.Refusal),
            _ => throw new HubException("not-found"),
        };
        return outcome switch
        {
            Outcome.Accepted accepted => new(Receipt.Of(request.CommandId, accepted), Refusal: null),
            Outcome.Refused refused => new(Receipt: null, refused.Refusal),
            _ => throw new HubException("busy"),
        };
    }

    [Asks(Act.ReadCase)]
    public void Here(CaseId caseId, Whereabouts where)
    {
        var connection = connections[Context.ConnectionId];
        if (connection.Cases.ContainsKey(caseId))
        {
            presence.Tell(connection, caseId, where);
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        var connection = connections[Context.ConnectionId];
        foreach (var @case in connection.Cases.Keys)
        {
            rooms.Leave(connection, @case);
        }

        return base.OnDisconnectedAsync(exception);
    }
}

using System.Reflection;
using Microsoft.AspNetCore.SignalR;
using Supervision.Server.Access;

namespace Supervision.Server.Features.Annotations.Live;

/// <summary>A program calls only those methods of the hub that its token is for.</summary>
internal sealed class LiveScopes : IHubFilter
{
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next) =>
        invocationContext.HubMethod.GetCustomAttribute<AsksAttribute>() is { } asks && TokenScopes.Allow(invocationContext.Context.User!, AccessTable.Of(asks.Act))
            ? next(invocationContext)
            : throw new HubException("token-scope");
}

using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.SignalR;
using Supervision.Server.Access;

namespace Supervision.Server.Features.Annotations.Live;

/// <summary>A program calls only those methods of the hub that its token is for.</summary>
internal sealed class LiveScopes : IHubFilter
{
    // Attributes are made anew each time they are asked for.
    private static readonly FrozenDictionary<MethodInfo, AccessRow> Asked = typeof(LiveHub).GetMethods()
        .Select(method => (Method: method, Asks: method.GetCustomAttribute<AsksAttribute>()))
        .Where(known => known.Asks is not null)
        .ToFrozenDictionary(known => known.Method, known => AccessTable.Of(known.Asks!.Act));

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next) =>
        Asked.TryGetValue(invocationContext.HubMethod, out var row) && TokenScopes.Allow(invocationContext.Context.User!, row)
            ? next(invocationContext)
            : throw new HubException("token-scope");
}

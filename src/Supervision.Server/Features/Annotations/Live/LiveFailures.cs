using Microsoft.AspNetCore.SignalR;

namespace Supervision.Server.Features.Annotations.Live;

/// <summary>
/// What goes wrong in a hub method is logged by its kind only. The framework would log the exception whole, and an exception
/// may quote what a person wrote; its own log of hub calls is switched off (see <see cref="Hosting.ServerLogs"/>).
/// </summary>
internal sealed partial class LiveFailures(ILogger<LiveHub> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception fault) when (fault is not HubException and not OperationCanceledException)
        {
            Failed(logger, invocationContext.HubMethodName, fault.GetType().Name, fault.TargetSite?.Name);
            throw new HubException("failure", fault);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The hub method {Method} failed: {Fault} in {Where}")]
    private static partial void Failed(ILogger logger, string method, string fault, string? where);
}

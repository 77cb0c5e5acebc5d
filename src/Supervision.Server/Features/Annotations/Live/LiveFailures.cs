using Microsoft.AspNetCore.SignalR;
using Supervision.Server.Access;

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
        catch (HubException refusal)
        {
            // Hub methods refuse with a code and nothing else.
            Refused(logger, Viewer.Of(invocationContext.Context.User!).Person, invocationContext.HubMethodName, refusal.Message);
            throw;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Failed(logger, invocationContext.HubMethodName, fault.GetType().Name, fault.TargetSite?.Name);
            throw new HubException("failure", fault);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The hub method {Method} failed: {Fault} in {Where}")]
    private static partial void Failed(ILogger logger, string method, string fault, string? where);

    [LoggerMessage(2, LogLevel.Information, "{Person} was refused the hub method {Method} with {Code}")]
    private static partial void Refused(ILogger logger, PersonId person, string method, string code);
}

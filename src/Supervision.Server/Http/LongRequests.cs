using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;

namespace Supervision.Server.Http;

/// <summary>
/// A request that becomes a connection lasts for hours, and keeps in memory for as long whatever waits for it to end and
/// whatever it was made of: the checks that have let it in, their services, the tickets they read. So its endpoint is
/// run when they have all come back, and it is left with who the person is.
/// </summary>
internal sealed class LongRequests(RequestDelegate checks, IServiceScopeFactory scopes)
{
    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<Lasting>() is null ? checks(context) : LetInAsync(context);

    private async Task LetInAsync(HttpContext context)
    {
        await CheckAsync(context);
        if (context.Features.Get<Lasting>() is { } letIn)
        {
            await letIn.Run(context);
        }
    }

    private async Task CheckAsync(HttpContext context)
    {
        await using var scope = scopes.CreateAsyncScope();
        var before = context.Features.Get<IServiceProvidersFeature>();
        context.Features.Set<IServiceProvidersFeature>(new ServiceProvidersFeature { RequestServices = scope.ServiceProvider });
        try
        {
            await checks(context);
        }
        finally
        {
            context.Features.Set(before);
        }
        if (context.Features.Get<IAuthenticateResultFeature>() is { AuthenticateResult: { Succeeded: true } known } feature)
        {
            // The expiry ends the connection. Setting it sets the user as well.
            feature.AuthenticateResult = AuthenticateResult.Success(
                new(Lean(known.Principal), new AuthenticationProperties { ExpiresUtc = known.Properties?.ExpiresUtc }, known.Ticket.AuthenticationScheme));
        }
    }

    // What kinds of claims there are, each ticket has read anew.
    private static ClaimsPrincipal Lean(ClaimsPrincipal person) => new(new ClaimsIdentity(
        person.Claims.Select(claim => new Claim(string.Intern(claim.Type), claim.Value, string.Intern(claim.ValueType))), person.Identity?.AuthenticationType));

    /// <summary>An endpoint whose requests last; on a request, that it has passed everything that stands before its endpoint.</summary>
    internal sealed record Lasting(RequestDelegate Run);
}

internal static class LongRequestsExtensions
{
    /// <summary>The endpoint's requests become connections.</summary>
    public static T Lasts<T>(this T endpoint)
        where T : IEndpointConventionBuilder
    {
        endpoint.Add(builder =>
        {
            var lasting = new LongRequests.Lasting(builder.RequestDelegate!);
            builder.Metadata.Add(lasting);
            builder.RequestDelegate = context =>
            {
                context.Features.Set(lasting);
                return Task.CompletedTask;
            };
        });
        return endpoint;
    }
}
